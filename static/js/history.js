// A line's history opened over the entry page, so that what is typed there stays where it is. Without this script, or
// where the history cannot be fetched, the link leads to it as a page of its own.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-history-of]");
  const elsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || elsewhere) return;
  event.preventDefault();
  fetched(link.href)
    .then(({ title, body }) => show(title, body, link))
    .catch(() => location.assign(link.href));
});

async function fetched(address) {
  const answer = await fetch(address);
  // Whoever is to sign in again is led there by the page.
  if (!answer.ok || answer.redirected) throw new Error(`${address} answered ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { title: page.querySelector("h1").textContent, body: page.querySelector("[data-history]") };
}

function show(title, body, link) {
  const dialog = document.createElement("dialog");
  dialog.className = "over";
  dialog.setAttribute("aria-labelledby", "over-title");
  dialog.append(head(title, link, () => dialog.close()), document.adoptNode(body));
  dialog.addEventListener("click", ({ target }) => { if (target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function head(title, link, close) {
  const row = document.createElement("div");
  row.className = "over__head";
  const heading = document.createElement("h2");
  heading.className = "govuk-heading-m";
  heading.id = "over-title";
  heading.textContent = title;
  const page = document.createElement("a");
  page.className = "govuk-link";
  page.href = link.href;
  page.textContent = "Open as a page";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = "Close";
  button.autofocus = true;
  button.addEventListener("click", close);
  row.append(heading, page, button);
  return row;
}
