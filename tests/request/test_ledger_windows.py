"""One person with an extract in two windows: an older page never acts on a newer extract."""

import pytest
from django.test import Client

from budgets.ledger.remembering import remember
from budgets.models import FigureRevision, LedgerImport, LedgerUpload
from tests.budget_pages import words_of
from tests.entry_page import newest_figures
from tests.factories import make_approved_year, make_finance_officer
from tests.ledger_pages import page, previewed, sent_back, upload
from tests.ledgers import LAYOUT, ROWS, as_csv, with_second_code
from tests.threads import at_once


@pytest.fixture
def quarter(open_quarter):
    return with_second_code(open_quarter)


@pytest.fixture
def finance(sign_in, quarter):
    return sign_in("finance@stevenage")


@pytest.fixture
def remembered(db):
    return remember(layout=LAYOUT, user=None)


@pytest.mark.parametrize("step", ["import_columns", "import_preview"])
def test_an_older_page_does_not_discard_the_extract_that_took_its_place(
    finance, quarter, remembered, step
):
    older = previewed(finance, quarter)
    upload(finance, quarter, as_csv(ROWS[:3], name="newer.csv"))

    sent = sent_back(older, do="discard")
    response = finance.post(page(quarter, step), sent, follow=True)

    assert "newer.csv took the place of the extract on the page you sent" in words_of(response)
    assert LedgerUpload.objects.get().file_name == "newer.csv"


def test_answers_to_an_older_extract_are_not_taken_for_the_one_in_its_place(
    finance, quarter, remembered
):
    older = previewed(finance, quarter, [*ROWS, ROWS[0]])
    previewed(finance, quarter, [*ROWS, ROWS[0], ROWS[3]])

    for do in ("answer", "save"):
        response = finance.post(
            page(quarter, "import_preview"), sent_back(older, do=do, repeats="out")
        )
        assert response.status_code == 409
        assert "q2.csv took the place of the extract on the page you sent" in words_of(response)
    assert LedgerUpload.objects.get().answers == {}
    assert not LedgerImport.objects.exists()


# --- At the very same moment ---


@pytest.fixture
def windows(transactional_db):
    """A quarter with codes, and five windows of one finance officer."""
    names = sorted({code for code, *_ in ROWS} - {"CCTV-1100"})
    year = make_approved_year(lines=dict.fromkeys(names, 1000))
    for line in year.lines.all():
        line.ledger_codes.create(code=line.name)
    year.lines.get(name="CCTV-1000").ledger_codes.create(code="CCTV-1100")
    remember(layout=LAYOUT, user=None)
    user = make_finance_officer(year.partners.first())
    clients = [Client() for _ in range(5)]
    for client in clients:
        client.force_login(user)
    return year.quarters.get(number=2), clients


@pytest.mark.postgres
@pytest.mark.parametrize("other", ["discard", "upload", "save", "columns"])
def test_what_windows_do_at_once_ends_in_a_page_and_figures_whole_or_untouched(windows, other):
    quarter, clients = windows
    shown = previewed(clients[0], quarter)
    columns = clients[0].get(page(quarter, "import_columns")).context["form"]
    fields = {field.html_name: field.value() for field in columns} | {"sheet": "0", "row": "1"}

    def act(client, do):
        if do == "upload":
            return upload(client, quarter, as_csv(ROWS, name="newer.csv"))
        if do == "columns":
            return client.post(page(quarter, "import_columns"), fields)
        return client.post(page(quarter, "import_preview"), sent_back(shown, do=do))

    doing = ["save", other, "save", other, "answer"]
    pairs = zip(clients, doing, strict=True)
    answers = at_once(*(lambda client=client, do=do: act(client, do) for client, do in pairs))

    statuses = [getattr(answer, "status_code", answer) for answer in answers]
    assert set(statuses) <= {200, 302, 409}, "never an error of the server’s"
    imports = LedgerImport.objects.count()
    assert imports in (0, 1)
    assert FigureRevision.objects.filter(quarter=quarter).count() == 5 * imports
    assert imports or other != "save"
    if imports:
        assert newest_figures(quarter)["CCTV-3000"][0] == 908
    assert LedgerUpload.objects.count() <= 1
