// What is typed and not saved is kept in this browser under the person's key, and offered when that person opens the page again.
// It comes back with what it was written upon, so that whatever somebody else saved meanwhile is shown beside it and chosen from.

export function keepTyped(form) {
  const key = `studio:${form.dataset.person}:${form.dataset.keep}`;
  const fields = [...form.elements].filter((field) => field.name && field.matches("input[type=text], textarea"));
  const offer = form.querySelector("[data-kept-offer]");
  let works = true;
  let typed = false;
  let saving = false;

  const kept = read();
  if (kept && isAsShown(kept)) forget();
  else if (kept && !("refused" in form.dataset)) show(kept);
  if ("refused" in form.dataset) note();

  form.addEventListener("input", () => { typed = true; note(); });
  form.addEventListener("submit", () => { saving = true; });
  window.addEventListener("pageshow", () => { saving = false; });
  window.addEventListener("beforeunload", (event) => { if (typed && !works && !saving) event.preventDefault(); });

  function note() {
    const words = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    attempt(() => localStorage.setItem(key, JSON.stringify({ words, shown: form.elements.shown.value, at: Date.now() })));
  }

  function show({ words, shown, at }) {
    const when = new Date(at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
    offer.querySelector("[data-kept-when]").textContent = `on ${when}`;
    offer.querySelector("[data-kept-back]").addEventListener("click", () => {
      for (const field of fields) if (field.name in words) field.value = words[field.name];
      form.elements.shown.value = shown;
      close();
      fields.at(-1).dispatchEvent(new Event("input", { bubbles: true }));
    });
    offer.querySelector("[data-kept-drop]").addEventListener("click", () => { forget(); close(); });
    offer.hidden = false;
  }

  function close() {
    offer.hidden = true;
    fields.at(-1).focus();
  }

  // On the page that was refused the fields hold it too, and nothing of it is saved.
  function isAsShown({ words }) {
    const same = ({ name, value }) => !(name in words) || plain(words[name]) === plain(value);
    return !("refused" in form.dataset) && fields.every(same);
  }

  function read() {
    return attempt(() => JSON.parse(localStorage.getItem(key)));
  }

  function forget() {
    attempt(() => localStorage.removeItem(key));
  }

  function attempt(work) {
    try {
      const result = work();
      works = true;
      return result;
    } catch {
      works = false;
      return null;
    }
  }
}

// As the server saves it: lines end alike, and nothing blank stands around them.
function plain(text) {
  return text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/[ \t\u00a0]+/g, " ").trim();
}
