"""Pages as people read them, and the years and quarters their tests need.

Two of the years differ in size only: on them a page may not ask more of the database.
"""

import re
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.lifecycle import mark_published, submit_quarter
from tests.factories import (
    approved,
    make_approved_year,
    make_camera,
    make_partner,
    make_partners,
    make_year,
)


def words_of(response):
    """What stands in the main part of a page, with single spaces and without tags."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return _plain(f"<main{main}")


def heading_of(response):
    """The words of the only h1."""
    (found,) = re.findall(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    return _plain(found)


def _plain(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def brought_to(quarter, state):
    """The quarter, its figures entered, taken to ``state`` step by step."""
    if state != "open":
        submit_quarter(quarter=quarter, user=None)
    if state == "published":
        mark_published(quarter=quarter, user=None)
    quarter.refresh_from_db()
    return quarter


def queries(visit):
    """How many queries ``visit()`` makes."""
    with CaptureQueriesContext(connection) as captured:
        visit()
    return len(captured)


def two_years():
    """One line and two partners; three lines and four partners."""
    few = make_partners(2)
    small = make_approved_year(few, cameras=(2, 1))
    camera_type = few[0].services.first().camera_type
    more = [make_partner(f"Further {n}", position=n) for n in (3, 4)]
    for partner in more:
        make_camera(partner, camera_type)
    lines = dict.fromkeys(("Salaries", "Rent", "Fees"), 1000)
    return small, approved(make_year([*few, *more], starts_in=2025, lines=lines))
