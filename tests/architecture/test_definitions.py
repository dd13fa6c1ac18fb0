"""Every number has its definition one click away: no link to a definition is dead, and no definition is without a link."""

from __future__ import annotations

import re
from pathlib import Path

from network.coordination.forms import STATE_DEFINITIONS
from network.coordination.reasons import DEFINITIONS, Reason

ROOT = Path(__file__).resolve().parents[2]
DEFINED_IN = ROOT / "templates" / "web" / "figures.html"

# How a page names a definition: in a link, to the macro that makes one, or as the anchor of a figure.
WAYS = (
    r"url_for\('web\.figures'\) \}\}#([a-z-]+)\"",
    r"\b(?:definition|total)\(\"([a-z-]+)\"",
    r"\"anchor\": \"([a-z-]+)\"",
)


def defined() -> set[str]:
    return set(re.findall(r'^ +\("([a-z-]+)", _\(', DEFINED_IN.read_text(), re.M))


def linked() -> set[str]:
    texts = [path.read_text() for path in (ROOT / "templates").rglob("*.html") if "gallery" not in path.name]
    found = {anchor for text in texts for way in WAYS for anchor in re.findall(way, text)}
    return found | set(DEFINITIONS.values()) | set(STATE_DEFINITIONS.values()) | of_a_division()


def of_a_division() -> set[str]:
    """The figures of a division name their definition beside their words."""
    page = (ROOT / "network" / "division" / "page.py").read_text()
    return set(re.findall(r'"(division(?:-[a-z]+)?)", _', page) + re.findall(r'^ +"(division-[a-z]+)",$', page, re.M))


def test_every_link_to_a_definition_finds_one() -> None:
    assert linked() - defined() == set()


def test_every_definition_is_linked_from_where_its_number_stands() -> None:
    assert defined() - linked() == set()


def test_every_link_to_the_definitions_says_which() -> None:
    pages = (path for path in (ROOT / "templates").rglob("*.html") if path.name != "_footer.html")
    whole = [path.name for path in pages if re.search(r"url_for\('web\.figures'\) \}\}[^#]", path.read_text())]

    assert whole == []


def test_every_reason_that_counts_days_or_people_has_its_definition() -> None:
    assert set(DEFINITIONS) == set(Reason) - {Reason.TRIAGE, Reason.REVIEW}


def test_no_word_is_explained_only_to_who_has_a_mouse() -> None:
    """A `title` shows neither to a finger nor to a key; a frame needs one."""
    titled = [
        path.name
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"<(?!iframe)[a-z]+[^>]* title=", path.read_text())
    ]

    assert titled == []
