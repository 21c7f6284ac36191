"""The report studio as a finance officer uses it through its pages: looking, saving, comparing."""

import re
from html import unescape

from django.test import Client

from partners.models import Role
from tests.factories import make_person

EDIT = "/reports/2024-25/q2/edit/"


def officer(report, name="Finance officer"):
    host = report.quarter.year.partners.get(is_host=True)
    client = Client()
    client.person = make_person(Role.FINANCE, partner=host, name=name)
    client.force_login(client.person)
    return client


def all_words(response):
    """The words of a fragment, or of a whole page."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", response.content.decode())).split())


def section_of(report, heading="Summary"):
    return report.sections.get(heading=heading)


def address(section, page=""):
    return f"{EDIT}{section.pk}/{page}"


def shown_on(client, path):
    """The record that a page shows, as its form sends it back."""
    [found] = re.findall(r'name="shown" value="(\d+)"', client.get(path).content.decode())
    return found


def save(client, section, body, heading=None, **more):
    path = address(section)
    sent = {"heading": heading or section.heading, "body": body}
    sent |= {"shown": more.pop("shown", None) or shown_on(client, path)} | more
    return client.post(path, sent, follow=True)


def make_words(report, heading, body):
    section = section_of(report, heading)
    section.body = body
    section.save()
