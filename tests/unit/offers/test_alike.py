"""Coming offers that sound like a question: only those that its school can still take part in."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from network.core import clock as time
from network.core.database import db
from network.hearing.likeness import model_in_use, vector_of
from network.models import PostcodeArea, SupportRequest
from network.models.support_offer import OfferState
from network.models.support_request import RequestState
from network.offers import alike, queries
from tests.factories import (
    make_location,
    make_offer,
    make_region,
    make_request,
    make_sign_up,
    make_special_location,
    make_user,
)
from tests.factories.base import saved

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def question() -> SupportRequest:
    return make_request(needs=("angst",), heard="angst:0.8 faalangst:0.6")


def about_fear(title: str, **values: object) -> object:
    return make_offer(title=title, needs=("angst",), heard="angst:1", **values)


def titles(question: SupportRequest) -> list[str]:
    return [offer.title for offer in alike.list_alike(question)]


def test_the_most_alike_come_first_two_at_most_and_another_subject_is_left_out(question: SupportRequest) -> None:
    for title, heard in (("ook", "angst:1"), ("meest", "angst:0.8 faalangst:0.6"), ("derde", "angst:0.8 rekenen:0.6")):
        make_offer(title=title, needs=("angst",), heard=heard)
    make_offer(title="iets anders", needs=("dyslexie",), heard="dyslexie:1")

    assert titles(question) == ["meest", "ook"]


def test_what_cannot_be_joined_any_more_is_left_out(question: SupportRequest) -> None:
    about_fear("begonnen", starts_at=time.now() - timedelta(minutes=5))
    about_fear("in de maak", state=OfferState.DRAFT)
    about_fear("gaat niet door", state=OfferState.CANCELLED)
    make_sign_up(about_fear("vol", places=1))
    about_fear("gesloten school", location=make_special_location(closed_on=time.today()))
    # Who has left takes no place.
    make_sign_up(about_fear("een plek", places=1), make_user(is_active=False))

    assert titles(question) == ["een plek"]


def test_another_region_is_left_out_and_the_own_one_and_the_country_are_not(question: SupportRequest) -> None:
    about_fear("elders", regions=[make_region()])
    about_fear("hier", regions=[question.region, make_region()])
    about_fear("het hele land")

    assert titles(question) == ["hier", "het hele land"]


def test_a_draft_is_heard_when_it_is_shown_and_without_any_sound_the_needs_decide(question: SupportRequest) -> None:
    make_offer(title="boosheid", needs=("agressieregulatie",), heard="agressieregulatie:1")
    about_fear("angst")
    draft = make_request(state=RequestState.DRAFT, submitted_at=None, needs=())
    question.heard = ""
    db.session.commit()

    assert (titles(draft), titles(question)) == (["boosheid"], ["angst"])


def test_what_an_older_model_heard_is_heard_again_and_nobody_is_disturbed(clock: time_machine.Traveller) -> None:
    old = make_offer(description="Een leerling slaat en schopt.", heard="angst:1", heard_by="older")
    kept = make_offer(heard="angst:1")
    version, changed_at = old.version, old.updated_at
    clock.shift(60)

    count = alike.hear_outdated()

    db.session.expire_all()
    assert count == 1
    assert "agressieregulatie" in vector_of(old.heard or "")
    assert (old.heard_by, kept.heard) == (model_in_use(), "angst:1")
    assert (old.version, old.updated_at) == (version, changed_at)
    assert alike.hear_outdated() == 0


def test_around_a_school_of_a_national_region_is_its_own_surroundings_not_those_of_all_its_schools() -> None:
    national, around, far = make_region(is_national=True), make_region(), make_region()
    for pc4, region in (("1111", around), ("2222", far)):
        saved(PostcodeArea(pc4=pc4, region_po_code=region.code, region_vo_code=region.code))
    school, _other = (
        make_location(region=national, postcode="1111AA"),
        make_location(region=national, postcode="2222AA"),
    )

    found = db.session.scalars(queries.regions_at([school.id]))

    assert set(found) == {national.id, around.id}
