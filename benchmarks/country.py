"""An invented country to measure in: profiles with hours, a past and work in hand; the same seed gives the same one.

Reach: 88 % serve their own region (a quarter of them a neighbour too), 10 % so many kilometres, 2 % the whole country.
Rows go in beside the services, in bulk: what matching reads, and no more.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from typing import Any

from sqlalchemy import func, insert, select

from network.candidates.region_figures import count_regions
from network.core import clock
from network.core.database import Base, db, unit_of_work
from network.core.ids import new_public_id
from network.core.signatures import bits_of_forms, bits_of_needs, signature_of
from network.hearing.classifier import classifier
from network.hearing.likeness import model_in_use, written
from network.hearing.rare_words import LEAST_RARITY
from network.hours.rules import week_of
from network.models import (
    Absence,
    Board,
    CapacityPeriod,
    Engagement,
    ExpertiseProfile,
    HourReservation,
    Location,
    Match,
    ProfileCard,
    ProfilePerson,
    Region,
    RequestTerm,
    School,
    SupportRequest,
    User,
)
from network.models.engagement import EngagementState
from network.models.expertise import ProfileState, Reach, profile_region
from network.models.match import DeclineReason, MatchState
from network.models.region import Sector
from network.models.school import LocationKind
from network.models.support_request import RequestState, Urgency
from network.models.taxonomy import Facet
from network.taxonomy import queries as taxonomy
from network.taxonomy import service as taxonomy_service

REGIONS = 152
HISTORY = 2_000
SEED = 2026
_PER_INSERT = 5_000
SOUTH, NORTH, WEST, EAST = 51.0, 53.3, 4.2, 6.9


@dataclass(frozen=True)
class Country:
    """What was made: how many profiles, and the question that is asked of them."""

    profiles: int
    request_id: int


@dataclass(frozen=True)
class _Words:
    needs: list[str]
    forms: list[str]
    ages: list[str]
    school_types: list[str]
    model: str
    rare: list[str]


def make(profiles: int, *, one_region: bool = False, seed: int = SEED) -> Country:
    """Fill the empty tables of the application at hand. `one_region`: every profile serves the question's region."""
    chance = random.Random(seed)
    with unit_of_work():
        taxonomy_service.seed()
    words = _words()
    with unit_of_work():
        _put(Region, _regions())
        _put(Board, [_base(n) | {"number": f"{n:05d}", "name": ""} for n in range(1, 501)])
        _put(School, [_base(n) | {"brin": _brin(n), "board_id": n % 500 + 1} for n in range(1, profiles // 2 + 3)])
        _put(User, [_base(1) | {"email": "iemand@example.org", "name": "Iemand Bedacht"}])
        places = [_place(chance, n) for n in range(1, profiles // 2 + 3)]
        _put(Location, places)
        _put_profiles(chance, words, places, profiles, one_region=one_region)
        _put(SupportRequest, [_request(n, places) for n in range(1, HISTORY + 1)])
        _put_past(chance, profiles)
        request_id = _ask(words)
    count_regions()
    return Country(profiles, request_id)


def _words() -> _Words:
    def codes(facet: Facet) -> list[str]:
        return [term.code for term in taxonomy.list_terms(facet)]

    lists = (codes(Facet.NEED), codes(Facet.FORM), codes(Facet.AGE_GROUP), codes(Facet.SCHOOL_TYPE))
    rarity = classifier().rarity_of_stems()
    return _Words(*lists, model=model_in_use(), rare=sorted(word for word in rarity if rarity[word] >= LEAST_RARITY))


def _put(table: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _PER_INSERT):
        db.session.execute(insert(table), rows[start : start + _PER_INSERT])


def _base(number: int) -> dict[str, Any]:
    return {"id": number, "public_id": new_public_id(), "version": 1}


def _brin(number: int) -> str:
    return f"{number:04X}"[-4:] if number < 0xFFFF else f"{number % 10}{number // 10:X}"[-4:]


def _regions() -> list[dict[str, Any]]:
    codes = [f"{sector}{n:04d}" for sector in ("PO", "VO") for n in range(1, REGIONS // 2 + 1)]
    return [
        _base(n) | {"code": code, "name": f"SWV {code}", "sector": Sector(code[:2].lower()), "is_national": False}
        for n, code in enumerate(codes, start=1)
    ]


def _place(chance: random.Random, number: int) -> dict[str, Any]:
    return _base(number) | {
        "code": f"{number:06d}",
        "school_id": number,
        "name": f"School {number}",
        "kind": LocationKind.SO,
        "latitude": round(chance.uniform(SOUTH, NORTH), 4),
        "longitude": round(chance.uniform(WEST, EAST), 4),
        "holiday_region": "midden",
        "region_id": number % REGIONS + 1,
    }


def _put_profiles(
    chance: random.Random, words: _Words, places: list[dict[str, Any]], count: int, *, one_region: bool
) -> None:
    made = [_profile(chance, words, places[n // 2], n, one_region=one_region) for n in range(1, count + 1)]
    _put(ExpertiseProfile, [one["profile"] for one in made])
    _put(profile_region, [row for one in made for row in one["regions"]])
    _put(ProfileCard, [one["card"] for one in made])
    _put(CapacityPeriod, [one["hours"] for one in made])
    _put(ProfilePerson, [{"profile_id": n, "user_id": 1, "name": "Iemand Bedacht"} for n in range(1, count + 1)])


def _profile(
    chance: random.Random, words: _Words, place: dict[str, Any], number: int, *, one_region: bool
) -> dict[str, Any]:
    reach = Reach.REGIONS if one_region else chance.choices(list(Reach), [88, 10, 2])[0]
    regions = _served(chance, place, one_region=one_region) if reach is Reach.REGIONS else []
    own = {
        "reach": reach,
        "reach_km": chance.choice([10, 20, 30, 40]) if reach is Reach.KILOMETRES else None,
        "state": ProfileState.PUBLISHED if chance.random() < 0.95 else ProfileState.PAUSED,
        "max_open": chance.randint(1, 6),
        "max_per_30_days": None,
        "lead_days": chance.choice([0, 5, 10]),
        "leaves_out_own_board": chance.random() < 0.05,
    }
    profile = {"location_id": place["id"], "title": f"Profiel {number}", "confirmed_at": clock.now(), **own}
    started = clock.today() - timedelta(days=chance.randint(30, 700))
    return {
        "profile": _base(number) | profile,
        "regions": [{"profile_id": number, "region_id": region_id} for region_id in regions],
        "card": {"profile_id": number, **own, **_card(chance, words, place, regions)},
        "hours": {"profile_id": number, "starts_on": started, "hours_per_week": chance.choice([2, 4, 8, 16, 24])},
    }


def _served(chance: random.Random, place: dict[str, Any], *, one_region: bool) -> list[int]:
    if one_region:
        return [1]
    own = place["region_id"]
    return [own, own % REGIONS + 1] if chance.random() < 0.25 else [own]


def _card(chance: random.Random, words: _Words, place: dict[str, Any], regions: list[int]) -> dict[str, Any]:
    needs = chance.sample(words.needs, chance.randint(3, 8))
    forms, ages = chance.sample(words.forms, chance.randint(4, 10)), chance.sample(words.ages, chance.randint(2, 6))
    # Most special schools help primary schools.
    types = sorted({*chance.sample(words.school_types, 2), *(["bo"] if chance.random() < 0.7 else [])})
    return {
        "location_id": place["id"],
        "holiday_region": place["holiday_region"],
        "is_confirmed": True,
        "confirmed_on": clock.today(),
        "is_open": True,
        "latitude": place["latitude"],
        "longitude": place["longitude"],
        "board_id": place["school_id"] % 500 + 1,
        "region_ids": " ".join(map(str, regions)),
        "needs": " ".join(needs),
        "forms": " ".join(forms),
        "ages": " ".join(ages),
        "school_types": " ".join(types),
        "need_signature": signature_of(needs),
        "form_signature": signature_of(forms),
        "age_signature": signature_of(ages),
        "school_type_signature": signature_of(types),
        "need_bits": bits_of_needs(needs),
        "form_bits": bits_of_forms(forms),
        "heard": written(_heard(chance, needs[:4])),
        # As many as profiles of the demo have.
        "rare_words": " ".join(chance.sample(words.rare, chance.randint(7, 27))),
        "model": words.model,
    }


def _heard(chance: random.Random, needs: list[str]) -> dict[str, float]:
    raw = {code: chance.random() for code in needs}
    length = sqrt(sum(worth**2 for worth in raw.values()))
    return {code: round(worth / length, 4) for code, worth in raw.items()}


def _request(number: int, places: list[dict[str, Any]], **values: Any) -> dict[str, Any]:
    place = places[number % len(places)]
    return _base(number) | {
        "code": f"{number:07d}",
        "location_id": place["id"],
        "region_id": place["region_id"],
        "requester_id": 1,
        "state": RequestState.CLOSED,
        "submitted_at": clock.now() - timedelta(days=90),
        **values,
    }


def _put_past(chance: random.Random, profiles: int) -> None:
    """Two of three profiles were asked before, one in five is at work now, and holds hours for it."""
    matches = list(_matches(chance, profiles))
    _put(Match, matches)
    at_work = [one for one in matches if one["state"] is MatchState.ACCEPTED and chance.random() < 0.4]
    engagements = [
        _base(n)
        | {
            "match_id": one["id"],
            "request_id": one["request_id"],
            "profile_id": one["profile_id"],
            "specialist_id": 1,
            "state": EngagementState.PLANNED,
            "created_at": one["answered_at"],
        }
        for n, one in enumerate(at_work, start=1)
    ]
    _put(Engagement, engagements)
    monday = week_of(clock.today())
    held = [
        {
            "profile_id": one["profile_id"],
            "engagement_id": one["id"],
            "week_on": monday + timedelta(weeks=n),
            "hours": 1,
        }
        for one in engagements
        for n in range(3)
    ]
    _put(HourReservation, held)
    away = [
        {"profile_id": n, "starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=10)}
        for n in range(1, profiles + 1)
        if chance.random() < 0.05
    ]
    _put(Absence, away)


def _matches(chance: random.Random, profiles: int) -> Iterator[dict[str, Any]]:
    number = 0
    # One question has one yes: the questions that got theirs.
    answered: set[int] = set()
    for profile_id in range(1, profiles + 1):
        if chance.random() < 1 / 3:
            continue
        for request_id in chance.sample(range(1, HISTORY + 1), 2):
            number += 1
            is_yes = request_id not in answered and chance.random() < 0.5
            answered |= {request_id} if is_yes else set()
            yield _match(number, profile_id, request_id, is_yes=is_yes, days=chance.randint(1, 400))


def _match(number: int, profile_id: int, request_id: int, *, is_yes: bool, days: int) -> dict[str, Any]:
    moment = clock.now() - timedelta(days=days)
    return _base(number) | {
        "profile_id": profile_id,
        "request_id": request_id,
        "state": MatchState.ACCEPTED if is_yes else MatchState.DECLINED,
        "rank": 1,
        "total": 0.5,
        "parts": [],
        "by_hand": False,
        "invited_at": moment,
        "answered_at": moment,
        "decline_reason": None if is_yes else DeclineReason.NO_HOURS,
    }


def _ask(words: _Words) -> int:
    """The question: two main needs and a side need, two forms, an age group and a school type, in the first region."""
    location = _base(9_999_999) | {
        "code": "ZZ9999",
        "school_id": 1,
        "name": "De vraag",
        "kind": LocationKind.BO,
        "latitude": 52.1,
        "longitude": 5.4,
        "holiday_region": "midden",
        "region_id": 1,
    }
    _put(Location, [location])
    heard = "agressieregulatie:0.8 adhd:0.6"
    number = HISTORY + 1
    asked = {"state": RequestState.SEARCHING, "estimated_hours": 6, "title": "Een vraag"}
    asked |= {"heard": heard, "heard_by": model_in_use(), "story": " ".join(words.rare[:: len(words.rare) // 30])}
    _put(SupportRequest, [_request(number, [location], **asked)])
    links = {"agressieregulatie": True, "adhd": True, "ouders": False}
    terms = [(Facet.NEED, code, is_main) for code, is_main in links.items()]
    terms += [(Facet.FORM, "observatie", True), (Facet.FORM, "coaching-leerkracht", True)]
    terms += [(Facet.AGE_GROUP, "groep-5-6", True), (Facet.SCHOOL_TYPE, "bo", True)]
    for facet, code, is_main in terms:
        (term,) = taxonomy.list_by_codes(facet, [code])
        _put(RequestTerm, [{"request_id": number, "term_id": term.id, "is_main": is_main}])
    return number


def ask_many(count: int, *, seed: int = SEED) -> None:
    """So many more open questions in the first region, and somebody with an account who answers for each profile."""
    chance = random.Random(seed)
    words = _words()
    terms = {(term.facet, term.code): term.id for facet in Facet for term in taxonomy.list_terms(facet)}
    with unit_of_work():
        last = db.session.scalar(select(func.max(SupportRequest.id))) or 0
        places = [dict(row) for row in db.session.execute(select(Location.id, Location.region_id)).mappings()]
        numbers = range(last + 1, last + count + 1)
        _put(SupportRequest, [_open_question(chance, words, number, places) for number in numbers])
        _put(RequestTerm, [row for number in numbers for row in _asked_terms(chance, words, number, terms)])
        _put_people()
        _count_on()


def _count_on() -> None:
    """PostgreSQL's counters go on after the rows that came in with their own ids."""
    if db.engine.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        if "id" in table.columns:
            last = db.session.scalar(select(func.max(table.c.id))) or 0
            db.session.execute(select(func.setval(func.pg_get_serial_sequence(f'"{table.name}"', "id"), last + 1)))


def _open_question(chance: random.Random, words: _Words, number: int, places: list[dict[str, Any]]) -> dict[str, Any]:
    return _request(
        number,
        places,
        region_id=1,
        state=RequestState.SEARCHING,
        submitted_at=clock.now() - timedelta(days=chance.randint(0, 40)),
        estimated_hours=chance.choice([None, 2, 4, 6, 8, 10, 16]),
        urgency=Urgency.URGENT if chance.random() < 0.1 else Urgency.NORMAL,
        wanted_start_on=clock.today() + timedelta(days=chance.choice([0, 0, chance.randint(1, 60)])),
        heard=written(_heard(chance, chance.sample(words.needs, 3))),
        heard_by=model_in_use(),
        title=f"Vraag {number}",
    )


def _asked_terms(
    chance: random.Random, words: _Words, number: int, terms: dict[tuple[Facet, str], int]
) -> list[dict[str, Any]]:
    needs = chance.sample(words.needs, 3)
    asked = [(Facet.NEED, code, place < 2) for place, code in enumerate(needs)]
    asked += [(Facet.FORM, code, True) for code in chance.sample(words.forms, 2)]
    asked += [(Facet.AGE_GROUP, chance.choice(words.ages), True), (Facet.SCHOOL_TYPE, "bo", True)]
    return [{"request_id": number, "term_id": terms[facet, code], "is_main": main} for facet, code, main in asked]


def _put_people() -> None:
    ids = db.session.scalars(select(ExpertiseProfile.id)).all()
    first = 1 + (db.session.scalar(select(func.max(User.id))) or 0)
    people = dict(zip(ids, range(first, first + len(ids)), strict=True))
    _put(User, [_base(n) | {"email": f"iemand{n}@example.org", "name": f"Specialist {n}"} for n in people.values()])
    answering = {"job_title": "", "answers": True}
    _put(
        ProfilePerson,
        [
            {"public_id": new_public_id(), "profile_id": id, "name": f"Specialist {n}", "user_id": n, **answering}
            for id, n in people.items()
        ],
    )


def empty() -> None:
    """Make all tables anew."""
    db.session.remove()
    Base.metadata.drop_all(db.engine)
    Base.metadata.create_all(db.engine)
