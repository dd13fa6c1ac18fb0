"""What a link in a mail leads to speaks the language of that mail, unless its reader chose another."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from network.access import links
from network.core.database import db, unit_of_work
from network.models import Delivery, User
from network.notices import service
from network.notices.kinds.accounts import RESET, password_mark
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
