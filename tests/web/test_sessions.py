"""How long one stays signed in: half an hour after the last sign of life, and no longer than twelve hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from network.core.database import db
from network.models import User, UserSession
from tests.page import Answer, Page

FORM = "/ondersteuningsvragen/nieuw/0123456789abcdef"
KEEP = "/ingelogd-blijven"


@pytest.fixture
def with_csrf(app: Flask) -> Iterator[None]:
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


def seconds_left(shown: Answer) -> int:
    """What the page tells its script: how long this session still lasts."""
    (bar,) = shown.all("#sessie")
    return int(bar.get("data-seconds-left"))


def test_after_29_minutes_one_is_still_signed_in(page: Page, requester: User, clock) -> None:
    clock.shift(timedelta(minutes=29))

    assert page.get(FORM).status == 200


def test_after_31_minutes_one_is_told_and_led_back_to_the_same_page(page: Page, requester: User, clock) -> None:
    clock.shift(timedelta(minutes=31))

    answer = page.get(f"{FORM}?stap=1")

    assert answer.location == f"/inloggen?verder={FORM}?stap%3D1"
    assert page.get(answer.location).texts(".flash-error") == [
        "Je bent intussen uitgelogd. Log opnieuw in; dan ga je verder waar je was."
    ]


def test_that_one_was_signed_out_is_told_once(page: Page, requester: User, clock) -> None:
    clock.shift(timedelta(minutes=31))
    page.get(FORM)
    page.get(FORM)

    assert len(page.get("/inloggen").texts(".flash-error")) == 1


def test_whoever_was_never_signed_in_is_not_told_of_signing_out(page: Page) -> None:
    assert page.get(FORM, follow=True).texts(".flash-error") == []


def test_every_page_for_somebody_signed_in_tells_how_long_that_lasts(page: Page, requester: User, clock) -> None:
    clock.shift(timedelta(seconds=50))

    assert seconds_left(page.get(FORM)) == 30 * 60 - 50


def test_pages_for_strangers_speak_of_no_session(page: Page) -> None:
    assert page.get("/").all("#sessie") == []


def test_one_sign_of_life_keeps_the_session(page: Page, requester: User, clock) -> None:
    for _ in range(3):
        clock.shift(timedelta(minutes=29))
        assert page.submit(KEEP).response.json == {"seconds_left": 30 * 60}

    assert page.get(FORM).status == 200


def test_no_sign_of_life_helps_beyond_twelve_hours(page: Page, requester: User, clock) -> None:
    for _ in range(25):
        clock.shift(timedelta(minutes=28))
        page.submit(KEEP)

    assert page.submit(KEEP).response.json == {"seconds_left": 20 * 60}
    clock.shift(timedelta(minutes=20))
    assert page.submit(KEEP).status == 302


def test_a_session_that_has_ended_is_not_revived(page: Page, requester: User, clock) -> None:
    clock.shift(timedelta(minutes=31))

    assert page.submit(KEEP).location == "/inloggen"
    assert page.get(FORM).status == 302


def test_a_sign_of_life_from_elsewhere_is_refused(page: Page, requester: User, with_csrf: None) -> None:
    assert page.submit(KEEP).status == 400


def test_presence_is_written_down_once_a_minute(page: Page, requester: User, clock) -> None:
    began = seen_at(requester)
    clock.shift(timedelta(seconds=59))
    page.get(FORM)
    assert seen_at(requester) == began

    clock.shift(timedelta(seconds=1))
    page.get(FORM)

    assert seen_at(requester) == began + timedelta(minutes=1)


def test_a_session_that_was_ended_elsewhere_ends_here(page: Page, requester: User) -> None:
    db.session.execute(update(UserSession).values(revoked_at=UserSession.created_at))

    assert page.submit(KEEP).status == 302


def seen_at(user: User):
    return db.session.scalar(select(UserSession.last_seen_at).where(UserSession.user_id == user.id))
