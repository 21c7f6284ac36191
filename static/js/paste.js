// A block pasted into a cell of the entry grid goes to the page that shows how it is understood, with the cell it was
// pasted into. A single value stays an ordinary paste. What else was typed is kept as a draft first.
import { keepDraft } from "./draft.js";

const NOT_KEPT = "What you typed on this page could not be kept. Go on, and lose it?";

const form = document.querySelector("form[data-entry]");
const onwards = document.querySelector("form[data-paste]");

if (form && onwards) form.addEventListener("paste", paste);

async function paste(event) {
  const field = event.target;
  const [, line, column] = /^lines-(\d+)-(actual|estimate|comment)$/.exec(field.name ?? "") ?? [];
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!line || !text) return;
  const single = singleCell(text, column, event.clipboardData.getData("text/html"));
  if (single === text) return;
  event.preventDefault();
  if (single !== null) {
    insert(field, single);
    return;
  }
  onwards.elements.text.value = text;
  onwards.elements.first_line.value = line;
  onwards.elements.first_cell.value = column;
  if ((await keepDraft()) || window.confirm(NOT_KEPT)) onwards.submit();
}

// The text of the one cell that was copied, or null for a block. Lines of prose in a comment are no block: only a
// spreadsheet puts a table beside its text.
function singleCell(text, column, html) {
  const trimmed = text.replace(/(\r\n|\r|\n)$/, "");
  // A field of one line drops the line end by itself.
  if (!/[\t\r\n]/.test(trimmed)) return column === "comment" ? trimmed : text;
  const quoted = /^"((?:[^"]|"")*)"$/.exec(trimmed);
  if (quoted) return quoted[1].replaceAll('""', '"');
  return column === "comment" && !trimmed.includes("\t") && !/<table/i.test(html) ? text : null;
}

// As typed, so that it can be undone and the live results follow.
function insert(field, text) {
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
