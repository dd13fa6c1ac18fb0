"""Who saves second loses nothing and takes nothing back: refused once, with both shown where both changed the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from network.core import clock as core_clock
from network.core.database import db
from network.models import ExpertiseProfile, SchoolHoliday, Term, User
from network.models.expertise import Reach
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

WORDS = ("label_nl", "label_en", "definition", "definition_en")


@pytest.fixture
def profile(page: Page, session: object, clock: object) -> ExpertiseProfile:
    """A profile of the school of the reader."""
    profile = make_profile(
        title="Rust in de klas", description="Wij kijken mee.\n\n- En meer.", max_open=3, lead_days=5
    )
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


@pytest.fixture
def own(page: Page, session: object, clock: object) -> User:
    """Somebody who is signed in."""
    user = make_requester(name="Noor Test", phone="0612345678")
    page.sign_in(user)
    return user


def both_on(refused: Answer) -> list[str]:
    """The fields that both changed, as the page of a refusal links to them, each with what is said beside it."""
    assert refused.status == 422, refused.text
    links = refused.all("#gewijzigd [data-merged=both] a")
    said = [refused.texts(f"{link.get('href')}-now .story-text")[-1] for link in links]
    assert [refused.all(link.get("href")) for link in links if not refused.all(link.get("href"))] == []
    return [f"{link.text_content()} {now}" for link, now in zip(links, said, strict=True)]


def taken_on(refused: Answer) -> list[str]:
    """The fields that were taken over, as the page of a refusal names them."""
    assert refused.status == 422, refused.text
    return refused.texts("#gewijzigd [data-merged=taken] li a")


def test_what_only_one_of_two_changed_in_a_profile_stands(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/wat"
    opened = page.get(path)
    page.submit(path, opened.filled_in(description="Wat een collega schreef.", forms=["co-teaching"]))

    refused = page.submit(path, opened.filled_in(title="Rust in school"))

    assert (taken_on(refused), both_on(refused)) == (["Wat doen jullie, en hoe?", "Welke hulp bieden jullie?"], [])
    assert "Een collega wijzigde dit profiel terwijl jij het open had." in refused.text
    assert "Dat botst niet met wat jij wijzigde." in refused.text
    assert "Dit klopt nog niet" not in refused.text
    assert profile.title == "Rust in de klas"

    assert page.submit(path, refused.filled_in()).status == 302
    assert (profile.title, profile.description) == ("Rust in school", "Wat een collega schreef.")
    assert [one.code for one in profile.terms_of(Facet.FORM)] == ["co-teaching"]


def test_what_both_changed_in_a_profile_is_shown_beside_the_field(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/wat"
    opened = page.get(path)
    page.submit(path, opened.filled_in(description="Wat een collega schreef.", title="Rust in school"))

    refused = page.submit(path, opened.filled_in(description="Wat ik schreef."))

    assert both_on(refused) == ["Wat doen jullie, en hoe? Wat een collega schreef."]
    assert taken_on(refused) == ["Hoe heet het profiel?"]
    assert refused.texts("textarea") == ["Wat ik schreef."]
    assert refused.all("textarea")[0].get("aria-describedby").split()[-1] == "description-now"
    assert page.submit(path, refused.filled_in()).status == 302
    assert (profile.title, profile.description) == ("Rust in school", "Wat ik schreef.")


def test_who_typed_what_a_colleague_saved_reads_that_it_stands(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/wat"
    mine = page.get(path).filled_in(title="Rust in school")
    page.submit(path, mine)

    refused = page.submit(path, mine)

    assert both_on(refused) == taken_on(refused) == []
    assert "Wat jij hieronder invulde, geldt nu al." in refused.text


def test_a_long_text_beside_a_field_folds_and_can_be_read_whole(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/wat"
    opened, long = page.get(path), "Wij kijken mee in de klas. " * 40
    page.submit(path, opened.filled_in(description=long))

    refused = page.submit(path, opened.filled_in(description="Kort."))

    assert refused.texts("#description-now details > .story-text") == [long.strip()]
    assert len(refused.texts("#description-now > .story-text")[0]) < 210


def test_of_a_long_text_that_both_changed_only_the_places_are_shown(page: Page, profile: ExpertiseProfile) -> None:
    profile.description = " ".join(f"Dit is zin {n} van een lang verhaal." for n in range(30))
    db.session.commit()
    path = f"/onze-expertise/{profile.public_id}/wat"
    opened = page.get(path)
    theirs, mine = (profile.description.replace(f"zin {n} ", f"regel {n} ") for n in (7, 20))
    page.submit(path, opened.filled_in(description=theirs))

    refused = page.submit(path, opened.filled_in(description=mine))

    assert refused.texts("#description-now ins") == ["bewaard: regel", "bewaard: zin"]
    assert refused.texts("#description-now del") == ["bij jou: zin", "bij jou: regel"]


def test_of_a_text_that_differs_in_many_places_the_first_are_shown(page: Page, profile: ExpertiseProfile) -> None:
    story = " ".join(f"Dit is zin {n} van een lang verhaal." for n in range(30))
    path = f"/onze-expertise/{profile.public_id}/wat"
    opened = page.get(path)
    page.submit(path, opened.filled_in(description=story.replace("lang ", "")))

    refused = page.submit(path, opened.filled_in(description=story))

    places = refused.texts("#description-now li")
    assert (len(places), places[-1]) == (9, "en nog 22")


def test_who_changed_nothing_reads_so_and_what_stands_now(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/wat"
    opened = page.get(path)
    page.submit(path, opened.filled_in(title="Rust in school"))

    refused = page.submit(path, opened.filled_in())

    assert "Jij had zelf nog niets gewijzigd; hieronder staat wat nu geldt." in refused.text
    assert "is nog niet bewaard" not in refused.text


def test_a_page_that_does_not_say_what_its_reader_saw_shows_all_that_differs(
    page: Page, profile: ExpertiseProfile
) -> None:
    path = f"/onze-expertise/{profile.public_id}/wat"
    opened = page.get(path)
    page.submit(path, opened.filled_in(description="Wat een collega schreef."))
    mine = opened.filled_in(title="Rust in school")

    for seen in ([], ["onzin"], page.get(path).filled_in()["seen"]):
        refused = page.submit(path, mine | {"seen": seen})

        assert taken_on(refused) == []
        assert both_on(refused) == [
            "Hoe heet het profiel? Rust in de klas",
            "Wat doen jullie, en hoe? Wat een collega schreef.",
        ]
        assert refused.texts("textarea") == ["Wij kijken mee. - En meer."]
    assert page.submit(path, refused.filled_in()).status == 302
    assert (profile.title, profile.description) == ("Rust in school", "Wij kijken mee.\n\n- En meer.")


def test_a_slip_that_is_mended_first_does_not_make_a_field_the_readers(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/wat"
    opened = page.get(path)
    slipped = page.submit(path, opened.filled_in(title=""))
    page.submit(path, opened.filled_in(description="Wat een collega schreef."))

    refused = page.submit(path, slipped.filled_in(title="Rust in school"))

    assert (taken_on(refused), both_on(refused)) == (["Wat doen jullie, en hoe?"], [])


def test_who_is_second_twice_is_told_only_what_is_new(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/wat"
    opened = page.get(path)
    page.submit(path, opened.filled_in(description="Wat een collega schreef."))
    once = page.submit(path, opened.filled_in(description="Wat ik schreef."))
    page.submit(path, page.get(path).filled_in(title="Rust in school"))

    earlier = {one.get("name"): [one.get("data-earlier")] for one in once.all("input[data-earlier]")}
    assert earlier == {name: opened.filled_in()[name] for name in ("version", "seen")}
    twice = page.submit(path, once.filled_in())

    assert (taken_on(twice), both_on(twice)) == (["Hoe heet het profiel?"], [])
    assert page.submit(path, twice.filled_in()).status == 302
    assert (profile.title, profile.description) == ("Rust in school", "Wat ik schreef.")


def test_for_whom_a_profile_is_keeps_the_choices_of_both(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/voor-wie"
    opened = page.get(path)
    ages = opened.filled_in()["ages"]
    theirs = {"reach": "kilometres", "reach_km": "40", "leaves_out_own_board": "y", "ages": [*ages, "groep-1-2"]}
    page.submit(path, opened.filled_in(**theirs))

    refused = page.submit(path, opened.filled_in(ages=["groep-3-4"]))

    assert both_on(refused) == []
    assert refused.texts("#gewijzigd [data-merged=joined] li") == [
        "Voor welke groepen en klassen? Intussen aangevinkt: groep 1-2 (4-6 jr)."
    ]
    assert "Dat botst niet met wat jij wijzigde. Wat jij invulde, is nog niet bewaard." in refused.text
    assert taken_on(refused) == [
        "Hoe ver gaan jullie?",
        "Welke samenwerkingsverbanden?",
        "Hoeveel kilometer?",
        "Vraag ons niet voor scholen van ons eigen bestuur",
    ]
    assert page.submit(path, refused.filled_in()).status == 302
    assert (profile.reach, profile.reach_km, profile.leaves_out_own_board) == (Reach.KILOMETRES, 40, True)
    assert {one.code for one in profile.terms_of(Facet.AGE_GROUP)} == {"groep-1-2", "groep-3-4"}


def test_how_much_at_a_time_is_kept_at_an_address_that_can_be_reloaded(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/uren"
    opened = page.get(path)
    limits = "form:has(input[name=max_open])"
    page.submit(path, opened.filled_in(limits, max_open="6", max_per_30_days="4"))

    refused = page.submit(opened.all(limits)[0].get("action"), opened.filled_in(limits, max_open="2"))

    assert both_on(refused) == ["Hoeveel trajecten tegelijk? 6"]
    assert taken_on(refused) == ["Hoeveel nieuwe vragen in 30 dagen?"]
    again = refused.all(limits)[0].get("action")
    assert page.get(again).status == 200
    assert page.submit(again, refused.filled_in(limits)).status == 302
    assert (profile.max_open, profile.max_per_30_days, profile.lead_days) == (2, 4, 5)


def test_the_words_of_a_term_are_those_of_both(page: Page, term: Term) -> None:
    path = f"/begrippen/{term.public_id}"
    opened = page.get(path)
    page.submit(path, opened.filled_in(definition="Wat een collega schreef.", label_en=""))

    refused = page.submit(path, opened.filled_in(definition="Iemand kijkt.", definition_en="Someone looks."))

    assert both_on(refused) == ["Uitleg Wat een collega schreef."]
    assert taken_on(refused) == ["Engels"]
    assert page.submit(path, refused.filled_in()).status == 302
    assert (term.label_en, term.definition, term.definition_en) == ("", "Iemand kijkt.", "Someone looks.")


def test_a_holiday_has_the_days_of_both(page: Page, holiday: SchoolHoliday) -> None:
    path = f"/beheer/vakanties/{holiday.public_id}"
    opened = page.get(path)
    page.submit(path, opened.filled_in(holiday_region="zuid", ends_on="2031-10-25", starts_on="2031-10-17"))

    refused = page.submit(path, opened.filled_in(ends_on="2031-10-27"))

    assert both_on(refused) == ["Laatste dag za 25 oktober 2031"]
    assert taken_on(refused) == ["Vakantieregio", "Eerste dag"]
    assert page.submit(path, refused.filled_in()).status == 302
    assert (holiday.starts_on, holiday.ends_on) == (date(2031, 10, 17), date(2031, 10, 27))
    assert holiday.holiday_region == "zuid"


def test_the_region_of_a_school_is_not_lost_to_who_saves_second(page: Page, session: object, clock: object) -> None:
    location = make_location(region=make_region(name="Een verband"))
    other, third = make_region(name="Ander verband"), make_region(name="Derde verband")
    page.sign_in(make_admin())
    path = f"/scholen/{location.public_id}/samenwerkingsverband"
    opened = page.get(path)
    page.submit(path, opened.filled_in(region=other.public_id))

    refused = page.submit(path, opened.filled_in(region=third.public_id))

    assert both_on(refused) == ["Samenwerkingsverband Ander verband"]
    assert location.region is other
    assert page.submit(path, refused.filled_in()).status == 302
    assert location.region is third


def test_own_details_are_not_lost_to_an_older_window(page: Page, own: User) -> None:
    path = "/mijn-gegevens"
    opened = page.get(path)
    page.submit(path, opened.filled_in(job_title="intern begeleider", phone="0687654321"))

    refused = page.submit(path, opened.filled_in(job_title="leraar"))

    assert both_on(refused) == ["Functie intern begeleider"]
    assert taken_on(refused) == ["Telefoon"]
    assert "Je gegevens zijn in een ander venster al gewijzigd." in refused.text
    assert page.submit(path, refused.filled_in()).status == 302
    assert (own.job_title, own.phone) == ("leraar", "0687654321")


def test_signing_in_again_does_not_stop_own_details_from_being_saved(page: Page, own: User) -> None:
    path = "/mijn-gegevens"
    mine = page.get(path).filled_in(name="Noor Anders")
    own.last_signed_in_at = core_clock.now()
    db.session.commit()

    assert page.submit(path, mine).status == 302
    assert own.name == "Noor Anders"
