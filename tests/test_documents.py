"""The written guides stay true in what can be checked: settings, links, decisions, what is deployed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = (ROOT / "cctvpartnership" / "settings.py").read_text()
START = (ROOT / "script" / "start").read_text()
COMPOSE = (ROOT / "docker-compose.yml").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
OPERATING = (ROOT / "docs" / "operating.md").read_text()
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
GUIDES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]

READ_BY_SETTINGS = re.compile(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"")
READ_BY_START = re.compile(r"\$\{([A-Z_]+):-")


def read_from_the_environment():
    return {*READ_BY_SETTINGS.findall(SETTINGS), *READ_BY_START.findall(START)}


def names_in_the_table():
    rows = re.findall(r"^\| (`[A-Z_`, ]+) \|", OPERATING, flags=re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def test_the_guide_lists_every_setting_and_no_other():
    assert names_in_the_table() == read_from_the_environment()


def test_what_the_compose_file_passes_on_is_read():
    passed_on = set(re.findall(r"^      ([A-Z_]+): ", COMPOSE.split("  web:")[1], re.MULTILINE))

    assert {"SECRET_KEY", "DATABASE_URL", "WEB_CONCURRENCY"} <= passed_on
    assert passed_on <= read_from_the_environment()


def test_the_example_names_what_the_compose_file_asks_for():
    asked_for = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE))
    named = set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE))

    assert named == asked_for


def test_no_secret_is_written_down():
    assert re.findall(r"^(?:SECRET_KEY|ALLOWED_HOSTS|POSTGRES_PASSWORD)=.+", EXAMPLE, re.M) == []
    assert re.findall(r"(?:SECRET_KEY|POSTGRES_PASSWORD): (?!\$\{)", COMPOSE) == []


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    titles = [path.read_text().splitlines()[0] for path in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))
    assert all(
        title.startswith(f"# {number}. ") for number, title in zip(numbers, titles, strict=True)
    )


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_context_decision_and_consequences(path):
    headings = re.findall(r"^## (.+)", path.read_text(), flags=re.MULTILINE)

    assert headings == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_links_and_named_files_lead_somewhere(path):
    words = path.read_text()
    links = [
        link.split("#")[0] for link in re.findall(r"\]\((?!https?:|mailto:|#)([^)]+)\)", words)
    ]
    named = re.findall(r"`((?:\w+/)+[\w.-]+\.(?:py|md|html|css|txt))`", words)

    missing = [link for link in links if not (path.parent / link).exists()]
    missing += [name for name in named if not (ROOT / name).exists()]

    assert missing == []
