"""Blocks as a spreadsheet puts them on the clipboard, and what they mean; how tests read a preview."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from budgets.inputs import LinePosition
from budgets.pasting import Answers, Kind, Known, read_block, understand
from partners.periods import Year
from tests.published import BALANCE, LINES
from tests.strategies import amounts

NAMES = ("Employees", "Premises Related", "Supplies and Services", "Officers’ travel", "Pre-paid")
CODES = {1: ("41000", "41010"), 2: ("P42",), 4: ("44-1",)}
TODAY = Year(2024)


def known_lines(names=NAMES, number=2, **more):
    lines = tuple(
        LinePosition(key, f"Group of {name}", name, Decimal(1000 * key))
        for key, name in enumerate(names, start=1)
    )
    return Known(TODAY, number, lines, **{"codes": CODES} | more)


def understood(text, answers=None, **known):
    return understand(read_block(text), known_lines(**known), answers or Answers())


def table(*rows):
    """Rows of cells as text on the clipboard."""
    return "\r\n".join("\t".join(row) for row in rows)


def published_block(lines=LINES, total=BALANCE):
    """The published table as its authors' spreadsheet would put it on the clipboard."""
    heading = ("", "Budget\n2024/25", "Actuals\n2024/25", "Estimates\n2024/25", "Var to\nBudget")
    figures = [(line.budget, line.actual, line.estimate, line.variance) for line in (*lines, total)]
    names = [line.line for line in (*lines, total)]
    rows = [(name, *map("{:,}".format, four)) for name, four in zip(names, figures, strict=True)]
    return table([copied(cell) for cell in heading], *rows) + "\r\n"


def copied(cell):
    """A cell as Excel copies it: quoted only where a tab or a line end is in it."""
    return '"{}"'.format(cell.replace('"', '""')) if set("\t\n") & set(cell) else cell


# --- What Hypothesis draws ---

HEADINGS = {
    Kind.LINE: ("Line", "Description", "", "Ledger code", "Budget heading"),
    Kind.ACTUAL: (
        "Actual",
        "2024/25 Actuals",
        "Q2 actual",
        "Actual to 30 Sep 2024 (£)",
        "Actuals YTD",
    ),
    Kind.ESTIMATE: (
        "Estimate",
        "Estimates\n2024-25",
        "Full year forecast",
        "Outturn",
        "Estimate Q2",
    ),
    Kind.COMMENT: ("Comment", "COMMENTS ", "Notes", "Commentary"),
    Kind.BUDGET: ("Budget", "Budget 2024/25", "Current budget £"),
    Kind.VARIANCE: ("Variance", "Var to Budget", "Var to\nbudget"),
    Kind.OUT: ("Group",),
}
AROUND = ("{}", " {}", "{} ", "\xa0{}\xa0", "  {}")
NEGATIVE = ("-{}", "\u2212{}", "({})", "{}-", "{} CR", "{}cr", "-£{}", "£-{}", "(£{})")
# Letters, marks, quotation marks, line ends and tabs, and characters of other scripts.
CHARACTERS = st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"])


@st.composite
def typed_amounts(draw, value):
    """``value`` in one of the accepted spellings of the design's section 7."""
    size = abs(value)
    plain = f"{size:f}" if size % 1 else f"{size.quantize(Decimal(1)):f}"
    grouped = f"{Decimal(plain):,f}"
    pence = plain if "." in plain else f"{plain}.00"
    spelled = draw(st.sampled_from([plain, grouped, pence]))
    styles = NEGATIVE if value < 0 else ("{}", "£{}")
    return draw(st.sampled_from(AROUND)).format(draw(st.sampled_from(styles)).format(spelled))


def _is_comment(text):
    """No comment that a spreadsheet would show for an error, or that would be blank."""
    both = "\t" in text.strip() and "\n" in text.strip()
    return bool(text.strip()) and not text.strip().startswith(("#", '"')) and not both


comments = st.text(CHARACTERS, min_size=1, max_size=30).filter(_is_comment)


@st.composite
def spelled_names(draw, key):
    """A line by its name in some spelling, or by its ledger code."""
    name = NAMES[key - 1]
    spellings = [
        name,
        name.upper(),
        f" {name}\xa0",
        name.replace(" ", "  "),
        name.replace("’", "'"),
    ]
    spellings += [name.replace(" and ", " & "), name.replace("-", "\u2011")]
    spellings += [*CODES.get(key, ()), *(f"{code} {name}" for code in CODES.get(key, ()))]
    return draw(st.sampled_from(spellings))


@dataclass(frozen=True)
class Drawn:
    """A rectangle as text, what the person said of it, and the figures that it means."""

    text: str
    answers: Answers
    meant: dict


@st.composite
def _rectangles(draw):
    """Any rectangle: some lines in some order, columns in some order, headed or pasted at a cell."""
    kinds = draw(st.lists(st.sampled_from(list(HEADINGS)[1:4]), min_size=1, unique=True))
    is_headed = draw(st.booleans())
    if not is_headed:
        kinds = sorted(kinds, key=list(HEADINGS).index)
        first = list(HEADINGS).index(kinds[0])
        kinds = list(HEADINGS)[first : first + len(kinds)]
    else:
        kinds = draw(st.permutations([*kinds, *draw(_others)]))
    has_names = draw(st.booleans()) or (Kind.COMMENT in kinds and len(kinds) == 1)
    keys = list(range(1, len(NAMES) + 1))
    keys = draw(_some_of(keys)) if has_names else draw(_a_run_of(keys))
    columns = [Kind.LINE, *kinds] if has_names else kinds
    rows = {key: {kind: draw(_cell(kind, key)) for kind in columns} for key in keys}
    table = [[rows[key][kind][0] for kind in columns] for key in keys]
    if is_headed:
        table.insert(0, [draw(st.sampled_from(HEADINGS[kind])) for kind in columns])
    if has_names and draw(st.booleans()):
        table.append([draw(_total(kind, rows)) for kind in columns])
    answers = Answers(first_line=keys[0], first_cell=None if is_headed else kinds[0])
    meant = {key: _said(rows[key]) for key in keys if _said(rows[key])}
    ending = draw(st.sampled_from(["", "\r\n", "\r\n\t\r\n"]))
    text = "\r\n".join("\t".join(map(copied, row)) for row in table) + ending
    return Drawn(text, answers, meant)


rectangles = _rectangles().filter(lambda drawn: drawn.meant)
_others = st.lists(st.sampled_from([Kind.BUDGET, Kind.VARIANCE, Kind.OUT]), unique=True)


def _some_of(keys):
    return st.lists(st.sampled_from(keys), min_size=1, unique=True)


@st.composite
def _a_run_of(draw, keys):
    first = draw(st.integers(0, len(keys) - 1))
    return keys[first : draw(st.integers(first + 1, len(keys)))]


@st.composite
def _cell(draw, kind, key):
    """(text, value); None: it says nothing."""
    if kind == Kind.LINE:
        return draw(spelled_names(key)), None
    if kind == Kind.OUT:
        return "Group", None
    if draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(["", " ", "\xa0"])), None
    if kind == Kind.COMMENT:
        text = draw(comments)
        return text, text.strip()
    value = draw(amounts)
    return draw(typed_amounts(value)), value


@st.composite
def _total(draw, kind, rows):
    if kind == Kind.LINE:
        return draw(st.sampled_from(["Total", "Balance to recover", "TOTAL ", "Grand total"]))
    values = [row[kind][1] for row in rows.values()]
    if kind in (Kind.COMMENT, Kind.OUT) or None in values:
        return ""
    return f"{sum(values):,}"


def _said(row):
    saved = (Kind.ACTUAL, Kind.ESTIMATE, Kind.COMMENT)
    return {kind.value: row[kind][1] for kind in saved if kind in row and row[kind][1] is not None}
