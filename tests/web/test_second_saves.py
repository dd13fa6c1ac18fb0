"""Who saves second is refused, sees what now stands beside what was typed, and can then save it all the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from network.core import clock as core_clock
from network.core.database import db
from network.models import ExpertiseProfile, SchoolHoliday, Term, User
from network.models.taxonomy import Facet
from tests.factories import (
    make_admin,
    make_location,
    make_national,
    make_profile,
    make_region,
    make_requester,
    make_specialist,
)
from tests.factories.taxonomy import form
from tests.page import Answer, Page

WORDS = {"label_nl": "Kijken", "label_en": "Looking", "definition": "Iemand kijkt.", "definition_en": "Someone looks."}
HOLIDAY = {"holiday_region": "midden", "school_year": "2031-2032", "name": "Herfst", "starts_on": "2031-10-18"}
LIMITS = {"max_open": "2", "max_per_30_days": "", "lead_days": "7"}


@pytest.fixture
def profile(page: Page, session: object, clock: object) -> ExpertiseProfile:
    """A profile of the school of the reader."""
    profile = make_profile(title="Rust in de klas", description="Wij kijken mee.", max_open=3, lead_days=5)
    page.sign_in(make_specialist(profile.location))
    return profile


@pytest.fixture
def term(page: Page, session: object, clock: object) -> Iterator[Term]:
    """A kind of help; what is done to it is undone."""
    term = form("observatie")
    before = {name: getattr(term, name) for name in WORDS}
    page.sign_in(make_national())
    yield term
    for name, value in before.items():
        setattr(term, name, value)
    db.session.commit()


@pytest.fixture
def holiday(page: Page, session: object, clock: object) -> SchoolHoliday:
    """A holiday of the reader to keep."""
    days = {"starts_on": date(2031, 10, 18), "ends_on": date(2031, 10, 26)}
    holiday = SchoolHoliday(holiday_region="midden", school_year="2031-2032", name="Herfst", **days)
    db.session.add(holiday)
    page.sign_in(make_national())
    return holiday


def version_on(page: Page, path: str) -> dict[str, str]:
    """The version that the form on this page was opened with."""
    return {"version": page.get(path).all("main input[name=version]")[0].get("value")}


def standing_on(refused: Answer) -> list[str]:
    """What the page of a refusal says that now stands."""
    assert refused.status == 422, refused.text
    return refused.texts("#nu-geldt li")


def saved_again(page: Page, path: str, typed: dict[str, object], refused: Answer) -> bool:
    """Whether what was typed is kept when it is sent once more from the page of the refusal."""
    shown = refused.all("main input[name=version]")[0].get("value")
    return page.submit(path, typed | {"version": shown}).status == 302


def test_a_profile_shows_the_text_that_a_colleague_saved_meanwhile(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/wat"
    chosen = {facet: [one.code for one in profile.terms_of(facet)] for facet in (Facet.NEED, Facet.FORM)}
    words = {"title": profile.title, "needs": chosen[Facet.NEED], "forms": chosen[Facet.FORM]}
    words |= version_on(page, path)
    page.submit(path, words | {"description": "Wat een collega schreef.\n\nEn meer.", "forms": ["observatie"]})
    mine = words | {"description": "Wat ik schreef.", "forms": ["co-teaching"]}

    refused = page.submit(path, mine)

    assert standing_on(refused) == [
        "Wat doen jullie, en hoe?: Wat een collega schreef. En meer.",
        "Welke hulp bieden jullie?: Observatie",
    ]
    assert refused.texts("textarea") == ["Wat ik schreef."]
    assert saved_again(page, path, mine, refused)
    assert profile.description == "Wat ik schreef."


def test_for_whom_a_profile_is_shows_what_a_colleague_chose_meanwhile(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/voor-wie"
    mine = {"ages": ["groep-5-6"], "school_types": ["bo"], "reach": "national", "reach_km": ""} | version_on(page, path)
    page.submit(path, mine | {"reach": "kilometres", "reach_km": "40", "leaves_out_own_board": "y"})

    refused = page.submit(path, mine)

    assert standing_on(refused) == [
        "Hoe ver gaan jullie?: Tot een aantal kilometers van onze school",
        "Hoeveel kilometer?: 40",
        "Vraag ons niet voor scholen van ons eigen bestuur: ja",
    ]
    assert saved_again(page, path, mine, refused)


def test_who_typed_what_a_colleague_saved_reads_that_it_stands(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/voor-wie"
    mine = {"ages": ["groep-5-6"], "school_types": ["bo"], "reach": "national", "reach_km": ""} | version_on(page, path)
    page.submit(path, mine)

    refused = page.submit(path, mine)

    assert standing_on(refused) == []
    assert "Wat jij hieronder invulde, geldt nu al." in refused.text


def test_how_much_at_a_time_is_not_lost_to_who_saves_second(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/uren"
    mine = LIMITS | version_on(page, path)
    page.submit(f"{path}/grenzen", mine | {"max_open": "6", "max_per_30_days": "4"})

    refused = page.submit(f"{path}/grenzen", mine)

    assert standing_on(refused) == ["Hoeveel trajecten tegelijk?: 6", "Hoeveel nieuwe vragen in 30 dagen?: 4"]
    assert profile.max_open == 6
    assert saved_again(page, f"{path}/grenzen", mine, refused)
    assert (profile.max_open, profile.max_per_30_days) == (2, None)


def test_the_words_of_a_term_are_not_lost_to_who_saves_second(page: Page, term: Term) -> None:
    path = f"/begrippen/{term.public_id}"
    mine = WORDS | version_on(page, path)
    page.submit(path, mine | {"definition": "Wat een collega schreef.", "label_en": ""})

    refused = page.submit(path, mine)

    assert standing_on(refused) == ["Engels: niets ingevuld", "Uitleg: Wat een collega schreef."]
    assert term.definition == "Wat een collega schreef."
    assert saved_again(page, path, mine, refused)
    assert term.definition == "Iemand kijkt."


def test_a_holiday_is_not_lost_to_who_saves_second(page: Page, holiday: SchoolHoliday) -> None:
    path = f"/beheer/vakanties/{holiday.public_id}"
    mine = HOLIDAY | {"ends_on": "2031-10-27"} | version_on(page, path)
    page.submit(path, mine | {"holiday_region": "zuid", "ends_on": "2031-10-25"})

    refused = page.submit(path, mine)

    assert standing_on(refused) == ["Vakantieregio: Zuid", "Laatste dag: za 25 oktober 2031"]
    assert holiday.ends_on == date(2031, 10, 25)
    assert saved_again(page, path, mine, refused)
    assert holiday.ends_on == date(2031, 10, 27)


def test_the_region_of_a_school_is_not_lost_to_who_saves_second(page: Page, session: object, clock: object) -> None:
    location = make_location(region=make_region(name="Een verband"))
    other, third = make_region(name="Ander verband"), make_region(name="Derde verband")
    page.sign_in(make_admin())
    path = f"/scholen/{location.public_id}/samenwerkingsverband"
    mine = {"region": third.public_id} | version_on(page, path)
    page.submit(path, mine | {"region": other.public_id})

    refused = page.submit(path, mine)

    assert standing_on(refused) == ["Samenwerkingsverband: Ander verband"]
    assert location.region is other
    assert saved_again(page, path, mine, refused)
    assert location.region is third


@pytest.fixture
def own(page: Page, session: object, clock: object) -> User:
    """Somebody who is signed in."""
    user = make_requester(name="Noor Test", phone="0612345678")
    page.sign_in(user)
    return user


def test_own_details_are_not_lost_to_an_older_window(page: Page, own: User) -> None:
    path = "/mijn-gegevens"
    mine = {"name": "Noor Test", "job_title": "leraar", "phone": "", "language": "nl"} | version_on(page, path)
    page.submit(path, mine | {"job_title": "intern begeleider", "phone": "0687654321"})

    refused = page.submit(path, mine)

    assert standing_on(refused) == ["Functie: intern begeleider", "Telefoon: 0687654321"]
    assert own.phone == "0687654321"
    assert saved_again(page, path, mine, refused)
    assert (own.job_title, own.phone) == ("leraar", "")


def test_signing_in_again_does_not_stop_own_details_from_being_saved(page: Page, own: User) -> None:
    path = "/mijn-gegevens"
    mine = {"name": "Noor Anders", "job_title": "", "phone": "", "language": "nl"} | version_on(page, path)
    own.last_signed_in_at = core_clock.now()
    db.session.commit()

    assert page.submit(path, mine).status == 302
    assert own.name == "Noor Anders"
