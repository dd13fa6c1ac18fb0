"""Earlier questions that sound like this one, for who may see them and for nobody else."""

from __future__ import annotations

import pytest

from network.access.scope import Scope
from network.matching.similar import list_earlier
from network.models import Location, SupportRequest
from network.models.engagement import EngagementState, Outcome
from network.models.support_request import RequestState
from network.taxonomy.hearing import most_alike, written
from tests.factories import make_coordinator, make_engagement, make_location, make_match, make_profile, make_request
from tests.page import Page

pytestmark = pytest.mark.usefixtures("session", "clock")

BOOS = {"agressieregulatie": 0.8, "opstandig-gedrag": 0.6}
BANG = {"faalangst": 1.0}


def asked(location: Location, heard: dict[str, float] | None = BOOS, **values: object) -> SupportRequest:
    return make_request(location=location, heard=None if heard is None else written(heard), **values)


def scope(*, asks_at: tuple[int, ...] = (), regions: tuple[int, ...] = ()) -> Scope:
    nowhere: frozenset[int] = frozenset()
    return Scope(1, frozenset(asks_at), nowhere, nowhere, frozenset(regions))


def codes(request: SupportRequest, reader: Scope) -> list[str]:
    return [one.code for one in list_earlier(request, reader)]


def test_the_most_alike_come_first_and_what_is_unlike_does_not_come() -> None:
    others = {"same": BOOS, "half": {"agressieregulatie": 1.0}, "other": BANG, "silent": {}}

    assert list(most_alike(BOOS, others, least=0.5, most=5)) == ["same", "half"]
    assert list(most_alike(BOOS, others, least=0.5, most=1)) == ["same"]


def test_a_coordinator_sees_those_of_the_own_regions_and_no_other() -> None:
    here = make_location()
    question, like = asked(here), asked(make_location(region=here.region))
    unlike, elsewhere = asked(here, BANG), asked(make_location())

    found = codes(question, scope(regions=(here.region_id,)))

    assert found == [like.code]
    assert not {unlike.code, elsewhere.code} & set(found)


def test_who_asks_sees_those_of_the_own_school_and_no_other() -> None:
    here = make_location()
    question, own = asked(here), asked(here)
    asked(make_location(region=here.region))

    assert codes(question, scope(asks_at=(here.id,))) == [own.code]


def test_drafts_and_what_was_taken_back_or_never_searched_for_are_left_out() -> None:
    here = make_location()
    question = asked(here)
    asked(here, state=RequestState.DRAFT)
    asked(here, state=RequestState.WITHDRAWN)
    asked(here, None)

    assert codes(question, scope(asks_at=(here.id,))) == []


def test_it_says_who_helped_and_how_it_ended() -> None:
    here = make_location()
    question, before = asked(here), asked(here, state=RequestState.CLOSED)
    match = make_match(request=before, profile=make_profile(title="Dienst gedrag"), state="accepted")
    make_engagement(match=match, state=EngagementState.CLOSED, outcome=Outcome.PARTLY)

    (earlier,) = list_earlier(question, scope(asks_at=(here.id,)))

    assert (earlier.helped_by, earlier.ending) == ("Dienst gedrag", "Het gaat beter, maar is niet helemaal opgelost")
    assert (earlier.needs, earlier.likeness) == ("Agressieregulatie", pytest.approx(1.0))


def test_the_pages_of_a_question_show_them(page: Page) -> None:
    here = make_location()
    question, before = asked(here), asked(here)

    page.sign_in(question.requester)
    assert before.code in page.get(f"/ondersteuningsvragen/{question.code}").text
    page.sign_in(make_coordinator(here.region))
    assert before.code in page.get(f"/ondersteuningsvragen/{question.code}/kandidaten").text
