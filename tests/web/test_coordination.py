"""The coordinator's queue: filters and cursors in the address, and the export."""

from __future__ import annotations

import pytest

from network.core.pagination import encode_cursor
from network.models import User
from tests.factories import make_coordinator, make_request
from tests.page import Page

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def coordinator(page: Page) -> User:
    user = make_coordinator()
    page.sign_in(user)
    return user


def asked_in(coordinator: User, title: str) -> None:
    region = coordinator.memberships[0].region
    make_request(region, title=title)


def test_a_cursor_from_before_all_times_shows_the_first_page(page: Page, coordinator: User) -> None:
    asked_in(coordinator, "Een leerling leest nog niet")

    answer = page.get(f"/vragen?na={encode_cursor(['0001-01-01T00:00:00+14:00', 1])}")

    assert answer.status == 200
    assert "Een leerling leest nog niet" in answer.text


@pytest.mark.parametrize("beginning", ["=", " =", "\t=", "\r=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_of_the_export_is_a_formula(page: Page, coordinator: User, beginning: str) -> None:
    asked_in(coordinator, f"{beginning}1+1 in groep 3")

    answer = page.get("/vragen.csv")

    assert f"'{beginning}1+1 in groep 3" in answer.text_raw


def test_ordinary_words_are_exported_as_they_are(page: Page, coordinator: User) -> None:
    asked_in(coordinator, "Rekenen: 1+1 in groep 3")

    assert ";Rekenen: 1+1 in groep 3;" in page.get("/vragen.csv").text_raw
