// The keys of the entry grid, as people know them from a spreadsheet. A cell one reaches is *selected*: its whole content
// is, so that typing replaces it, and arrows go on to the next cell. Typing, F2 or a second click *edits* it: arrows move
// the caret, and Escape puts back what the cell held when it was reached. Without this script cells are plain inputs.

const COLUMNS = ["actual", "estimate", "comment"];
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
// They move the caret within a cell, which is to edit it.
const WITHIN = new Set(["Home", "End"]);
// What changes a selected cell as a whole, and leaves it selected.
const WHOLE = new Set(["deleteContentForward", "deleteByCut", "insertFromPaste", "historyUndo", "historyRedo"]);

export function startKeys(form) {
  const rows = [...form.querySelectorAll("tr[data-line]")].map(cellsOf);
  // The cell one is in, and what it held when it was reached.
  const at = { cell: null, held: "", editing: false, away: false };
  // The pointer's last press: on which cell, whether one was there already, and whether by finger.
  let press = null;

  function reach(cell) {
    Object.assign(at, { cell, held: cell.value });
    // Under the pointer only once it is released: one may be drawing over a part of the text, or be using a finger.
    if (press?.cell === cell) setEditing(press.finger);
    else select();
  }

  function select() {
    setEditing(false);
    at.cell.select();
  }

  function setEditing(editing) {
    at.editing = editing;
    at.cell.toggleAttribute("data-selected", !editing);
  }

  function go(down, right) {
    const row = rows.findIndex((cells) => cells.includes(at.cell));
    const column = rows[row].indexOf(at.cell);
    const next = rows[within(rows, row + down)][within(COLUMNS, column + right)];
    if (next === at.cell) reach(next);
    else next.focus();
  }

  function restore() {
    replace(at.cell, at.held);
    select();
  }

  function breakLine(cell) {
    if (cell.localName !== "textarea") return;
    if (!at.editing) edit(cell);
    insert("\n");
  }

  function edit(cell) {
    setEditing(true);
    cell.setSelectionRange(cell.value.length, cell.value.length);
  }

  const keys = {
    Enter(event) {
      event.preventDefault();
      if (event.altKey) breakLine(event.target);
      else if (!event.ctrlKey && !event.metaKey) go(event.shiftKey ? -1 : 1, 0);
    },
    Escape(event) {
      if (!at.editing && at.cell.value === at.held) return;
      event.preventDefault();
      restore();
    },
    F2(event) {
      event.preventDefault();
      if (!at.editing) edit(event.target);
    },
  };

  function arrow(event) {
    if (at.editing || event.altKey) return;
    if (event.shiftKey || event.metaKey) return setEditing(true);
    event.preventDefault();
    const [down, right] = ARROWS[event.key];
    // To the edge; a product with nil would be no number.
    const far = (step) => (event.ctrlKey && step ? step * Infinity : step);
    go(far(down), far(right));
  }

  form.addEventListener("keydown", (event) => {
    press = null;
    if (isComposing(event) || event.target !== at.cell) return;
    if (!isWhole(at.cell)) setEditing(true);
    if (event.key in ARROWS) arrow(event);
    else if (WITHIN.has(event.key)) setEditing(true);
    else keys[event.key]?.(event);
  });

  form.addEventListener("input", ({ target, inputType }) => {
    if (target !== at.cell) return;
    if (!at.editing && WHOLE.has(inputType)) select();
    else setEditing(true);
  });
  form.addEventListener("compositionstart", ({ target }) => { if (target === at.cell) setEditing(true); });

  form.addEventListener("focusin", ({ target }) => {
    const returned = at.away && target === at.cell;
    at.away = false;
    if (!returned && isCell(target)) reach(target);
  });
  form.addEventListener("focusout", ({ target }) => {
    // With the window, not within it: coming back goes on where one was.
    at.away = document.activeElement === target;
    if (!at.away && target === at.cell) target.removeAttribute("data-selected");
  });

  form.addEventListener("pointerdown", ({ target, pointerType }) => {
    press = isCell(target) ? { cell: target, again: document.activeElement === target, finger: pointerType !== "mouse" } : null;
  });
  form.addEventListener("click", ({ target }) => {
    if (press?.cell !== target) return;
    const drawn = target.selectionStart !== target.selectionEnd;
    if (press.again || press.finger || drawn) setEditing(true);
    else select();
    press = null;
  });

  neverSubmitFromChoices(form);
  saveByKey(form);
  for (const words of form.querySelectorAll("[data-keys]")) words.hidden = false;
}

function cellsOf(row) {
  return COLUMNS.map((name) => row.querySelector(`.${name} :is(input, textarea)`));
}

function within(list, index) {
  return Math.min(Math.max(index, 0), list.length - 1);
}

function isCell(element) {
  return element.matches("tr[data-line] :is(.actual, .estimate, .comment) > :is(input, textarea)");
}

// A part may have been drawn over, and the pointer released elsewhere.
function isWhole({ value, selectionStart, selectionEnd }) {
  return selectionStart === 0 && selectionEnd === value.length;
}

// Enter then ends a word of a language that is composed, such as Japanese; Safari says so by the key code alone.
function isComposing({ isComposing, keyCode }) {
  return isComposing || keyCode === 229;
}

// As the browser itself would, so that Ctrl+Z can undo it.
function insert(text) {
  document.execCommand("insertText", false, text);
}

export function replace(cell, text) {
  cell.select();
  if (text) insert(text);
  else document.execCommand("delete");
  if (cell.value === text) return;
  cell.value = text;
  cell.dispatchEvent(new Event("input", { bubbles: true }));
}

// Enter on a choice between two people's values makes it and goes on to the next one that is to be made.
function neverSubmitFromChoices(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.type !== "radio") return;
    event.preventDefault();
    event.target.click();
    const open = [...form.querySelectorAll(".dispute")].find((dispute) => !dispute.querySelector(":checked"));
    open?.querySelector("input").focus();
  });
}

function saveByKey(form) {
  document.addEventListener("keydown", (event) => {
    const control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!control || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    if (!event.repeat && !isComposing(event)) form.querySelector("[data-save]")?.click();
  });
}
