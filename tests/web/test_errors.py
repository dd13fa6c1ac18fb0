"""Pages that are not there, or not for this reader."""

from __future__ import annotations

import pytest

from tests.factories import make_coordinator, make_requester
from tests.page import Page

pytestmark = pytest.mark.usefixtures("clock", "session")


def test_a_page_of_another_role_says_so_and_whom_to_ask(page: Page) -> None:
    page.sign_in(make_requester())

    answer = page.get("/vandaag")

    assert answer.status == 403
    assert answer.texts("h1") == ["Dit hoort niet bij jouw rol"]
    assert "Vraag het je schoolbeheerder of coördinator." in answer.text


def test_a_coordinator_is_not_sent_to_a_coordinator(page: Page) -> None:
    page.sign_in(make_coordinator())

    answer = page.get("/onze-expertise")

    assert answer.status == 403
    assert "Vraag het de beheerder van Naast." in answer.text
    assert "coördinator." not in answer.texts("main")[0]


def test_what_is_not_there_is_said_once(page: Page) -> None:
    answer = page.get("/nergens")

    assert answer.status == 404
    assert answer.texts("h1") == ["Dat konden we niet vinden"]
    assert answer.texts("main")[0].count("bestaat niet") == 0
