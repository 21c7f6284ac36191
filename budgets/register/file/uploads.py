"""Register files uploaded in the browser, kept until they are saved or discarded."""

from __future__ import annotations

import zlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from budgets.models import RegisterUpload
from budgets.register.file.comparing import plan_of
from budgets.register.file.reading import read_register_file
from budgets.workbook.archive import LIMITS
from budgets.workbook.problems import one_line
from partners.models import User

# So long an upload waits for its owner before the next upload of anybody clears it away.
KEPT_FOR = timedelta(days=2)
LONGEST_NAME = 200


def keep_upload(*, user: User, file, name: str) -> RegisterUpload:
    """Keep a file in place of the person's last one. WorkbookErrors: it has mistakes and is not kept."""
    content = file.read(LIMITS.file + 1)
    plan_of(read_register_file(content, name))
    with transaction.atomic():
        # Two uploads of one person at once wait for each other, and the later one stands.
        list(User.objects.select_for_update(no_key=True).filter(pk=user.pk))
        RegisterUpload.objects.filter(uploaded_at__lt=timezone.now() - KEPT_FOR).delete()
        RegisterUpload.objects.filter(user=user).delete()
        return RegisterUpload.objects.create(
            user=user, file_name=one_line(name)[-LONGEST_NAME:], content=zlib.compress(content, 1)
        )


def upload_of(user: User) -> RegisterUpload | None:
    return RegisterUpload.objects.filter(user=user).first()


def content_of_upload(upload: RegisterUpload) -> bytes:
    return zlib.decompress(bytes(upload.content))
