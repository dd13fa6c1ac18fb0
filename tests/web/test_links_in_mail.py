"""What a link in a mail leads to speaks the language of that mail, unless its reader chose another."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from network.access import links
from network.core.clock import now
from network.core.database import db, unit_of_work
from network.models import Delivery, Invitation, Match, User
from network.models.user import Role
from network.notices import service
from network.notices.kinds.accounts import JOIN, RESET, password_mark
from network.notices.kinds.engagements import CheckIn
from network.notices.kinds.waves import ANSWER
from network.notices.rendering import build_message
from tests.factories import make_match
from tests.page import Page

FACTS = {"needs": ["angst"], "profile": "Kompas", "school": "De Brug", "specialist": "Sam"}


@pytest.fixture
def paths(app: Flask, clock: object) -> list[str]:
    """Where the links lead in mails to somebody who reads English."""
    match = make_match()
    reader = match.profile.people[0].user
    reader.language = "en"
    db.session.commit()
    with app.test_request_context():
        return [
            f"/uitnodigingen/antwoord/{links.sign(ANSWER, match.public_id, reader.public_id)}",
            f"/wachtwoord-vergeten/{links.sign(RESET, password_mark(reader), reader.public_id)}",
            _path_to_unsubscribe(reader),
        ]


def _path_to_unsubscribe(reader: User) -> str:
    with unit_of_work():
        service.send(CheckIn(reader, key="x", path="/x", code="7K3Q-M2", **FACTS))
    header = build_message(db.session.scalars(select(Delivery)).one())["List-Unsubscribe"]
    return urlsplit(header.strip("<>")).path


def test_without_a_session_the_page_is_in_the_language_of_its_mail(page: Page, paths: list[str]) -> None:
    assert [page.get(path).document.get("lang") for path in paths] == ["en"] * 3


def test_a_language_that_was_chosen_in_this_browser_comes_first(page: Page, paths: list[str]) -> None:
    page.submit("/taal", {"language": "nl"})

    assert [page.get(path).document.get("lang") for path in paths] == ["nl"] * 3


def test_a_link_that_ran_out_or_was_used_says_so_in_the_language_of_its_mail(
    page: Page, app: Flask, paths: list[str], clock: time_machine.Traveller
) -> None:
    match = db.session.scalars(select(Match)).one()
    reader = match.profile.people[0].user
    used = Invitation(email=reader.email, role=Role.SPECIALIST, location=match.profile.location)
    used.expires_at = used.accepted_at = now()
    db.session.add(used)
    db.session.commit()
    with app.test_request_context():
        left = f"/uitnodigingen/antwoord/{links.sign(ANSWER, make_match().public_id, reader.public_id)}"
        joined = f"/uitnodiging/{links.sign(JOIN, used.public_id, '')}"

    found = [page.get(left), page.get(joined)]
    clock.shift(timedelta(days=90))
    found += [page.get(paths[0]), page.get(f"{paths[0]}/bedankt"), page.get(paths[1])]

    assert [(one.status, one.document.get("lang")) for one in found] == [
        (code, "en") for code in (404, 404, 410, 404, 404)
    ]


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "nl"),
        ("en-GB,en;q=0.9", "en"),
        ("en-US,en;q=0.9,nl;q=0.8", "en"),
        ("nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        ("de,en;q=0.3", "en"),
        ("de-DE,fr;q=0.5", "nl"),
        ("*", "nl"),
    ],
)
def test_who_chose_no_language_reads_the_one_that_the_browser_asks_for(page: Page, asked: str, language: str) -> None:
    page.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = asked

    assert page.get("/inloggen").document.get("lang") == language
    for chosen in ("en", "nl"):
        page.submit("/taal", {"language": chosen})
        assert page.get("/inloggen").document.get("lang") == chosen


def test_the_mail_of_a_link_comes_before_what_the_browser_asks_for(page: Page, paths: list[str]) -> None:
    page.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "nl"

    assert [page.get(path).document.get("lang") for path in paths] == ["en"] * 3
