"""The hard rules in words: each tells what was found, and each that fails what would have to change."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from network.matching.columns import Offered, Offers
from network.matching.conditions import RULES, conditions
from network.matching.hurdles import Hurdle, hurdles_of
from network.matching.rules import Surroundings, Wanted
from network.models.match import DeclineReason

WORDS = {"angst": "Angst", "observatie": "Observatie", "groep-5-6": "Groep 5-6", "bo": "Basisonderwijs"}
WANTED = Wanted(
    "V1",
    needs={"angst": 1.0},
    forms=frozenset({"observatie"}),
    ages=frozenset({"groep-5-6"}),
    school_types=frozenset({"bo"}),
    board_id=7,
    region_id=1,
)
FITS = {
    "needs": {"angst": 1.0},
    "forms": frozenset({"observatie"}),
    "ages": frozenset({"groep-5-6", "groep-7-8"}),
    "school_types": frozenset({"bo"}),
    "region_ids": frozenset({1}),
    "free_hours": 12.0,
    "most_in_a_week": 2.0,
}
FITS_NOWHERE = {
    "forms": frozenset({"consult"}),
    "region_ids": frozenset({2}),
    "is_absent": True,
    "is_passed_over": True,
    "board_id": 7,
    "leaves_out_own_board": True,
    "open_engagements": 3,
    "recent_yeses": 2,
    "starts_in_days": None,
}


@pytest.fixture(autouse=True)
def _dutch(app: Flask, clock: object):
    with app.test_request_context():
        yield


def hurdles(**values) -> dict[str, Hurdle]:
    offers = Offers.of([Offered(1, **values)])
    return {one.code: one for one in hurdles_of(conditions(WANTED, offers, 0, Surroundings()), WORDS)}


def test_what_holds_tells_what_was_found() -> None:
    found = hurdles(**FITS)

    assert all(one.holds for one in found.values())
    assert found["age"].sentence == "De leeftijd past: groep 5-6."
    assert found["form"].sentence == "De soort hulp past: observatie."
    assert (
        found["hours"].sentence
        == "Er zijn uren vrij: 12 uur in de eerste acht weken, hoogstens 2 uur in een week (nodig: 1 uur)."
    )


@pytest.mark.parametrize("reason", list(DeclineReason))
def test_every_rule_that_fails_has_its_sentence(reason: DeclineReason) -> None:
    found = hurdles(**FITS_NOWHERE, state="paused", declined_reason=reason.value)

    assert set(found) == set(RULES)
    assert not any(one.holds for one in found.values())
    assert all(one.sentence for one in found.values())


@pytest.mark.parametrize("state", ["draft", "in_review", "archived", "published"])
def test_only_a_paused_profile_needs_no_publishing(state: str) -> None:
    other = hurdles(**FITS, state=state, is_confirmed=False)["published"].sentence

    assert "Nodig: publiceren en bevestigen." in other
    assert hurdles(**FITS, state="paused")["published"].sentence.endswith("Nodig: het weer openzetten.")


def test_hours_that_come_free_only_later_are_not_called_free_now() -> None:
    found = hurdles(**FITS | {"free_hours": 0.0, "starts_in_days": 70})["hours"]

    assert found.holds
    assert "pas later" in found.sentence


def test_hours_that_are_not_enough_are_told_with_what_is_needed() -> None:
    too_few = hurdles(**FITS | {"most_in_a_week": 0.9, "free_hours": 7.2, "starts_in_days": None})["hours"]
    none_at_all = hurdles(**FITS | {"most_in_a_week": 0, "free_hours": 0.0, "starts_in_days": None})["hours"]
    told_too_late = hurdles(**FITS | {"lead_days": 90, "starts_in_days": None})["hours"]

    assert too_few.sentence.startswith("Hoogstens 0,9 uur vrij in een week")
    assert "minstens 1 uur is nodig" in too_few.sentence
    assert none_at_all.sentence.startswith("Geen uren vrij tot twaalf weken")
    assert told_too_late.sentence.startswith("Moet het 90 dagen van tevoren weten")


@pytest.mark.parametrize(
    ("until", "words"),
    [(date(2026, 12, 24), "Afwezig tot en met do 24 december"), (None, "Is ook twaalf weken na het gewenste begin")],
)
def test_an_absence_is_told_with_its_end(until: date | None, words: str) -> None:
    found = hurdles(**FITS | {"is_absent": True, "absent_until": until})["present"]

    assert found.sentence.startswith(words)
