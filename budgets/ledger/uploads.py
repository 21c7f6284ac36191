"""Extracts uploaded in the browser, kept until figures are saved from them or they are discarded.

Reading a large extract takes seconds, so it is done before a transaction begins.
"""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from budgets.ledger.answers import Answers, answers_as_json
from budgets.ledger.extract import CHUNK, FileFacts, facts_of, findings_in, samples_in
from budgets.ledger.findings import as_json
from budgets.ledger.headings import Sample
from budgets.ledger.layout import Layout
from budgets.ledger.reading import TooManyCodes
from budgets.ledger.remembering import found_layout, remember
from budgets.lifecycle import locked
from budgets.models import LedgerUpload, Quarter
from budgets.workbook.problems import one_line
from partners.models import User

# So long an upload waits for its owner before the next upload of anybody clears it away.
KEPT_FOR = timedelta(days=2)
LONGEST_NAME = 200


class UploadGone(Exception):
    """The upload was discarded, saved or replaced meanwhile, in another tab."""


def keep_upload(*, quarter: Quarter, user: User, file, name: str) -> LedgerUpload:
    """Keep an extract in place of the person's last one; read it if its columns are remembered.

    ``file``: open, binary and seekable. WorkbookErrors: it cannot be read; nothing is kept.
    """
    samples = samples_in(file, name)
    facts = facts_of(file, one_line(name)[-LONGEST_NAME:])
    found = found_layout(samples, name)
    row, findings = None, None
    if found and found.is_certain:
        try:
            findings = as_json(findings_in(file, name, samples, found.layout, quarter))
            row = found.row
        except TooManyCodes:
            # The headings mean something else in this file: somebody is to choose again.
            row = None
    content = _compressed(file)
    with transaction.atomic():
        # Two uploads at once wait for each other, and the later one stands.
        locked(quarter)
        LedgerUpload.objects.filter(uploaded_at__lt=timezone.now() - KEPT_FOR).delete()
        LedgerUpload.objects.filter(quarter=quarter, user=user).delete()
        return LedgerUpload.objects.create(
            quarter=quarter,
            user=user,
            file_name=facts.file_name,
            sha256=facts.sha256,
            size=facts.size,
            content=content,
            sample=[[sample.sheet, sample.rows] for sample in samples],
            layout=row,
            findings=findings,
        )


def upload_of(quarter: Quarter, user: User) -> LedgerUpload | None:
    """The person's own extract for the quarter, without its content; None: there is none."""
    rows = LedgerUpload.objects.filter(quarter=quarter, user=user)
    return rows.defer("content").first()


def read_by(*, upload: LedgerUpload, layout: Layout, user: User) -> None:
    """Remember what the columns mean, and read the upload by it.

    WorkbookErrors: it cannot be read so. UploadGone: it is no longer there.
    """
    with _restored(upload) as file:
        samples = samples_of_upload(upload)
        findings = findings_in(file, upload.file_name, samples, layout, upload.quarter)
    with transaction.atomic():
        upload.layout = remember(layout=layout, user=user)
        upload.findings = as_json(findings)
        upload.answers = {}
        _save(upload, "layout", "findings", "answers")


def answer(*, upload: LedgerUpload, answers: Answers) -> None:
    """Keep what the person says to what was found. UploadGone: it is no longer there."""
    upload.answers = answers_as_json(answers)
    _save(upload, "answers")


def discard(*, upload: LedgerUpload) -> None:
    """Forget the upload; no figure is touched."""
    upload.delete()


def facts_of_upload(upload: LedgerUpload) -> FileFacts:
    return FileFacts(upload.file_name, upload.sha256, upload.size)


def samples_of_upload(upload: LedgerUpload) -> list[Sample]:
    return [
        Sample(sheet, tuple((number, tuple(texts)) for number, texts in rows))
        for sheet, rows in upload.sample
    ]


def _save(upload: LedgerUpload, *fields: str) -> None:
    values = {name: getattr(upload, name) for name in fields}
    if not LedgerUpload.objects.filter(pk=upload.pk).update(**values):
        raise UploadGone


def _compressed(file) -> bytes:
    packer = zlib.compressobj(level=1)
    parts = []
    file.seek(0)
    while piece := file.read(CHUNK):
        parts.append(packer.compress(piece))
    return b"".join([*parts, packer.flush()])


@contextmanager
def _restored(upload: LedgerUpload) -> Iterator:
    """The file as it was uploaded, open to be read. UploadGone: it is no longer there."""
    kept = LedgerUpload.objects.filter(pk=upload.pk).values_list("content", flat=True).first()
    if kept is None:
        raise UploadGone
    with tempfile.TemporaryFile() as file:
        unpacker = zlib.decompressobj()
        content = memoryview(kept)
        for begin in range(0, len(content), CHUNK):
            file.write(unpacker.decompress(content[begin : begin + CHUNK]))
        file.write(unpacker.flush())
        yield file
