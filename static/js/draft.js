// What is typed into the entry page and not yet saved is kept on the server as this person's draft: a second after typing
// stops, and when the page is left. While the server cannot be reached this browser keeps it, under the person's and the
// quarter's key, and sends it when it can: at the latest when that person opens the page again.

const SEND_AFTER_MS = 1000;
const TRY_AGAIN_AFTER_MS = 5000;
// Characters; browsers carry on with a request of a page that is gone up to 64 kB.
const LARGEST_TO_OUTLIVE_THE_PAGE = 20_000;
const FIELD = /^lines-(\d+)-(actual|estimate|comment)$/;
const AS_YOU_TYPE = "Unsaved changes are kept as you type";
const UNREACHABLE = "The server cannot be reached. What you type is kept in this browser, and is sent when it can be.";
const TOO_OLD = "This page is too old to be kept on the server. What you type is kept in this browser: load the page again, and it is offered to you.";
const NOWHERE = "What you type cannot be kept just now. Leave this page open, or copy what you need.";

let draft = null;

// Send what is not yet sent; true once all of it is kept. To be awaited before one leaves the page by script.
export async function keepDraft() {
  return draft ? draft.send() : true;
}

export function startDraft(form) {
  draft = draftOf(form);
  form.addEventListener("input", ({ target }) => draft.note(target));
  form.addEventListener("submit", () => draft.leaveTo("save"));
  window.addEventListener("pageshow", () => draft.leaveTo(null));
  window.addEventListener("pagehide", () => draft.sendAtOnce({ leaving: true }));
  document.addEventListener("visibilitychange", () => { if (document.hidden) draft.sendAtOnce(); });
  window.addEventListener("online", () => draft.send());
  window.addEventListener("beforeunload", (event) => { if (draft.wouldBeLost()) event.preventDefault(); });
  for (const other of document.querySelectorAll("form[data-once-kept]")) submitOnceKept(other);
  draft.sendLeftOver();
}

function draftOf(form) {
  const { draft: address, person, quarter, unsaved: shown } = form.dataset;
  const store = storeOf(`draft:${person}:${quarter}`);
  const typedIn = new Set(form.elements.typed_in.value.split(" ").filter(Boolean));
  const status = statusOf();
  // Name of a field -> what is typed there and the revision the page showed, as long as it is not on the server.
  const unsent = {};
  // What is on its way: it is not sent twice when the page is left.
  const underWay = {};
  let typed = false;
  let saving = false;
  let waiting;
  let last = Promise.resolve(true);

  function note({ name, value }) {
    const line = FIELD.exec(name)?.[1];
    if (!line) return;
    typed = true;
    typedIn.add(name);
    form.elements.typed_in.value = [...typedIn].join(" ");
    unsent[name] = { text: value, based_on: Number(form.elements[`lines-${line}-based_on`].value) };
    store.add({ [name]: unsent[name] });
    sendIn(SEND_AFTER_MS);
  }

  function sendIn(milliseconds) {
    clearTimeout(waiting);
    waiting = setTimeout(send, milliseconds);
  }

  // One after the other: what was typed later arrives later.
  function send() {
    clearTimeout(waiting);
    last = last.then(() => deliver());
    return last.then(Boolean);
  }

  // The server's answer; false where it did not take them. What goes as the page is left stays in this browser too: the
  // next page may be asked for before it arrives, and would not offer it; it sends it again, and then knows.
  async function deliver({ leaving = false } = {}) {
    const cells = Object.fromEntries(Object.entries(unsent).filter(([name, cell]) => underWay[name] !== cell));
    if (Object.keys(cells).length === 0) return true;
    Object.assign(underWay, cells);
    try {
      const response = await fetch(address, asSent(rowsOf(cells)));
      if (!response.ok) return refused(response.status);
      const answer = await response.json();
      taken(cells, leaving);
      status.show(answer);
      return answer;
    } catch {
      return refused();
    } finally {
      for (const [name, cell] of Object.entries(cells)) if (underWay[name] === cell) delete underWay[name];
    }
  }

  function asSent(rows) {
    const body = JSON.stringify(rows);
    const headers = { "Content-Type": "application/json", "X-Draft-Token": form.elements.draft_token.value };
    return { method: "POST", headers, body, keepalive: body.length < LARGEST_TO_OUTLIVE_THE_PAGE };
  }

  function taken(cells, leaving) {
    for (const [name, cell] of Object.entries(cells)) if (unsent[name] === cell) delete unsent[name];
    if (!leaving) store.remove(cells);
  }

  function refused(code = 0) {
    const forGood = code >= 400 && code < 500;
    if (!forGood) sendIn(TRY_AGAIN_AFTER_MS);
    status.show({ says: store.works ? (forGood ? TOO_OLD : UNREACHABLE) : NOWHERE, trouble: true });
    return false;
  }

  return {
    note,
    send,
    // The form itself carries all of it to be saved; a draft beside it would come too late.
    leaveTo(where) { saving = where === "save"; },
    sendAtOnce(how) { if (!saving) deliver(how); },
    wouldBeLost: () => !saving && !store.works && Object.keys(unsent).length > 0,
    async sendLeftOver() {
      Object.assign(unsent, store.read());
      if (Object.keys(unsent).length === 0) return;
      await send();
      const answer = await last;
      const isNews = answer && answer.unsaved !== Number(shown);
      if (isNews && "fresh" in form.dataset && !typed) window.location.reload();
    },
  };
}

// {"5": {"based_on": 3, "actual": "6,406"}}
function rowsOf(cells) {
  const rows = {};
  for (const [name, { text, based_on }] of Object.entries(cells)) {
    const [, line, cell] = FIELD.exec(name);
    rows[line] = { ...rows[line], based_on, [cell]: text };
  }
  return rows;
}

// What this browser keeps: shared by the tabs of one person, so that each adds and removes only what is its own.
function storeOf(key) {
  function change(alter) {
    try {
      const cells = JSON.parse(localStorage.getItem(key)) ?? {};
      alter(cells);
      if (Object.keys(cells).length) localStorage.setItem(key, JSON.stringify(cells));
      else localStorage.removeItem(key);
      store.works = true;
      return cells;
    } catch {
      store.works = false;
      return {};
    }
  }
  const store = {
    works: true,
    read: () => change(() => {}),
    add: (more) => change((cells) => Object.assign(cells, more)),
    remove: (sent) => change((cells) => {
      for (const [name, { text }] of Object.entries(sent)) if (cells[name]?.text === text) delete cells[name];
    }),
  };
  return store;
}

// Quietly beside the buttons; trouble in the result, which stays in view, and aloud.
function statusOf() {
  const kept = document.querySelector("[data-kept]");
  const trouble = document.querySelector("[data-trouble]");
  kept.hidden = false;
  return {
    show({ says, trouble: isTrouble, sign_in }) {
      const words = isTrouble ? says : "";
      if (!isTrouble) kept.textContent = says || AS_YOU_TYPE;
      kept.hidden = isTrouble;
      trouble.hidden = !isTrouble;
      if (trouble.dataset.says === words) return;
      trouble.dataset.says = words;
      trouble.replaceChildren(words, ...(sign_in ? [" ", linkTo(sign_in)] : []));
    },
  };
}

function linkTo(address) {
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = address;
  link.textContent = "Sign in to save it";
  return link;
}

function submitOnceKept(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await keepDraft();
    form.submit();
  });
}
