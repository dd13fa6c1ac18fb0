"""Writing and sending in: one example for each traject, complete before somebody reads it, without a name once its writer is gone."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, func, select

from network.core.database import db, unit_of_work
from network.core.errors import InvalidInput, InvalidState
from network.knowledge import service
from network.knowledge.service import NOT_BEGUN, Told
from network.models import AuditEvent, Engagement, Notice, PracticeExample, User
from network.models.practice_example import ExampleState
from network.models.support_request import Setting
from network.models.user import Role
from tests.factories import make_example, make_specialist, make_user
from tests.factories.knowledge import make_closed_engagement
from tests.factories.people import new_member
from tests.factories.taxonomy import age_group, need

pytestmark = pytest.mark.usefixtures("session", "clock")

TOLD = Told("Een vaste klus", "Een leerling werd boos.", "Hij begon met een klus.", "Dat hielp.")


def written(engagement: Engagement, told: Told, seen: str = NOT_BEGUN) -> PracticeExample:
    with unit_of_work():
        return service.write(engagement, told, seen_version=seen, actor_id=engagement.request.requester_id)


def test_it_keeps_where_it_came_from_who_helped_and_who_reads_it() -> None:
    engagement = make_closed_engagement()

    example = written(engagement, TOLD)

    assert example.profile == engagement.profile
    assert example.region_id == engagement.request.region_id
    assert example.heard_by


def test_what_was_taken_away_can_be_put_right_and_sent_in_again() -> None:
    engagement = make_closed_engagement()
    example = make_example(engagement=engagement, state=ExampleState.WITHDRAWN)
    better = Told(
        "Een vaste klus", "Een leerling werd boos.", "Hij begon met een klus.", "Dat hielp.", (need("angst"),)
    )

    written(engagement, better, str(example.version))
    assert example.state is ExampleState.DRAFT

    with unit_of_work():
        service.submit(example, actor_id=engagement.request.requester_id)
    assert example.state is ExampleState.IN_REVIEW


def test_what_was_taken_away_and_is_saved_as_it_was_is_a_draft_again() -> None:
    engagement = make_closed_engagement()
    example = make_example(engagement=engagement, state=ExampleState.WITHDRAWN)

    written(engagement, service.told_in(example), str(example.version))

    assert example.state is ExampleState.DRAFT


@pytest.mark.parametrize("told", [{"title": "Zo deed De Maasboei het"}, {"learned": "In Hedel werkt dit."}])
def test_the_school_that_asked_is_not_named(told: dict[str, str]) -> None:
    engagement = make_closed_engagement()
    location = engagement.request.location
    location.name, location.place = "De Maasboei", "Hedel"
    db.session.commit()

    with pytest.raises(InvalidInput) as refused:
        written(engagement, Told(**(TOLD.texts | told)))

    assert refused.value.field == next(iter(told))
    assert written(engagement, Told(**(TOLD.texts | {"learned": "Bij de maasboei is een steiger."})))


def test_a_double_click_writes_one_and_tells_it_once() -> None:
    engagement = make_closed_engagement()

    first, second = written(engagement, TOLD), written(engagement, TOLD)

    assert first is second
    begun = select(func.count(AuditEvent.id)).where(AuditEvent.action.startswith("example."))
    assert db.session.scalar(begun) == 1


def test_another_choice_alone_is_a_new_version() -> None:
    engagement = make_closed_engagement()
    example = written(engagement, TOLD)
    version = example.version

    written(engagement, Told(**TOLD.texts, needs=(need("angst"),)), str(version))
    assert example.version > version

    told = Told(**TOLD.texts, needs=(need("faalangst"),), age_group=age_group("groep-7-8"), setting=Setting.GROUP)
    written(engagement, told, str(example.version))
    assert service.told_in(example) == told


def test_before_it_is_sent_in_it_says_all_that_is_missing() -> None:
    example = written(make_closed_engagement(), Told("Een titel"))

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        service.submit(example, actor_id=1)

    assert refused.value.message == "Nog nodig: wat er speelde, wat er is gedaan, wat het bracht, een onderwerp."
    assert example.state is ExampleState.DRAFT


def test_what_a_coordinator_reads_cannot_be_changed_meanwhile() -> None:
    example = make_example()

    with pytest.raises(InvalidState):
        written(example.engagement, TOLD, str(example.version))


def test_it_stays_without_a_name_when_its_writer_is_erased() -> None:
    example, coordinator = make_example(author=make_user()), make_user()
    db.session.execute(delete(User).where(User.id == example.author_id))
    db.session.commit()

    with unit_of_work():
        service.send_back(example, note="Nog iets.", seen_version=str(example.version), actor_id=coordinator.id)

    assert (example.author, example.state) == (None, ExampleState.DRAFT)


def test_when_its_writer_left_both_sides_hear_what_it_still_needs() -> None:
    example = make_example()
    colleague = new_member(Role.REQUESTER, location=example.engagement.request.location)
    helper = make_specialist(example.engagement.profile.location)
    left = example.author
    db.session.delete(left.memberships[0])
    db.session.add(colleague)
    db.session.commit()

    with unit_of_work():
        service.send_back(example, note="Wat deed de leraar?", seen_version=example.version, actor_id=helper.id)

    told = set(db.session.scalars(select(Notice.recipient_id).where(Notice.kind == "example_sent_back")))
    assert {colleague.id, helper.id} <= told
    assert left.id not in told
