"""Making, changing and publishing an offer, where the pages do not come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from network.core.database import unit_of_work
from network.core.errors import InvalidInput, InvalidState
from network.hearing.likeness import vector_of
from network.models.support_offer import OfferState
from network.offers import service
from tests.factories import make_location, make_offer, make_specialist
from tests.factories.taxonomy import need

pytestmark = pytest.mark.usefixtures("session")


def test_other_subjects_alone_make_a_new_version_and_other_words_are_heard(clock: time_machine.Traveller) -> None:
    offer, actor_id = make_offer(), make_specialist().id
    for changed in ({"needs": [need("angst")]}, {"description": "Wat doe je als een leerling niet durft te lezen?"}):
        clock.shift(60)
        before = offer.version
        with unit_of_work():
            service.change(offer, replace(service.told_in(offer), **changed), seen_version=before, actor_id=actor_id)
        assert offer.version == before + 1

    assert "lezen" in vector_of(offer.heard or "")
    assert [term.code for term in offer.needs] == ["angst"]


def test_what_lies_in_the_past_is_not_published(clock: time_machine.Traveller) -> None:
    offer, actor_id = make_offer(state=OfferState.DRAFT, published_at=None), make_specialist().id
    clock.shift(timedelta(days=11))

    with pytest.raises(InvalidState), unit_of_work():
        service.publish(offer, actor_id=actor_id)


def test_only_a_school_for_special_education_gives_one(clock: time_machine.Traveller) -> None:
    school, other, actor_id = make_location(), make_offer(), make_specialist().id

    with pytest.raises(InvalidInput), unit_of_work():
        service.create(school, service.told_in(other), actor_id=actor_id)


def test_the_same_form_sent_twice_makes_one_and_another_moment_or_text_makes_another() -> None:
    other, actor_id = make_offer(), make_specialist().id
    told = service.told_in(other)

    made = []
    for changed in (
        {},
        {},
        {"description": "Voor de middenbouw."},
        {"starts_at": told.starts_at + timedelta(minutes=5)},
    ):
        with unit_of_work():
            made.append(service.create(other.location, replace(told, **changed), actor_id=actor_id))

    assert made[0] is made[1]
    assert len(set(made)) == 3
