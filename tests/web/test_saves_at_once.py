"""Two who save the same form at the same moment: one is refused, and nothing of either is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask

from network.core.database import db
from network.models import User
from network.models.match import MatchState
from network.models.support_request import RequestState
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_match,
    make_offer,
    make_profile,
    make_region,
    make_request,
    make_specialist,
)
from tests.page import Answer, Page

ROUNDS = 4
Change = dict[str, str]


@dataclass(frozen=True)
class SavedAtOnce:
    """Two who have the same form open, and what each of them changes in a round."""

    path: str
    people: Sequence[User]
    changes: Callable[[int], tuple[Change, Change]]
    form: str = "main form"


def a_profile() -> SavedAtOnce:
    profile = make_profile()
    people = [profile.people[0].user, make_specialist(profile.location)]
    path = f"/onze-expertise/{profile.public_id}/wat"
    return SavedAtOnce(path, people, lambda n: ({"title": f"Naam {n}"}, {"description": f"Tekst {n}."}))


def a_plan() -> SavedAtOnce:
    match = make_match(request=make_request(state=RequestState.MATCHED), state=MatchState.ACCEPTED)
    goal, days = "Rust in de groep.", (date(2026, 11, 23), date(2026, 12, 18))
    one = make_engagement(match=match, goal=goal, hours_planned=6, starts_on=days[0], ends_on=days[1])
    path = f"/trajecten/{one.public_id}/plan"
    return SavedAtOnce(
        path, [one.specialist, one.request.requester], lambda n: ({"goal": f"Doel {n}."}, {"hours": f"{n + 7}"})
    )


def an_offer() -> SavedAtOnce:
    offer = make_offer()
    people = [make_specialist(offer.location) for _n in range(2)]
    path = f"/onze-bijeenkomsten/{offer.public_id}/wijzigen"
    return SavedAtOnce(path, people, lambda n: ({"title": f"Naam {n}"}, {"places": f"{n + 5}"}))


def the_rules_of_a_region() -> SavedAtOnce:
    region = make_region()
    people = [make_coordinator(region), make_coordinator(region)]
    return SavedAtOnce("/regio", people, lambda n: ({"wave_size": f"{n + 4}"}, {"max_waves": f"{n + 4}"}), "#afspraken")


@pytest.mark.parametrize("begin", [a_profile, a_plan, an_offer, the_rules_of_a_region])
def test_of_two_who_save_at_once_one_is_refused_and_nothing_is_lost(
    page: Page, app: Flask, session: object, clock: object, begin: Callable[[], SavedAtOnce]
) -> None:
    at_once = begin()
    savers = [Page(app).sign_in(person) for person in at_once.people]
    for turn in range(ROUNDS):
        changes, opened = at_once.changes(turn), [saver.get(at_once.path) for saver in savers]
        forms = [one.filled_in(at_once.form, **change) for one, change in zip(opened, changes, strict=True)]
        db.session.commit()
        start = threading.Barrier(2)

        def save(
            saver: Page, form: dict[str, object], path: str = at_once.path, start: threading.Barrier = start
        ) -> Answer:
            start.wait(30)
            return Answer(saver.client.post(path, data=form))

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(save, savers, forms))

        assert sorted(answer.status for answer in answers) == [302, 422]
        second = next(n for n in (0, 1) if answers[n].status == 422)
        assert len(answers[second].texts("#gewijzigd [data-merged=taken] li")) == 1
        assert answers[second].texts("#gewijzigd [data-merged=both]") == []
        assert savers[second].submit(at_once.path, answers[second].filled_in(at_once.form)).status == 302
        kept = savers[0].get(at_once.path).filled_in(at_once.form)
        assert {name: kept[name] for name in changes[0] | changes[1]} == {
            name: [value] for name, value in (changes[0] | changes[1]).items()
        }
