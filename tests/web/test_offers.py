"""Trainings, webinars and consultation hours on the pages: finding them, signing up, and what the school that gives them does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from network.core import clock as time
from network.core.database import db
from network.models import Notice, SupportOffer, User
from network.models.support_offer import OfferKind, OfferState, SignUpState
from network.models.support_request import RequestState
from network.offers import queries
from tests.factories import (
    make_location,
    make_offer,
    make_region,
    make_request,
    make_requester,
    make_sign_up,
    make_special_location,
    make_specialist,
)
from tests.page import Answer, Page

pytestmark = pytest.mark.usefixtures("clock", "session")

FILLED_IN = {
    "kind": "webinar",
    "title": "Kort lontje",
    "description": "We oefenen met wat je doet als een leerling boos wordt.",
    "needs": ["agressieregulatie"],
    "held_on": "2026-12-08",
    "begins": "15:30",
    "ends": "17.00",
    "link": "https://meet.example/lontje",
    "places": "12",
}


@pytest.fixture
def specialist() -> User:
    return make_specialist(make_special_location(region=make_region(name="SWV Eigen")))


def titles(answer: Answer) -> list[str]:
    return answer.texts(".card-list h2")


def form_of(page: Page, path: str, **changed: object) -> Answer:
    """The page after its form was sent as it came, with some fields filled in anew."""
    return page.submit(path, page.get(path).filled_in(**changed))


def test_who_reads_finds_what_comes_in_the_own_region_and_the_country_the_soonest_first(
    page: Page, requester: User
) -> None:
    own = requester.memberships[0].location.region
    make_offer(title="Later")
    make_offer(title="Eerst", starts_at=time.now() + timedelta(days=1), regions=[own])
    make_offer(title="Elders", regions=[make_region()])
    make_offer(make_special_location(closed_on=time.today()), title="School gesloten")
    make_offer(title="Nog in de maak", state=OfferState.DRAFT)
    make_offer(title="Afgezegd", state=OfferState.CANCELLED)
    make_offer(title="Geweest", starts_at=time.now() - timedelta(days=1))

    assert titles(page.get("/bijeenkomsten")) == ["Eerst", "Later"]
    assert titles(page.get("/bijeenkomsten/geweest")) == ["Geweest"]


def test_the_list_can_be_narrowed_to_a_kind_a_subject_and_words(page: Page, requester: User) -> None:
    make_offer(title="Webinar over angst", kind=OfferKind.WEBINAR, needs=("angst",))
    make_offer(title="Training over angst", needs=("angst",))
    make_offer(title="Webinar over rekenen", kind=OfferKind.WEBINAR, needs=("rekenen",))

    found = page.get("/bijeenkomsten?soort=webinar&onderwerp=angst&zoek=webinar")

    assert titles(found) == ["Webinar over angst"]
    assert "Niets gevonden" in page.get("/bijeenkomsten?zoek=zwemmen").text
    assert "Niets gevonden" not in page.get("/bijeenkomsten?zoek=ze+durft+niet+en+is+bang").text


def test_signing_up_and_off_and_the_link_is_only_for_who_takes_part(page: Page, requester: User) -> None:
    offer = make_offer(link="https://meet.example/x", place="", places=1)
    path = f"/bijeenkomsten/{offer.public_id}"
    before = page.get(path)

    joined = page.submit(f"{path}/aanmelden", follow=True)
    mine = page.get("/bijeenkomsten")
    left = page.submit(f"{path}/afmelden", follow=True)

    assert "https://meet.example/x" not in before.text_raw + left.text_raw
    assert "https://meet.example/x" in joined.text_raw
    assert "1 van 1 plek bezet" in joined.text
    assert offer.title in mine.texts(".sheet.next")[0]
    assert [one.state for one in offer.sign_ups] == [SignUpState.CANCELLED]


def test_who_it_is_not_meant_for_reads_it_and_does_not_sign_up(page: Page, requester: User) -> None:
    elsewhere = make_offer(regions=[make_region()])
    path = f"/bijeenkomsten/{elsewhere.public_id}"

    answer = page.get(path)

    assert "voor scholen in andere samenwerkingsverbanden" in answer.text
    assert not answer.all("main form")
    assert page.submit(f"{path}/aanmelden").status == 403
    assert elsewhere.sign_ups == []


def test_who_takes_part_reads_that_the_school_closed(page: Page, requester: User) -> None:
    offer = make_offer()
    make_sign_up(offer, requester)
    path = f"/bijeenkomsten/{offer.public_id}"
    assert "is gesloten" not in page.get(path).text

    offer.location.closed_on = time.today()
    db.session.commit()

    assert "is gesloten" in page.get(path).text
    assert page.submit(f"{path}/afmelden").status == 302


def test_who_comes_too_late_reads_so_kindly(page: Page, requester: User) -> None:
    offer = make_offer(places=1)
    make_sign_up(offer)

    answer = page.submit(f"/bijeenkomsten/{offer.public_id}/aanmelden", follow=True)

    assert "Helaas zijn alle plekken intussen bezet." in answer.text
    assert not answer.all("main form button.btn-primary")


def test_a_school_makes_an_offer_publishes_it_and_sees_who_signed_up(page: Page, specialist: User) -> None:
    page.sign_in(specialist)
    made = form_of(page, "/onze-bijeenkomsten/nieuw", **FILLED_IN)
    offer = db.session.scalars(select(SupportOffer)).one()
    page.submit(f"{made.location}/publiceren")
    person = make_sign_up(offer, make_requester(make_location(name="De Zwaluw"))).user

    shown = page.get(made.location)

    assert (offer.starts_at.isoformat(), offer.ends_at.isoformat()) == (
        "2026-12-08T14:30:00+00:00",
        "2026-12-08T16:00:00+00:00",
    )
    assert [region.name for region in offer.regions] == ["SWV Eigen"]
    assert "agressieregulatie" in offer.heard
    assert offer.state is OfferState.PUBLISHED
    assert "1 van 12 plekken bezet" in shown.text
    assert all(words in shown.texts("table.rows tbody tr")[0] for words in (person.name, "De Zwaluw", person.email))


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"ends": "15:00"}, "ends", "Het einde ligt voor het begin."),
        ({"held_on": "2026-11-15"}, "held_on", "Dit moment is al voorbij."),
        ({"begins": "half vier"}, "begins", "Vul een tijd in, zoals 15:30."),
        ({"places": "0"}, "places", "Vul een getal in tussen 1 en 1.000"),
        ({"link": ""}, "place", "Vul in waar het is"),
        ({"link": "javascript:alert(1)"}, "link", "Neem de hele link over"),
        ({"link": "http://meet.example/lontje"}, "link", "Neem de hele link over"),
        ({"place": "Bij Bram Verweij thuis, Vlinderlaan 3"}, "place", "Vertel alleen waar het is"),
        ({"description": "Jan de Vries uit groep 5 komt vertellen over zijn boosheid."}, "description", "Haal het weg"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_nothing_is_lost(
    page: Page, specialist: User, changed: dict[str, str], field: str, words: str
) -> None:
    page.sign_in(specialist)

    answer = form_of(page, "/onze-bijeenkomsten/nieuw", **FILLED_IN | changed)

    assert answer.status == 422
    assert words in " ".join(answer.texts(f"#{field}-error"))
    kept = answer.filled_in()
    assert kept["title"] == ["Kort lontje"]
    assert kept["needs"] == ["agressieregulatie"]
    assert db.session.scalars(select(SupportOffer)).all() == []


def test_the_address_of_a_school_is_no_pupils_address(page: Page, specialist: User) -> None:
    page.sign_in(specialist)

    answer = form_of(page, "/onze-bijeenkomsten/nieuw", **FILLED_IN | {"place": "Vlinderlaan 3, 4001 AB Tiel"})

    assert answer.status == 302


def test_no_fewer_places_than_people_and_a_moment_that_changes_is_told(page: Page, specialist: User) -> None:
    offer = make_offer(specialist.memberships[0].location, places=5)
    person = make_sign_up(offer).user
    make_sign_up(offer)
    page.sign_in(specialist)
    path = f"/onze-bijeenkomsten/{offer.public_id}/wijzigen"

    too_few = form_of(page, path, places="1")
    same_moment = form_of(page, path, places="2")
    told_before = db.session.scalars(select(Notice)).all()
    moved = form_of(page, path, begins="9:30", ends="11:00")
    said = page.get(moved.location).texts("[role=status]")

    assert "Er hebben zich al 2 mensen aangemeld." in too_few.texts("#places-error")[0]
    assert (same_moment.status, told_before, moved.status) == (302, [], 302)
    assert said == ["Bewaard. Wie zich heeft aangemeld, krijgt bericht."]
    told = db.session.scalars(select(Notice).where(Notice.recipient_id == person.id)).one()
    assert [told.params[name] for name in ("begins", "ends", "place")] == ["09:30", "11:00", offer.place]
    assert (told.kind, told.path) == ("offer_moved", f"/bijeenkomsten/{offer.public_id}")


def test_who_signed_up_hears_that_it_is_called_off_and_reads_why(page: Page, specialist: User) -> None:
    offer = make_offer(specialist.memberships[0].location)
    person = make_sign_up(offer).user
    make_sign_up(offer, state=SignUpState.CANCELLED)
    page.sign_in(specialist)

    answer = form_of(page, f"/onze-bijeenkomsten/{offer.public_id}/afzeggen", note="Te weinig aanmeldingen.")

    assert answer.status == 302
    told = db.session.scalars(select(Notice)).one()
    assert (told.kind, told.recipient_id) == ("offer_cancelled", person.id)
    page.sign_in(person)
    assert "Te weinig aanmeldingen." in page.get(told.path).text
    assert "Gaat niet door" in page.get("/bijeenkomsten").texts(".sheet.next")[0]


def test_another_school_reads_it_and_changes_nothing_and_of_a_draft_it_knows_nothing(
    page: Page, specialist: User
) -> None:
    announced, draft = make_offer(), make_offer(state=OfferState.DRAFT, published_at=None)
    page.sign_in(specialist)

    statuses = [
        page.get(path).status
        for path in (
            f"/bijeenkomsten/{announced.public_id}",
            f"/onze-bijeenkomsten/{announced.public_id}",
            f"/onze-bijeenkomsten/{announced.public_id}/wijzigen",
            f"/bijeenkomsten/{draft.public_id}",
            f"/onze-bijeenkomsten/{draft.public_id}",
        )
    ]

    assert statuses == [200, 403, 403, 404, 404]


def test_what_is_over_comes_page_by_page_and_is_changed_no_more(
    page: Page, specialist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE_SIZE", 1)
    for days in (1, 2):
        over = make_offer(
            specialist.memberships[0].location, title=f"{days} geleden", starts_at=time.now() - timedelta(days=days)
        )
    page.sign_in(specialist)
    own = f"/onze-bijeenkomsten/{over.public_id}"

    first = page.get("/bijeenkomsten/geweest?zoek=geleden")
    second = page.get(first.all(".pager a[rel=next]")[0].get("href"))

    assert (titles(first), titles(second)) == (["1 geleden"], ["2 geleden"])
    assert [page.get(f"{own}/{act}").status for act in ("wijzigen", "afzeggen")] == [409, 409]


def test_who_asks_sees_what_is_like_the_question_before_it_is_sent_and_after(page: Page, requester: User) -> None:
    draft = make_request(
        requester=requester,
        location=requester.memberships[0].location,
        state=RequestState.DRAFT,
        submitted_at=None,
    )
    asked = make_request(requester=requester, location=draft.location, heard="agressieregulatie:1")
    paths = (f"/ondersteuningsvragen/{draft.code}/nakijken", f"/ondersteuningsvragen/{asked.code}")
    quiet = [page.get(path).text for path in paths]
    for title in ("Een", "Twee", "Drie"):
        make_offer(title=title)
    make_offer(title="Dyslexie", needs=("dyslexie",), heard="dyslexie:1")

    shown = [page.get(path).texts("#bijeenkomsten a") for path in paths]

    assert not any("Misschien helpt dit ook" in text for text in quiet)
    assert shown == [["Een (opent een nieuw venster)", "Twee (opent een nieuw venster)"], ["Een", "Twee"]]
    assert len(page.get(paths[0]).all("#bijeenkomsten a[target=_blank]")) == 2
