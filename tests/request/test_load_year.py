"""``manage.py load_year`` as an accountant runs it: one sentence of result, or every mistake."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from budgets.models import FinancialYear, Quarter
from budgets.position import quarter_position
from partners.periods import Year
from tests import published
from tests.workbooks import as_file, year_sheets

pytestmark = pytest.mark.django_db

APRIL_2020 = "2020-04-01"
GOLDEN = {
    "Year": year_sheets()["Year"],
    "Partners": [
        ["name", "short_name", "host", "gss_code"],
        ["Stevenage Borough Council", "Stevenage", "yes", "E07000243"],
        ["East Hertfordshire District Council", "East Herts", "no", "E07000242"],
        ["Hertsmere Borough Council", "Hertsmere", "no", "E07000098"],
        ["North Hertfordshire District Council", "North Herts", "no", "E07000099"],
    ],
    "Camera types": year_sheets()["Camera types"],
    "Cameras": [
        ["reference", "partner", "type", "from", "number"],
        ["SBC-A", "Stevenage", "Active", APRIL_2020, 108],
        ["SBC-R", "Stevenage", "Reactive", APRIL_2020, 28],
        ["SBC-S", "Stevenage", "Reactive", "2024-10-01", 1],
        ["SBC-B", "Stevenage", "Active", "2024-07-01", 10],
        ["SBC-C", "Stevenage", "Active", "2024-09-01", 1],
        ["EH-A", "East Herts", "Active", APRIL_2020, 44],
        ["EH-R", "East Herts", "Reactive", APRIL_2020, 13],
        ["EH-S", "East Herts", "Reactive", "2025-01-01", 1],
        ["HM-A", "Hertsmere", "Active", APRIL_2020, 34],
        ["HM-R", "Hertsmere", "Reactive", APRIL_2020, 12],
        ["NH-A", "North Herts", "Active", APRIL_2020, 46],
        ["NH-R", "North Herts", "Reactive", APRIL_2020, 12],
        ["NH-S", "North Herts", "Reactive", "2024-10-01", 1],
    ],
    "Base cameras": [
        ["partner", "equivalent_cameras"],
        ["Stevenage", 115.125],
        ["East Herts", 47.3125],
        ["Hertsmere", 37],
        ["North Herts", 49.125],
    ],
    "Budget": [
        ["group", "line", "budget"],
        *([line.line, line.line, line.budget] for line in published.LINES),
    ],
    "Q2": [
        ["line", "actual", "estimate"],
        *([line.line, line.actual, line.estimate] for line in published.LINES),
    ],
}
A_DOZEN_MISTAKES = {
    "Year": [["key", "value"], ["label", "2024"], ["rounding_unit", 25], ["averaging", "monthly"]],
    "Partners": [
        ["name", "short_name", "host"],
        ["Ashdown Council", "Ashdown", "yes"],
        ["Birchley Council", "Birchley", "yes"],
    ],
    "Camera types": [["name", "weight", "from"], ["Active", "heavy", APRIL_2020]],
    "Cameras": [
        ["reference", "partner", "type", "from"],
        ["A", "Ashdown", "Active", APRIL_2020],
        ["A", "Birchley", "Active", "2024-10-01"],
        ["B", "Watford", "Active", "soon"],
    ],
    "Elements": [
        ["name", "percentage", "basis"],
        ["Cameras", 60, "cameras"],
        ["Standing", 39, "equal"],
    ],
    "Budget": [
        ["group", "line"],
        ["Employees", "Salaries"],
    ],
    "Q1": [
        ["line", "actual", "estimate"],
        ["Salaries", "lots", 100],
        ["Postage", 1, 2],
    ],
    "Quarter 2": [["line", "actual", "estimate"]],
}


@pytest.fixture
def run(tmp_path):
    """Runs the command on sheets or on the bytes of a file; answers what it says."""

    def run(content):
        path = tmp_path / "year.xlsx"
        path.write_bytes(as_file(content).read() if isinstance(content, dict) else content)
        said = StringIO()
        call_command("load_year", str(path), stdout=said)
        return said.getvalue()

    return run


def rows_by_table():
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def refusal(run, content):
    before = rows_by_table()
    with pytest.raises(CommandError) as refused:
        run(content)
    assert refused.value.returncode == 1
    assert rows_by_table() == before
    return str(refused.value).splitlines()


def test_it_ends_with_one_sentence_of_year_balance_and_recharges(run):
    said = run(GOLDEN)

    assert said.splitlines()[-1] == (
        "2024-25 is loaded and its budget approved: £543,930 to recover, Stevenage £251,930, "
        "East Herts £103,530, Hertsmere £80,970, North Herts £107,500."
    )


def test_the_golden_workbook_gives_every_published_recharge(run):
    run(GOLDEN)

    position = quarter_position(Quarter.objects.of(Year(2024), 2))

    recharges = [
        (recharge.partner.name, recharge.budget, recharge.estimate, recharge.variance)
        for recharge in position.recharges
    ]
    assert recharges == [
        (partner.partner, partner.budget, partner.estimate, partner.variance)
        for partner in published.PARTNERS
    ]


def test_a_dozen_mistakes_are_listed_at_once_each_on_its_own_line(run):
    first, *mistakes = refusal(run, A_DOZEN_MISTAKES)

    assert first.endswith("was not loaded, and nothing was changed. It has 12 mistakes.")
    assert [mistake.partition(": ")[0] for mistake in mistakes] == [
        "Quarter 2",
        "Year, row 2, value",
        "Year, row 3, value",
        "Partners, row 3, host",
        "Camera types, row 2, weight",
        "Cameras, row 3, from",
        "Cameras, row 4, partner",
        "Cameras, row 4, from",
        "Elements, percentage",
        "Budget, row 1, budget",
        "Q1, row 2, actual",
        "Q1, row 3, line",
    ]


def test_a_year_that_is_loaded_already_is_refused(run):
    run(GOLDEN)

    first, *mistakes = refusal(run, GOLDEN)

    assert first.endswith("nothing was changed. It has 1 mistake.")
    assert mistakes == [
        "Year, row 2, value: The year 2024-25 is loaded already. A year is loaded once."
    ]
    assert FinancialYear.objects.count() == 1


def test_a_file_that_is_no_workbook_is_refused(run):
    first, *sentences = refusal(run, b"line,budget\nSalaries,100\n")

    assert first.endswith("year.xlsx was not loaded, and nothing was changed.")
    assert sentences == ["year.xlsx is not an Excel workbook. Save it in Excel as an .xlsx file."]
