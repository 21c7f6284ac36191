// The studio's forms: the preview follows what is typed, references complete, and what was never saved is kept in this browser.
// Without it the preview is a button, and every reference stands in a table below the text.
import { isCompleting, startCompleting } from "./completing.js";
import { keepTyped } from "./kept.js";

const ASK_AFTER_MS = 400;
const SIGNED_OUT = "You are signed out. What you type is kept in this browser: sign in again in another tab, and go on here.";
const NOT_NOW = "The preview cannot be shown just now. What you type is kept in this browser.";
const form = document.querySelector("form[data-keep]");

keepTyped(form);
if (form.dataset.previewAt) {
  startPreview(form);
  startCompleting(form.querySelector("[data-writing]"), document.querySelectorAll("[data-figure]"));
}

function startPreview() {
  const region = document.querySelector("[data-preview]");
  const says = document.querySelector("[data-preview-says]");
  let waiting;
  let newest = 0;
  let faultsBefore = faultsIn(region);
  document.querySelector("[data-preview-button]").hidden = true;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, ASK_AFTER_MS);
  });

  async function ask() {
    // Half a name is no fault yet.
    if (isCompleting()) {
      waiting = setTimeout(ask, ASK_AFTER_MS);
      return;
    }
    const number = ++newest;
    region.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.dataset.previewAt, { method: "POST", body: new FormData(form) });
      if (answer.redirected) return trouble(number, SIGNED_OUT);
      if (!answer.ok) return trouble(number, NOT_NOW);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (number !== newest) return;
      region.replaceChildren(...page.body.childNodes);
      region.removeAttribute("aria-busy");
      sayFaults();
    } catch {
      trouble(number, NOT_NOW);
    }
  }

  // Aloud only when what is wrong has changed, not at every letter.
  function sayFaults() {
    const faults = faultsIn(region);
    if (faults !== faultsBefore) says.textContent = faults || "Nothing is wrong any more.";
    faultsBefore = faults;
  }

  function trouble(number, words) {
    if (number !== newest) return;
    const said = document.createElement("p");
    said.className = "govuk-body";
    said.textContent = words;
    region.replaceChildren(said);
    region.removeAttribute("aria-busy");
    says.textContent = words;
  }
}

function faultsIn(region) {
  return region.querySelector("[data-faults]")?.textContent.replace(/\s+/g, " ").trim() ?? "";
}
