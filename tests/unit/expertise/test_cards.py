"""The card of a profile: true whoever writes, also when two do at once; and it follows the school."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event, select

from network.core import clock
from network.core.database import db, unit_of_work
from network.core.errors import Conflict
from network.expertise import cards, publishing, service
from network.models import Board, ExpertiseProfile, ProfileCard
from network.models.expertise import ProfileState, Reach
from network.models.taxonomy import Facet
from tests.factories import make_board, make_profile
from tests.factories.taxonomy import form, need

pytestmark = pytest.mark.usefixtures("session", "clock")

# Long enough for the other to come up to a lock or through it; SQLite's second writer waits all that time.
A_MOMENT = 0.4

Act = Callable[[ExpertiseProfile], None]


def card_of(profile: ExpertiseProfile) -> ProfileCard:
    db.session.rollback()
    return db.session.scalars(
        select(ProfileCard).where(ProfileCard.profile_id == profile.id).execution_options(populate_existing=True)
    ).one()


class Pair:
    """Two colleagues, each with a session; the first has read the profile when the second begins."""

    def __init__(self, app: Flask, pool: ThreadPoolExecutor) -> None:
        self.app, self.pool = app, pool

    def do(self, profile: ExpertiseProfile, first: Act, second: Act) -> list[type[Exception] | None]:
        """What the first and the second met, None when all went well."""
        profile_id, has_read, other_done = profile.id, threading.Event(), threading.Event()
        db.session.rollback()

        def begin(one: ExpertiseProfile) -> None:
            assert all((one.title, one.terms, one.regions, one.people, one.capacity))
            assert not one.absences
            has_read.set()
            other_done.wait(A_MOMENT)
            first(one)

        def go_second() -> type[Exception] | None:
            has_read.wait(5)
            met = self._in_unit(profile_id, second)
            other_done.set()
            return met

        both: list[Future[type[Exception] | None]] = [
            self.pool.submit(self._in_unit, profile_id, begin),
            self.pool.submit(go_second),
        ]
        return [one.result(20) for one in both]

    def _in_unit(self, profile_id: int, act: Act) -> type[Exception] | None:
        with self.app.app_context():
            try:
                with unit_of_work():
                    act(db.session.get_one(ExpertiseProfile, profile_id))
            except Exception as error:  # noqa: BLE001 - on the site this would be an error page
                return type(error)
            finally:
                db.session.remove()
        return None


@pytest.fixture
def pair(app: Flask) -> Iterator[Pair]:
    with ThreadPoolExecutor(2) as pool:
        yield Pair(app, pool)


@pytest.fixture
def card_writes() -> Iterator[list[str]]:
    """The statements that write cards while the test runs."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO profile_card"):
            found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


def anyone(profile: ExpertiseProfile) -> int:
    return profile.people[0].user_id or 0


def away(profile: ExpertiseProfile) -> None:
    service.add_absence(profile, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2), actor_id=anyone(profile))


def away_slowly(profile: ExpertiseProfile) -> None:
    away(profile)
    db.session.flush()
    time.sleep(2 * A_MOMENT)


def pause(profile: ExpertiseProfile) -> None:
    publishing.pause(profile, until=None, actor_id=anyone(profile))


def rewrite(_profile: ExpertiseProfile) -> None:
    cards.rewrite_all()


def describe_as(*codes: str) -> Act:
    """A colleague who opened the form at version 1 and chose these needs."""

    def act(profile: ExpertiseProfile) -> None:
        service.refuse_stale(profile, "1")
        needs, forms = [need(code) for code in codes], [form("observatie")]
        texts = {"title": profile.title, "description": profile.description}
        service.describe(profile, **texts, needs=needs, forms=forms, actor_id=anyone(profile))

    return act


@pytest.mark.parametrize("other", [away, rewrite], ids=["an absence", "an import"])
def test_a_profile_that_is_paused_meanwhile_is_paused_on_its_card(pair: Pair, other: Act) -> None:
    profile = make_profile()

    assert pair.do(profile, other, pause) == [None, None]

    assert card_of(profile).state is ProfileState.PAUSED
    assert profile.state is ProfileState.PAUSED


def test_two_colleagues_may_add_an_absence_at_the_same_time(pair: Pair) -> None:
    profile = make_profile()

    assert pair.do(profile, away, away_slowly) == [None, None]

    assert len(profile.absences) == 2


def test_of_two_who_choose_needs_at_the_same_time_one_is_told(pair: Pair) -> None:
    profile = make_profile(needs=("faalangst",))

    met = pair.do(profile, describe_as("angst"), describe_as("dyslexie"))

    assert sorted(map(str, met)) == sorted(map(str, [None, Conflict]))
    codes = [term.code for term in profile.terms_of(Facet.NEED)]
    assert codes in (["angst"], ["dyslexie"])
    assert card_of(profile).needs == codes[0]


def test_a_list_that_changed_makes_a_new_version_also_when_nothing_else_did() -> None:
    profile = make_profile(needs=("faalangst",))
    with unit_of_work():
        describe_as("angst")(profile)

    with pytest.raises(Conflict), unit_of_work():
        describe_as("dyslexie")(profile)
    assert [term.code for term in profile.terms_of(Facet.NEED)] == ["angst"]


def test_hours_that_two_change_at_the_same_time_do_not_overlap(pair: Pair) -> None:
    profile = make_profile()

    def hours(profile: ExpertiseProfile) -> None:
        service.add_hours(profile, hours_per_week=4, starts_on=date(2027, 1, 4), ends_on=None, actor_id=anyone(profile))

    assert pair.do(profile, hours, hours) == [None, None]

    assert [(period.starts_on, period.ends_on) for period in profile.capacity] == [
        (date(2025, 8, 1), date(2027, 1, 3)),
        (date(2027, 1, 4), None),
    ]


def test_what_a_card_does_not_hold_writes_no_card(card_writes: list[str]) -> None:
    profile = make_profile()
    assert len(card_writes) == 1

    with unit_of_work():
        away(profile)
        service.add_person(
            profile, name="Iemand Bedacht", job_title="", user=None, answers=False, actor_id=anyone(profile)
        )
        service.add_hours(profile, hours_per_week=4, starts_on=date(2027, 1, 4), ends_on=None, actor_id=anyone(profile))
    assert len(card_writes) == 1
    with unit_of_work():
        profile.max_open = 7
    assert len(card_writes) == 2


def test_the_rare_words_of_a_card_are_those_of_the_text_that_stands() -> None:
    profile = make_profile(title="Meedoen in een rolstoel", description="Wij denken mee over de gymzaal.")
    first = set(card_of(profile).rare_words.split())

    with unit_of_work():
        profile.description = "Wij denken mee over de snoezelruimte."
    with unit_of_work():
        profile.max_open = 7

    assert {"rolstoel", "gymzal"} <= first
    assert set(card_of(profile).rare_words.split()) == first - {"gymzal"} | {"snoezelruimt"}


@pytest.mark.parametrize("change", ["moved", "closed", "board", "cluster", "holidays"])
def test_a_card_follows_what_becomes_of_the_school_and_only_that_card(change: str, card_writes: list[str]) -> None:
    profile, other = make_profile(), make_profile()
    board = make_board()
    with unit_of_work():
        location = profile.location
        if change == "moved":
            location.latitude = 53.0
        elif change == "closed":
            location.closed_on = clock.today()
        elif change == "board":
            location.school.board = db.session.get_one(Board, board.id)
        elif change == "holidays":
            location.holiday_region = "zuid"
        else:
            location.cluster = "2"
    card_writes.clear()

    with unit_of_work():
        assert cards.follow_schools() == 1

    card = card_of(profile)
    assert (card.latitude, card.holiday_region, card.is_open, card.board_id, card.reach) == (
        profile.location.latitude,
        profile.location.holiday_region,
        change != "closed",
        profile.location.school.board_id,
        Reach.NATIONAL if change == "cluster" else Reach.REGIONS,
    )
    assert (len(card_writes), card_of(other).is_open) == (1, True)
    with unit_of_work():
        assert cards.follow_schools() == 0
