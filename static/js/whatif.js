// The answer follows what is typed: the page is asked for again as its own address says, and its answer put in place of the
// old one. Without this script the button does the same.

const ASK_AFTER_MS = 400;
const form = document.querySelector("form[data-what-if]");
const result = document.querySelector("[data-result]");
const errors = document.querySelector("[data-errors]");
let waiting;
let newest = 0;

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, ASK_AFTER_MS);
});

async function ask() {
  const number = ++newest;
  const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
  result.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address);
    // Whoever is to sign in again is led there by the page.
    if (!answer.ok || answer.redirected) throw new Error(`${address} answered ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (number !== newest) return;
    result.replaceChildren(...page.querySelector("[data-result]").childNodes);
    errors.replaceChildren();
    document.querySelector("h1").textContent = page.querySelector("h1").textContent;
    document.title = page.title;
    history.replaceState(null, "", address);
  } catch {
    if (number === newest) location.assign(address);
    return;
  }
  result.removeAttribute("aria-busy");
}
