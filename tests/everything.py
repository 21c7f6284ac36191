"""One row of everything we keep, as tests of rules that hold for every model need them."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from types import SimpleNamespace

from budgets.models import (
    CheckAnswer,
    FigureBatch,
    FigureDraft,
    FigureRevision,
    InvoiceTerms,
    LedgerAmount,
    LedgerCode,
    LedgerImport,
    LedgerLayout,
    LedgerUpload,
    LeftOutCode,
    LinePart,
    MentionedItem,
    RegisterUpload,
    SenseCheckThresholds,
    ShareReply,
    StateChange,
)
from budgets.sense_checks import Thresholds
from cameras.models import Weight
from partners.models import Decision, EmailChoice, OutgoingEmail, Role
from reports.models import (
    BoardComment,
    Clearance,
    LineMark,
    Meeting,
    PublicVersion,
    Report,
    Section,
    StandingWording,
)
from tests import factories

LOCKED_AT = datetime(2024, 10, 4, 9, tzinfo=UTC)


def one_of_everything():
    """Rows by name (``.camera``, ``.line``, …), all of them as they should be."""
    host, other = factories.make_partners(2)
    person = factories.make_person(Role.FINANCE, partner=host)
    camera = factories.make_camera(other, factories.make_camera_type())
    year = factories.make_year([host, other], elements=[("Agreed", 60, "agreed", {host: 100})])
    line, second = year.lines.get(), factories.make_line(year, "Premises")
    quarter = year.quarters.get(number=1)
    batch = FigureBatch.objects.create(quarter=quarter, source="typed")
    report = Report.objects.create(quarter=quarter, title="Paper")
    return SimpleNamespace(
        host=host,
        other=other,
        person=person,
        membership=person.memberships.get(),
        email_choice=EmailChoice.objects.create(user=person, event="opened", wanted=False),
        email=OutgoingEmail.objects.create(person=person, to="a@b.uk", subject="A", body="B"),
        camera=camera,
        service=camera.services.get(),
        camera_type=camera.services.get().camera_type,
        weight=Weight.objects.get(),
        ruling=Decision.objects.create(meeting="Joint Executive", decided_on=date(2023, 9, 26)),
        year=year,
        year_partner=year.year_partners.get(partner=other),
        group=line.group,
        line=line,
        ledger_code=LedgerCode.objects.create(line=line, code="1000"),
        virement=factories.make_virement(line, second, 5),
        supplementary=factories.make_supplementary(line, 5),
        reversal=factories.make_decision(year, "virement", reverses=year.decisions.first()),
        element=year.elements.get(),
        agreed=year.elements.get().agreed.get(),
        recharge=frozen_recharge(year, host),
        quarter=quarter,
        step=StateChange.objects.create(quarter=quarter, from_state="open", to_state="with_board"),
        batch=batch,
        reversing=FigureBatch.objects.create(quarter=quarter, source="taken_back", reverses=batch),
        layout=LedgerLayout.objects.create(fingerprint="f" * 64, headings=[], columns={}),
        left_out=LeftOutCode.objects.create(year=year, code="X", reason="Not ours"),
        upload=LedgerUpload.objects.create(
            quarter=quarter, user=person, sha256="0", size=1, content=b"", sample=[]
        ),
        proof=(proof := LedgerImport.objects.create(batch=batch, size=1, rows=1, layout={})),
        amount=LedgerAmount.objects.create(
            ledger_import=proof, line=line, code="1000", actual=5, rows=1
        ),
        register_upload=RegisterUpload.objects.create(user=person, content=b""),
        draft=FigureDraft.objects.create(quarter=quarter, user=person),
        revision=FigureRevision.objects.create(quarter=quarter, batch=batch, line=line, number=1),
        thresholds=SenseCheckThresholds.objects.create(year=year, **asdict(Thresholds())),
        check_answer=CheckAnswer.objects.create(
            quarter=quarter, line=line, kind="above_budget", because="One bill came early."
        ),
        mentioned=MentionedItem.objects.create(
            raised_in=quarter, what="Pay award", owner="Head of service", due=date(2024, 9, 30)
        ),
        part=LinePart.objects.create(quarter=quarter, line=line, name="Mileage", amount=-50),
        reply=ShareReply.objects.create(
            quarter=quarter, partner=other, kind="confirmed", locked_at=LOCKED_AT, said_by=person
        ),
        invoice_terms=InvoiceTerms.objects.create(year=year, due_days=["2024-06-30"]),
        invoice=factories.make_invoice(year, other, host=host),
        report=report,
        meeting=Meeting.objects.create(report=report, stage=2, body="Joint Executive"),
        section=Section.objects.create(report=report, position=1, kind="summary", heading="A"),
        board_comment=BoardComment.objects.create(
            report=report,
            draft_of=1,
            kind="comment",
            anchor="p1.1",
            mark="0" * 64,
            words="Since when?",
            said_by=person,
        ),
        clearance=Clearance.objects.create(
            report=report,
            draft_of=1,
            number=1,
            kind="cleared",
            of_change=LOCKED_AT,
            said_by=person,
        ),
        edition=(edition := factories.make_edition(report, person)),
        public_version=PublicVersion.objects.create(edition=edition, content={}, pdf=b"%PDF-1.7"),
        line_mark=LineMark.objects.create(
            report=report, line=line, paragraph=3, reason="A lease.", made_by=person
        ),
        wording=StandingWording.objects.create(heading="Legal", text="None.", position=1),
    )


def frozen_recharge(year, partner):
    return year.budgeted_recharges.create(
        partner=partner, equivalent_cameras=1, share=1, amount=1000
    )
