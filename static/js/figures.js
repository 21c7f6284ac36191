// Numbers and their division in the browser, exactly as the server does them: money is whole pence in BigInt,
// shares are exact fractions. The rules are those of cctvpartnership/figures.py and budgets/arithmetic.py; a test
// holds both sides against each other.

export const UNREADABLE = Symbol("not an amount");
export const NOT_YET_KNOWN = "\u2013";
const MINUS = "\u2212";
const LARGEST_PENCE = 99_999_999_999n;
const LONGEST_AMOUNT = 100;

// What Python takes for a space; a browser's own idea of it differs.
const SPACE = "[\\t-\\r\\x1c-\\x1f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const IS_SPACE = new RegExp(SPACE);
const AMOUNT = new RegExp(
  "^(?<open>\\()?(?<before>[-\u2212])?£?(?<inner>[-\u2212])?" +
    "(?<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.(?<pence>[0-9]+))?" +
    `(?<after>[-\u2212]|${SPACE}*CR)?(?<close>\\))?$`,
  "i",
);

// Pence as a BigInt, null where nothing is typed, UNREADABLE for anything else.
export function readAmount(text) {
  const typed = trimmed(text);
  if (typed === "") return null;
  if (typed.length > LONGEST_AMOUNT) return UNREADABLE;
  const found = AMOUNT.exec(typed)?.groups;
  if (!found || Boolean(found.open) !== Boolean(found.close)) return UNREADABLE;
  const minuses = [found.open, found.before, found.inner, found.after].filter(Boolean).length;
  if (minuses > 1 || (found.pence ?? "").length > 2) return UNREADABLE;
  const pounds = found.pounds.replaceAll(",", "").replace(/^0+(?=.)/, "");
  if (pounds.length > 9) return UNREADABLE;
  const pence = BigInt(pounds + (found.pence ?? "").padEnd(2, "0"));
  return pence > LARGEST_PENCE ? UNREADABLE : minuses ? -pence : pence;
}

// Character by character: a pattern for the spaces at the end would take minutes over a long run of them.
function trimmed(text) {
  let [start, end] = [0, text.length];
  while (start < end && IS_SPACE.test(text[start])) start += 1;
  while (start < end && IS_SPACE.test(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

// Whole pounds with thousands separators, half away from nil; a dash for what is not yet known.
export function printPounds(pence) {
  return pence === null ? NOT_YET_KNOWN : printWhole(pence, 100n);
}

// The same for a variance: plus and minus always shown, nil plain.
export function printSigned(pence) {
  const printed = printPounds(pence);
  return pence === null || pence < 0n || printed === "0" ? printed : `+${printed}`;
}

// Part of the whole in whole percent, without the sign; a dash where the whole is nil or either not yet known.
export function printPercent(part, whole) {
  return part === null || whole === null || whole === 0n ? NOT_YET_KNOWN : printWhole(part * 100n, whole);
}

function printWhole(numerator, denominator) {
  const negative = numerator < 0n !== denominator < 0n;
  const [size, by] = [magnitude(numerator), magnitude(denominator)];
  const digits = String((2n * size + by) / (2n * by)).replace(/\B(?=(\d{3})+$)/g, ",");
  return negative && digits !== "0" ? `${MINUS}${digits}` : digits;
}

// "1232083/2566458" or "1" as numerator and denominator.
export function readShare(text) {
  const [numerator, denominator = "1"] = text.split("/");
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

// Each partner's exact weight in the balance: fixed pounds first, cut in proportion where they are more than the
// balance, and what is left by the shares of the rest. Where nothing is to recover, nothing fixed is taken.
export function sharesAfterFixed(pence, partners) {
  const whole = partners.reduce((sum, { fixed }) => plus(sum, fixed), { numerator: 0n, denominator: 1n });
  if (pence <= 0n || whole.numerator === 0n) return partners.map(({ rest }) => rest);
  const balance = { numerator: pence, denominator: 100n };
  const left = plus(balance, { numerator: -whole.numerator, denominator: whole.denominator });
  if (left.numerator <= 0n) return partners.map(({ fixed }) => fixed);
  return partners.map(({ fixed, rest }) => plus(fixed, times(left, rest)));
}

function plus(one, other) {
  return { numerator: one.numerator * other.denominator + other.numerator * one.denominator, denominator: one.denominator * other.denominator };
}

function times(one, other) {
  return { numerator: one.numerator * other.numerator, denominator: one.denominator * other.denominator };
}

// Divide pence by shares in whole units (pence): rounded down, units left over by largest remainder, ties in order,
// what is left below one unit to the next in that same order. A negative amount mirrors the positive one.
export function apportion(pence, shares, unit) {
  if (pence < 0n) return apportion(-pence, shares, unit).map((part) => -part);
  const weights = overOneDenominator(shares);
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const parts = weights.map((weight) => ((pence * weight) / (total * unit)) * unit);
  const remainder = (index) => pence * weights[index] - parts[index] * total;
  const order = weights.map((_, index) => index);
  order.sort((one, other) => compare(remainder(other), remainder(one)));
  let left = pence - parts.reduce((sum, part) => sum + part, 0n);
  for (const index of order) {
    const received = left < unit ? left : unit;
    parts[index] += received;
    left -= received;
  }
  return parts;
}

function overOneDenominator(shares) {
  const common = shares.reduce((multiple, { denominator }) => (multiple * denominator) / divisor(multiple, denominator), 1n);
  return shares.map(({ numerator, denominator }) => numerator * (common / denominator));
}

function divisor(one, other) {
  return other === 0n ? one : divisor(other, one % other);
}

function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

function magnitude(value) {
  return value < 0n ? -value : value;
}
