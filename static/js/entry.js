// The entry grid while one types: variances, balance, recharges and actual to date, as saving would work them out.
// A total that depends on a cell that cannot be read shows a dash and names the cell; so does one that waits for
// blank cells. Without this script the page says the same after each save.
import { startComments } from "./comments.js";
import { startDraft } from "./draft.js";
import { apportion, printPercent, printPounds, printSigned, readAmount, readShare, sharesAfterFixed, UNREADABLE } from "./figures.js";
import { startKeys } from "./grid.js";
import { startQuestions } from "./questions.js";

// Long enough that somebody typing a number is not interrupted by it.
const QUIET_MS = 1200;
const MARGIN_PX = 32;

const form = document.querySelector("form[data-entry]");

if (form) {
  const grid = gridOf(form);
  const refresh = () => show(grid, worked(grid));
  form.addEventListener("input", () => {
    refresh();
    grid.hear();
  });
  keepFocusInView(form);
  startKeys(form);
  startDraft(form);
  startComments(form);
  startQuestions(form);
  refresh();
}

function gridOf(form) {
  const totals = form.querySelector("[data-totals]");
  const heard = document.querySelector("[data-heard]");
  let waiting;
  const grid = {
    unit: BigInt(form.dataset.roundingUnit) * 100n,
    rows: [...form.querySelectorAll("tr[data-line]")].map(rowOf),
    totals: { row: totals, budget: readAmount(totals.dataset.budget) },
    partners: [...document.querySelectorAll("[data-partner]")].map(partnerOf),
    names: { actual: "actual", estimate: form.dataset.estimate },
    hear() {
      clearTimeout(waiting);
      waiting = setTimeout(() => { heard.textContent = sentence(worked(grid)); }, QUIET_MS);
    },
  };
  return grid;
}

function rowOf(row) {
  const cell = (name) => row.querySelector(`.${name} input`);
  return { row, line: row.dataset.line, budget: readAmount(row.dataset.budget), actual: cell("actual"), estimate: cell("estimate") };
}

function partnerOf(element) {
  const { fixed, rest, budget } = element.dataset;
  return { element, fixed: readShare(fixed), rest: readShare(rest), budget: readAmount(budget) };
}

// --- What the figures come to ---

function worked(grid) {
  const actual = total(grid, "actual");
  const estimate = total(grid, "estimate");
  const known = estimate.pence !== null && grid.partners.length > 0;
  const parts = known ? apportion(estimate.pence, sharesAfterFixed(estimate.pence, grid.partners), grid.unit) : null;
  return { actual, estimate, budget: grid.totals.budget, parts };
}

// The sum of a column in pence, or null with the cells that cannot be read and how many are blank.
function total(grid, name) {
  const cells = grid.rows.map((row) => ({ row, input: row[name], pence: pence(row[name]) }));
  const unreadable = cells.filter((cell) => cell.pence === UNREADABLE);
  const blanks = cells.filter((cell) => cell.pence === null);
  const [blank, firstBlank] = [blanks.length, blanks[0]];
  const known = unreadable.length === 0 && blank === 0;
  return { pence: known ? cells.reduce((sum, cell) => sum + cell.pence, 0n) : null, unreadable, blank, firstBlank, name: grid.names[name] };
}

// What is typed, or what somebody else saved where that was chosen: what was typed stays in its cell all the same.
function pence(input) {
  const theirs = document.querySelector(`[data-cell="${input.id}"] [data-value]:checked`);
  return readAmount(theirs ? theirs.dataset.value : input.value);
}

function ifReadable(amount) {
  return amount === UNREADABLE ? null : amount;
}

function less(one, other) {
  return one === null || other === null ? null : one - other;
}

// --- Showing it ---

function show(grid, result) {
  for (const row of grid.rows) {
    showRow(row.row, row.budget, ifReadable(pence(row.actual)), ifReadable(pence(row.estimate)));
  }
  showRow(grid.totals.row, result.budget, result.actual.pence, result.estimate.pence);
  write(grid.totals.row, "actual", printPounds(result.actual.pence));
  write(grid.totals.row, "estimate", printPounds(result.estimate.pence));
  const change = less(result.estimate.pence, result.budget);
  showResult("estimate", result.estimate, change === null ? "" : `${printSigned(change)} to budget`);
  showResult("actual", result.actual, "");
  grid.partners.forEach((partner, index) => showPartner(partner, result.parts ? result.parts[index] : null));
}

function showRow(row, budget, actual, estimate) {
  write(row, "spent", printPercent(actual, budget));
  write(row, "variance", printSigned(less(estimate, budget)));
}

function showPartner({ element, budget }, part) {
  const change = less(part, budget);
  element.querySelector("[data-amount]").textContent = printPounds(part);
  element.querySelector("[data-note]").textContent = change === null ? "" : printSigned(change);
}

function showResult(name, column, note) {
  const element = document.querySelector(`[data-result="${name}"]`);
  element.querySelector("[data-amount]").textContent = printPounds(column.pence);
  element.querySelector("[data-note]").replaceChildren(awaited(column, note));
}

function linkTo({ input }, words) {
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = `#${input.id}`;
  link.textContent = words;
  return link;
}

function cannotBeRead({ unreadable, name }) {
  const { line } = unreadable[0].row;
  return unreadable.length === 1 ? `${line}, ${name}: cannot be read` : `${unreadable.length} cells cannot be read: first ${line}`;
}

function awaited(column, note) {
  if (column.unreadable.length) return linkTo(column.unreadable[0], cannotBeRead(column));
  return column.blank ? linkTo(column.firstBlank, `${column.blank}\u00a0not entered`) : note;
}

function write(row, name, text) {
  row.querySelector(`[data-live="${name}"]`).textContent = text;
}

function sentence({ actual, estimate, budget }) {
  const unreadable = [actual, estimate].find((column) => column.unreadable.length);
  if (unreadable) return `${cannotBeRead(unreadable)}.`;
  if (estimate.pence === null) return `Balance to recover not yet known: ${estimate.blank} not entered.`;
  return `Balance to recover ${printPounds(estimate.pence)} pounds, ${printSigned(less(estimate.pence, budget))} to budget.`;
}

// --- Moving through the page ---

// Browsers take a cell under the sticky result for visible, and do not scroll when Tab goes back to it.
function keepFocusInView(form) {
  const result = document.querySelector(".result");
  form.addEventListener("focusin", ({ target }) => {
    // What is pressed by pointer is in view, and would be lost if it moved away under it; a cell is always visible focus.
    if (!target.matches(":focus-visible")) return;
    const covered = result.getBoundingClientRect().bottom - target.getBoundingClientRect().top;
    if (covered > 0) window.scrollBy(0, -covered - MARGIN_PX);
  });
}
