// Setting up a budget while one types: the total of the lines, last year uplifted, what a change does. The rules are
// those of budgets/setup/arithmetic.py and cctvpartnership/figures.py; without this script the pages say the same once
// they are sent.
import { NOT_YET_KNOWN, readAmount, UNREADABLE } from "./figures.js";

const MINUS = "\u2212";
const PERCENTAGE = /^([-+\u2212])?\s?([0-9]+)(?:\.([0-9]+))?\s*%?$/;
const MOST_DIGITS = 15;

// An amount as it stands in a field: pence only where there are any. Null prints a dash.
export function asTyped(pence) {
  if (pence === null) return NOT_YET_KNOWN;
  const size = pence < 0n ? -pence : pence;
  const pounds = String(size / 100n).replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = size % 100n ? `.${String(size % 100n).padStart(2, "0")}` : "";
  return `${pence < 0n ? MINUS : ""}${pounds}${rest}`;
}

function signed(pence) {
  return pence !== null && pence > 0n ? `+${asTyped(pence)}` : asTyped(pence);
}

// Percent as numerator over a power of ten; blank is nil, UNREADABLE anything else.
export function readPercentage(text) {
  const typed = text.trim();
  if (typed === "") return { numerator: 0n, denominator: 1n };
  const found = PERCENTAGE.exec(typed);
  const [, sign, whole, decimals = ""] = found ?? [];
  if (!found || whole.length + decimals.length + (decimals ? 1 : 0) > MOST_DIGITS) return UNREADABLE;
  const digits = BigInt(whole + decimals);
  return { numerator: sign && sign !== "+" ? -digits : digits, denominator: 10n ** BigInt(decimals.length) };
}

// Pence and so many percent more, to whole units (pence), half away from nil.
export function uplifted(pence, { numerator, denominator }, unit) {
  const exact = pence * (100n * denominator + numerator);
  const by = 100n * denominator * unit;
  const size = exact < 0n ? -exact : exact;
  const units = (2n * size + by) / (2n * by);
  return exact < 0n ? -units * unit : units * unit;
}

function sum(amounts) {
  return amounts.includes(null) ? null : amounts.reduce((total, amount) => total + amount, 0n);
}

// What is typed in pence: nil where nothing is, null where it cannot be read.
function typed(input) {
  const amount = readAmount(input.value);
  return amount === UNREADABLE ? null : (amount ?? 0n);
}

function totalOfLines(form) {
  const rows = [...form.querySelectorAll("tbody tr")].filter((row) => !row.querySelector(".remove input")?.checked);
  const inputs = rows.map((row) => row.querySelector(".budget input")).filter(Boolean);
  if (inputs.length) form.querySelector("[data-total]").textContent = asTyped(sum(inputs.map(typed)));
}

// An uplift that the server would refuse is as good as one that cannot be read.
export function readUplift(text, least, most) {
  const percent = readPercentage(text);
  if (percent === UNREADABLE) return UNREADABLE;
  const { numerator, denominator } = percent;
  return numerator < BigInt(least) * denominator || numerator > BigInt(most) * denominator ? UNREADABLE : percent;
}

function upliftOfYear(form) {
  const basis = form.querySelector('[name="basis"]:checked')?.value ?? "current";
  const unit = form.querySelector('[name="unit"]:checked')?.value === "pence" ? 1n : 100n;
  const groups = [...form.querySelectorAll("[data-group]")].map((group) => {
    const percent = readUplift(group.querySelector(".uplift input").value, form.dataset.least, form.dataset.most);
    const lines = [...group.querySelectorAll("[data-current]")].map((cell) => {
      const before = readAmount(cell.dataset[basis]);
      const after = percent === UNREADABLE ? null : uplifted(before, percent, unit);
      write(cell, before);
      write(cell.parentElement.querySelector("[data-after]"), after);
      return { before, after };
    });
    return total(group, lines, "[data-group-before]", "[data-group-after]");
  });
  total(form, groups, "[data-total-before]", "[data-total]");
}

function total(element, parts, beforeCell, afterCell) {
  const [before, after] = ["before", "after"].map((name) => sum(parts.map((part) => part[name])));
  write(element.querySelector(beforeCell), before);
  write(element.querySelector(afterCell), after);
  return { before, after };
}

function write(cell, pence) {
  if (cell) cell.textContent = asTyped(pence);
}

function changeOfBudget(form) {
  const changes = [...form.querySelectorAll("tr[data-before]")].map((row) => {
    const change = typed(row.querySelector(".change input"));
    const before = readAmount(row.dataset.before);
    row.querySelector("[data-after]").textContent = asTyped(change === null ? null : before + change);
    return { before, change };
  });
  const total = sum(changes.map(({ change }) => change));
  const before = sum(changes.map((each) => each.before));
  form.querySelector("[data-total]").textContent = signed(total);
  form.querySelector("[data-total-after]").textContent = asTyped(total === null ? null : before + total);
}

const LIVE = { "form[data-lines]": totalOfLines, "form[data-copy]": upliftOfYear, "form[data-change]": changeOfBudget };
for (const [selector, refresh] of Object.entries(LIVE)) {
  const form = document.querySelector(selector);
  if (form) {
    form.addEventListener("input", () => refresh(form));
    // A reloaded page keeps what was typed, and not what it came to.
    refresh(form);
  }
}
