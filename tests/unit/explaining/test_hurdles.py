"""The hard rules in words: each tells what was found, and each that fails what would have to change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from network.explaining.hurdles import Hurdle, hurdles_of
from network.matching.columns import Offered, Offers
from network.matching.conditions import RULES, conditions
from network.matching.rules import Surroundings, Wanted
from network.models.match import DeclineReason

WORDS = {"angst": "Angst", "observatie": "Observatie", "groep-5-6": "Groep 5-6", "bo": "Basisonderwijs"}
WANTED = Wanted(
    "V1",
    needs={"angst": 1.0},
    forms=frozenset({"observatie"}),
    ages=frozenset({"groep-5-6"}),
    school_types=frozenset({"bo"}),
    location_id=5,
    board_id=7,
    board="Stichting Noord",
    region_id=1,
    region="Noordrand",
    begin_on=date(2026, 11, 23),
    confirmed_since=date(2026, 5, 18),
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
    "is_open": False,
    "forms": frozenset({"consult"}),
    "region_ids": frozenset({2}),
    "is_absent": True,
    "is_passed_over": True,
    "asked_state": "expired",
    "asked_on": date(2026, 11, 2),
    "asked_through": ("Rots", "Water"),
    "is_answered": False,
    "location_id": 5,
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


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ("angst", "Het onderwerp past: angst."),
        ("emotie", "Ligt dicht bij wat zij doen: angst."),
        (
            "faalangst",
            "Niet in het profiel: angst. Wel iets verwants, binnen emotie. Daarom komt dit profiel na alle profielen waarbij het onderwerp wel past. Nodig om eerder gevraagd te worden: het onderwerp in het profiel.",
        ),
    ],
)
def test_a_need_that_only_a_sibling_speaks_for_is_not_said_to_fit(own: str, words: str) -> None:
    around = Surroundings(parents={"angst": "emotie", "faalangst": "emotie"})
    offers = Offers.of([Offered(1, **FITS | {"needs": {own: 1.0}})])

    (need,) = (one for one in hurdles_of(conditions(WANTED, offers, 0, around), WORDS) if one.code == "need")

    assert need.holds
    assert need.sentence == words


@pytest.mark.parametrize("reason", list(DeclineReason))
def test_every_rule_that_fails_has_its_sentence(reason: DeclineReason) -> None:
    late, in_time = (date(2026, 12, 4), date(2026, 11, 23))
    found = hurdles(**FITS_NOWHERE, state="paused", paused_until=late, declined_reason=reason.value)
    found |= {"pause_over": hurdles(**FITS, state="paused", paused_until=in_time)["pause_over"]}
    found |= {"published": hurdles(**FITS, state="draft")["published"]}

    assert set(found) == set(RULES)
    assert not any(one.holds for one in found.values())
    assert all(one.sentence for one in found.values())


@pytest.mark.parametrize("state", ["draft", "in_review", "archived", "published"])
def test_only_a_paused_profile_needs_no_publishing(state: str) -> None:
    other = hurdles(**FITS, state=state, is_confirmed=False)["published"].sentence

    assert "Nodig: publiceren en bevestigen." in other
    assert hurdles(**FITS, state="paused")["published"].holds


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (None, ["Het profiel staat op pauze, zonder einddatum. Nodig: het weer openzetten."]),
        (
            date(2026, 12, 4),
            [
                "Het profiel staat op pauze tot vr 4 december, en de hulp begint al eerder: vanaf ma 23 november. "
                "Nodig: een later begin, of het profiel weer openzetten."
            ],
        ),
        (
            date(2026, 11, 20),
            [
                "De pauze duurt tot vr 20 november. De hulp begint daarna: vanaf ma 23 november.",
                "Het profiel staat op pauze tot vr 20 november. Daarna kan het gevraagd worden. "
                "Nodig: wachten tot dan, of het profiel weer openzetten.",
            ],
        ),
    ],
)
def test_a_pause_is_told_with_its_end_and_whether_it_reaches_into_the_wanted_period(
    until: date | None, words: list[str]
) -> None:
    found = hurdles(**FITS, state="paused", paused_until=until)

    assert [found[code].sentence for code in ("not_paused", "pause_over") if code in found] == words


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"observatie"}, "Dit profiel: consult. Gevraagd: observatie. Nodig: dat in het profiel."),
        ({"observatie", "training"}, "Dit profiel: consult. Gevraagd: observatie, training. Nodig: één daarvan."),
    ],
)
def test_one_of_what_is_asked_is_said_to_be_enough(asked: set[str], words: str) -> None:
    offers = Offers.of([Offered(1, **FITS | {"forms": frozenset({"consult"})})])

    found = hurdles_of(conditions(replace(WANTED, forms=frozenset(asked)), offers, 0, Surroundings()), WORDS)

    assert [one.sentence for one in found if not one.holds] == [words]


def test_the_region_and_the_day_from_which_it_counts_are_named() -> None:
    near, far = hurdles(**FITS), hurdles(**FITS | {"region_ids": frozenset({2})})

    assert (
        near["present"].sentence == "Is minstens een deel van de eerste vier schoolweken vanaf ma 23 november aanwezig."
    )
    assert near["reach"].sentence == "De school ligt in het werkgebied: Noordrand."
    assert not far["reach"].holds
    assert far["reach"].sentence == "De school ligt buiten het werkgebied. Nodig: de regio Noordrand in het profiel."


@pytest.mark.parametrize(
    ("widens", "words"),
    [
        (True, "Nodig: die buurregio ook vragen (dat doen we vanzelf"),
        (False, "Nodig: een uitnodiging van de coördinator in buurregio Zuidrand, of"),
    ],
)
def test_who_could_come_in_by_a_nearby_region_reads_both_ways(widens: bool, words: str) -> None:
    offers = Offers.of([Offered(1, **FITS | {"region_ids": frozenset({2})})])
    (lacks,) = (one for one in conditions(WANTED, offers, 0, Surroundings()) if not one.holds)
    told = replace(lacks, facts={**lacks.facts, "nearby": "Zuidrand", "widens": widens})

    (found,) = hurdles_of([told], WORDS)

    assert words in found.sentence
    assert found.sentence.endswith("of de regio Noordrand in het profiel.")


def test_who_draws_a_circle_needs_no_region_when_the_distance_is_not_known() -> None:
    found = hurdles(**FITS | {"reach": "kilometres", "reach_km": 20, "km": None})["reach"]

    assert not found.holds
    assert found.sentence.startswith("De afstand is niet bekend")
    assert "regio" not in found.sentence


def test_hours_that_come_free_only_later_are_not_called_free_now() -> None:
    found = hurdles(**FITS | {"free_hours": 0.0, "starts_in_days": 70})["hours"]

    assert found.holds
    assert "pas later" in found.sentence


def test_hours_that_are_not_enough_are_told_with_what_is_needed() -> None:
    too_few = hurdles(**FITS | {"most_in_a_week": 0.9, "free_hours": 7.2, "starts_in_days": None})["hours"]
    none_at_all = hurdles(**FITS | {"most_in_a_week": 0, "free_hours": 0.0, "starts_in_days": None})["hours"]
    told_too_late = hurdles(**FITS | {"lead_days": 82, "is_in_time": False, "starts_in_days": None})["hours"]

    assert too_few.sentence.startswith("Hoogstens 0,9 uur vrij in een week")
    assert "minstens 1 uur is nodig" in too_few.sentence
    assert none_at_all.sentence.startswith("Geen uren vrij tot twaalf weken")
    assert told_too_late.sentence.startswith(
        "Moet het 82 dagen van tevoren weten; dat is te laat voor de eerste twaalf"
    )


@pytest.mark.parametrize(
    ("until", "words"),
    [(date(2026, 12, 24), "Afwezig tot en met do 24 december"), (None, "Is ook twaalf weken na het gewenste begin")],
)
def test_an_absence_is_told_with_its_end(until: date | None, words: str) -> None:
    found = hurdles(**FITS | {"is_absent": True, "absent_until": until})["present"]

    assert found.sentence.startswith(words)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("invited", "Is al gevraagd op ma 2 november; we wachten op antwoord."),
        ("expired", "Is gevraagd op ma 2 november en gaf geen antwoord. De coördinator kan opnieuw vragen."),
        ("accepted", "Zei op wo 4 november ja op deze vraag."),
    ],
)
def test_who_was_asked_is_told_with_the_day(state: str, words: str) -> None:
    asked = {"asked_state": state, "asked_on": date(2026, 11, 2), "answered_on": date(2026, 11, 4)}

    assert hurdles(**FITS | asked)["not_asked_yet"].sentence == words


def test_a_profile_that_was_not_confirmed_for_long_is_asked_and_said_to_be_so() -> None:
    published = hurdles(**FITS | {"confirmed_on": date(2026, 5, 17)})["published"]

    assert published.holds
    assert published.sentence.startswith(
        "Het profiel is gepubliceerd, maar de school bevestigde het voor het laatst op zo 17 mei. Dat is langer geleden"
    )


def test_days_and_names_are_told_where_they_are_known() -> None:
    known = {
        "confirmed_on": date(2026, 9, 7),
        "board_id": 7,
        "leaves_out_own_board": True,
        "answered_on": date(2026, 11, 4),
    }
    taken_back = {"is_passed_over": True, "asked_on": date(2026, 11, 2), "declined_reason": "too_far"}

    found = hurdles(**FITS | known | taken_back)

    assert found["published"].sentence == "Het profiel is gepubliceerd, en bevestigd op ma 7 september."
    assert hurdles(**FITS | {"confirmed_on": date(2026, 5, 18)})["published"].sentence.endswith("op ma 18 mei.")
    assert "Stichting Noord" in found["other_board"].sentence
    assert "Nodig: die keuze in het profiel uitzetten." in found["other_board"].sentence
    assert found["not_passed_over"].sentence.startswith("De uitnodiging van ma 2 november is teruggenomen.")
    assert found["not_declined"].sentence.startswith("Zei op wo 4 november nee op deze vraag: te ver")


def test_who_was_asked_through_other_profiles_reads_which() -> None:
    found = hurdles(**FITS | {"asked_through": ("Rots", "Water")})["not_asked_otherwise"]

    assert not found.holds
    assert "kreeg deze vraag al vanuit “Rots”, “Water”." in found.sentence


@pytest.mark.parametrize(
    ("values", "code", "words"),
    [
        ({"open_engagements": 1, "max_open": 1}, "place_left", "1 traject loopt en er is 1 plek."),
        ({"open_engagements": 3, "max_open": 2}, "place_left", "3 trajecten lopen en er zijn 2 plekken."),
        ({"recent_yeses": 0, "most_per_30_days": 4}, "rest", "geen nieuwe vraag aan; het maximum is 4."),
        ({"recent_yeses": 1, "most_per_30_days": 4}, "rest", "1 nieuwe vraag aan; het maximum is 4."),
        ({"recent_yeses": 1, "most_per_30_days": 1}, "rest", "al 1 vraag aan; 1 is afgesproken."),
        ({"board_id": 7}, "other_board", "Hetzelfde bestuur (Stichting Noord), en dat is geen bezwaar."),
        ({}, "other_board", "Ander bestuur dan dat van de school."),
    ],
)
def test_one_is_one_and_none_is_none(values: dict[str, int], code: str, words: str) -> None:
    assert words in hurdles(**FITS | values)[code].sentence
