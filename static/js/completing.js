// References to figures complete as they are typed: two opening braces open a list of names with what each prints now. Arrows
// move in it, Enter or Tab takes one over, Escape closes it. The focus stays in the text; the list is named and announced.

const OPENED = /\{\{[ \t]*([^{}\n]*)$/;
const TO_THE_END = /^[^{}\n]*\}\}/;
const MOST = 40;
const LIST = "studio--completions";

export function isCompleting() {
  return document.getElementById(LIST)?.hidden === false;
}

export function startCompleting(text, rows) {
  const offers = [...rows].map(offerOf);
  const { list, says } = placeAround(text);
  let found = [];
  let active = 0;
  // Where the reference begins for which the list was closed by hand.
  let closedAt = -1;

  text.addEventListener("input", look);
  text.addEventListener("click", look);
  text.addEventListener("blur", close);
  text.addEventListener("keydown", onKey);
  text.addEventListener("keyup", ({ key }) => { if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(key)) look(); });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) take([...list.children].indexOf(option));
  });
  for (const { row, name } of offers) {
    const button = row.querySelector("[data-insert]");
    button.hidden = false;
    button.addEventListener("click", () => {
      text.focus();
      put(text.selectionStart, text.selectionEnd, `{{ ${name} }}`);
    });
  }

  function opened() {
    if (text.selectionStart !== text.selectionEnd) return null;
    return OPENED.exec(text.value.slice(0, text.selectionStart));
  }

  function look() {
    const match = opened();
    if (!match) closedAt = -1;
    if (!match || match.index === closedAt) return close();
    found = matching(offers, match[1]).slice(0, MOST);
    if (found.length === 0) {
      close();
      says.textContent = "No figure has such a name";
      return;
    }
    show(match.index);
  }

  function show(from) {
    list.replaceChildren(...found.map(optionOf));
    list.hidden = false;
    place(from);
    text.setAttribute("aria-controls", LIST);
    activate(0);
  }

  // Under the line, or over it where the window ends.
  function place(from) {
    const { top, bottom } = lineAt(text, from);
    const below = Math.min(bottom, text.offsetTop + text.offsetHeight);
    list.style.top = `${below}px`;
    const { bottom: end, height } = list.getBoundingClientRect();
    if (end > window.innerHeight && top - height > -text.getBoundingClientRect().top) list.style.top = `${top - height}px`;
  }

  function activate(index) {
    active = index;
    for (const [at, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(at === index));
    const option = list.children[index];
    text.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
    const { name, meaning, now } = found[index];
    says.textContent = `${name}, ${now}, ${meaning}. ${index + 1} of ${found.length}`;
  }

  function close() {
    list.hidden = true;
    text.removeAttribute("aria-activedescendant");
    text.removeAttribute("aria-controls");
    says.textContent = "";
  }

  function onKey(event) {
    if (list.hidden || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) activate((active + step + found.length) % found.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) take(active);
    else if (event.key === "Escape") {
      closedAt = opened()?.index ?? -1;
      close();
    } else return;
    event.preventDefault();
  }

  function take(index) {
    const { name, now } = found[index];
    const from = opened().index;
    const rest = TO_THE_END.exec(text.value.slice(text.selectionStart))?.[0].length ?? 0;
    put(from, text.selectionStart + rest, `{{ ${name} }}`);
    close();
    says.textContent = `${name} taken over, it prints ${now}`;
  }

  // As if it were typed, so that it can be undone like typing.
  function put(from, to, words) {
    text.setSelectionRange(from, to);
    if (document.execCommand("insertText", false, words)) return;
    text.setRangeText(words, from, to, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function offerOf(row) {
  const [, meaning, now] = [...row.children].map((cell) => cell.textContent.trim());
  return { row, name: row.dataset.figure, meaning, now };
}

// Those whose name begins so first, then those that hold every word in name or meaning.
function matching(offers, typed) {
  const words = typed.toLowerCase().split(/[\s|]+/).filter(Boolean);
  const held = ({ name, meaning }) => words.every((word) => `${name} ${meaning}`.toLowerCase().includes(word));
  const begins = ({ name }) => name.startsWith(typed.trim().toLowerCase());
  const hits = offers.filter(held);
  return [...hits.filter(begins), ...hits.filter((offer) => !begins(offer))];
}

function optionOf({ name, meaning, now }, index) {
  const option = document.createElement("li");
  option.id = `${LIST}-${index}`;
  option.setAttribute("role", "option");
  const parts = [["span", name], ["b", now], ["small", meaning]].map(([tag, words]) => {
    const part = document.createElement(tag);
    part.textContent = words;
    return part;
  });
  option.append(...parts);
  return option;
}

function placeAround(text) {
  const around = document.createElement("div");
  around.className = "completing";
  text.before(around);
  const list = document.createElement("ul");
  list.id = LIST;
  list.className = "completing__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Figures");
  list.hidden = true;
  const says = document.createElement("p");
  says.className = "govuk-visually-hidden";
  says.setAttribute("role", "status");
  around.append(text, list, says);
  text.setAttribute("aria-autocomplete", "list");
  return { list, says };
}

// Where the line begins and ends, in pixels below the top of what is around the text: measured in a copy that nobody sees.
function lineAt(text, index) {
  const style = getComputedStyle(text);
  const mirror = document.createElement("div");
  mirror.className = "completing__mirror";
  for (const name of ["font", "padding", "border", "boxSizing", "letterSpacing", "tabSize"]) mirror.style[name] = style[name];
  mirror.style.width = `${text.offsetWidth}px`;
  const mark = document.createElement("span");
  mark.textContent = "{{";
  mirror.append(text.value.slice(0, index), mark);
  text.after(mirror);
  const top = mark.offsetTop - text.scrollTop + text.offsetTop;
  const bottom = top + mark.offsetHeight;
  mirror.remove();
  return { top, bottom };
}
