"""What people do with a draft that is with the board, through its pages."""

from reports.models import BoardComment
from tests.setup_pages import errors_in, fields_of, send

REPORT = "/reports/2024-25/q2/"
BOARD, CLEAR = f"{REPORT}board/", f"{REPORT}board/clear/"
ON_11 = f"{REPORT}comments/on/p1.1/"


def comment(client, words="Since when?", url=ON_11):
    answer = send(client, url, words=words)
    assert answer.status_code == 302, errors_in(answer)
    return BoardComment.objects.filter(kind="comment").last()


def thread_of(said):
    return f"{REPORT}comments/{said.pk}/"


def clear(client, **fields):
    shown = fields_of(client.get(BOARD))["shown"]
    return client.post(CLEAR, {"do": "cleared", "shown": shown} | fields)


def edit(draft, position, body):
    section = draft.sections.get(position=position)
    section.body = body
    section.save()
