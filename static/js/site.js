// Starts the GOV.UK components found on the page. Every page works without it.
import { initAll } from "../govuk/govuk-frontend.min.js";

// govuk-frontend looks for these classes on <body>. Its own inline line would be refused by the content security policy.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
