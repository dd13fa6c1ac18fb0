"""Practice examples: either side of a closed traject writes one, a coordinator reads it, and then everybody does."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from network.core.database import db
from network.models import Engagement, Membership, Notice, PracticeExample
from network.models.engagement import EngagementState
from network.models.practice_example import ExampleState
from network.models.support_request import RequestState
from network.models.user import Role
from tests.factories import (
    make_coordinator,
    make_example,
    make_location,
    make_match,
    make_profile,
    make_request,
    make_requester,
    make_school_admin,
    make_specialist,
    make_user,
)
from tests.factories.base import saved
from tests.factories.knowledge import make_closed_engagement
from tests.page import Page

pytestmark = pytest.mark.usefixtures("session", "clock")

TEXTS = {
    "title": "Een vaste klus na de pauze",
    "situation": "Een leerling werd na de pauze snel boos.",
    "approach": "Hij begon vijf minuten met een vaste klus.",
    "learned": "De buien werden korter.",
}


@pytest.fixture
def engagement() -> Engagement:
    return make_closed_engagement()


def path_of(engagement: Engagement) -> str:
    return f"/trajecten/{engagement.public_id}/praktijkvoorbeeld"


def told_of(engagement: Engagement) -> PracticeExample:
    return db.session.scalars(select(PracticeExample).where(PracticeExample.engagement == engagement)).one()


def write(page: Page, engagement: Engagement, **changed: str) -> str:
    """Fill the form in as it came and save it; where that leads."""
    form = page.get(path_of(engagement))
    return page.submit(path_of(engagement), form.filled_in(**{**TEXTS, **changed})).location


def test_who_asked_writes_what_helped_and_the_coordinator_shares_it(page: Page, engagement: Engagement) -> None:
    asker, coordinator = engagement.request.requester, make_coordinator(engagement.request.region)
    page.sign_in(asker)
    assert "Schrijf een praktijkvoorbeeld" in page.get(f"/trajecten/{engagement.public_id}").texts("main a.btn")

    assert page.get(write(page, engagement, learned="")).texts("[role=status]") == ["Bewaard."]
    shown = page.get(write(page, engagement))
    assert shown.texts("[role=status]") == ["Bewaard. Klaar? Stuur het dan naar de coördinator."]
    assert "Agressieregulatie" in shown.text  # a need of the question
    page.submit(shown.all("form[action$=insturen]")[0].get("action"))
    page.sign_in(coordinator)
    today = page.get("/vandaag")
    (review,) = {link.get("href") for link in today.all("a[href$=beoordelen]")}
    page.submit(review, page.get(review).filled_in() | {"decision": "publish"})

    example = told_of(engagement)
    assert example.state is ExampleState.PUBLISHED
    kinds = {notice.kind: notice.recipient for notice in db.session.scalars(select(Notice))}
    assert kinds == {"example_submitted": coordinator, "example_published": asker}
    assert db.session.scalars(select(Notice.kind).where(Notice.read_at.is_(None))).all() == ["example_published"]
    page.sign_in(make_user())
    assert TEXTS["title"] in page.get("/praktijkvoorbeelden").texts("main h2 a")
    read = page.get(f"/praktijkvoorbeelden/{example.public_id}")
    assert TEXTS["approach"] in read.text
    for of_the_asker in (asker.name, engagement.request.location.name, engagement.public_id):
        assert of_the_asker not in read.text_raw


def test_the_other_side_goes_on_with_the_same_example_and_sees_it_on_the_traject(
    page: Page, engagement: Engagement
) -> None:
    page.sign_in(engagement.request.requester)
    write(page, engagement)
    page.sign_in(engagement.specialist)

    assert TEXTS["title"] in page.get(f"/trajecten/{engagement.public_id}").texts("main section a")
    write(page, engagement, learned="We zouden het weer doen.")

    assert told_of(engagement).learned == "We zouden het weer doen."
    assert told_of(engagement).author == engagement.request.requester


def test_the_guard_refuses_a_pupil_and_nothing_typed_is_lost(page: Page, engagement: Engagement) -> None:
    page.sign_in(engagement.request.requester)
    with_pupil = {**TEXTS, "situation": "Onze leerling Bram Verweij werd na de pauze snel boos."}

    answer = page.submit(path_of(engagement), page.get(path_of(engagement)).filled_in(**with_pupil))

    assert answer.status == 422
    assert "Bram Verweij" in answer.texts(".guard mark")
    assert answer.all("[name=approach]")[0].text_content().strip() == TEXTS["approach"]
    assert db.session.scalar(select(PracticeExample.id)) is None


def test_who_saves_second_sees_what_the_other_side_wrote(page: Page, engagement: Engagement) -> None:
    page.sign_in(engagement.request.requester)
    opened = page.get(path_of(engagement)).filled_in(**TEXTS)
    page.sign_in(engagement.specialist)
    write(page, engagement, approach="De specialist keek mee.")
    page.sign_in(engagement.request.requester)

    answer = page.submit(path_of(engagement), opened)

    assert answer.status == 422
    assert "De specialist keek mee." in answer.texts("#approach-now")[0]
    assert told_of(engagement).approach == "De specialist keek mee."


def test_what_is_sent_back_says_why_and_can_be_sent_in_again(page: Page, engagement: Engagement) -> None:
    example = make_example(engagement)
    path = f"/praktijkvoorbeelden/{example.public_id}"
    page.sign_in(make_coordinator(engagement.request.region))
    review = page.get(f"{path}/beoordelen")
    assert page.submit(f"{path}/beoordelen", review.filled_in("main form:has(textarea)", note="")).status == 422

    page.submit(f"{path}/beoordelen", review.filled_in("main form:has(textarea)", note="Wat deed de leraar zelf?"))

    page.sign_in(engagement.request.requester)
    shown = page.get(path)
    assert "Wat deed de leraar zelf?" in shown.text
    page.submit(f"{path}/insturen")
    assert (told_of(engagement).state, told_of(engagement).review_note) == (ExampleState.IN_REVIEW, "")
    assert page.get(path_of(engagement)).status == 409  # a coordinator reads these words


def test_a_coordinator_publishes_only_what_was_read(page: Page, engagement: Engagement) -> None:
    example = make_example(engagement)
    path = f"/praktijkvoorbeelden/{example.public_id}/beoordelen"
    page.sign_in(make_coordinator(engagement.request.region))
    read = page.get(path).filled_in() | {"decision": "publish"}
    example.approach = "Inmiddels iets anders."
    db.session.commit()

    answer = page.submit(path, read)

    assert answer.status == 422
    assert told_of(engagement).state is ExampleState.IN_REVIEW


def test_its_writer_and_a_coordinator_take_it_away_and_only_the_latter_shares_it_again(
    page: Page, engagement: Engagement
) -> None:
    example = make_example(engagement, state=ExampleState.PUBLISHED)
    path = f"/praktijkvoorbeelden/{example.public_id}"
    page.sign_in(engagement.specialist)
    assert page.submit(f"{path}/intrekken").status == 403
    page.sign_in(engagement.request.requester)

    page.submit(f"{path}/intrekken")

    assert told_of(engagement).state is ExampleState.WITHDRAWN
    assert page.submit(f"{path}/weer-delen").status == 403
    page.sign_in(make_user())
    assert page.get(path).status == 404
    page.sign_in(make_coordinator(engagement.request.region))
    page.submit(f"{path}/weer-delen")
    assert told_of(engagement).state is ExampleState.PUBLISHED


def test_of_a_traject_that_goes_on_none_is_written(page: Page) -> None:
    engagement = make_closed_engagement(state=EngagementState.RUNNING, outcome=None, closed_at=None)
    page.sign_in(engagement.request.requester)

    assert "praktijkvoorbeeld" not in page.get(f"/trajecten/{engagement.public_id}").text.lower()
    assert page.get(path_of(engagement)).status == 409
    assert page.submit(path_of(engagement), TEXTS).status == 422
    assert db.session.scalar(select(PracticeExample.id)) is None


def test_before_a_question_is_sent_and_beside_it_stand_examples_that_are_like_it(page: Page) -> None:
    draft = make_request(state=RequestState.DRAFT, submitted_at=None)
    asked = make_request(location=draft.location, requester=draft.requester, heard="agressieregulatie:1")
    make_example(state=ExampleState.PUBLISHED, title="Ook boos na de pauze")
    make_example(state=ExampleState.PUBLISHED, title="Iets anders", needs=("dyslexie",), heard="dyslexie:1")
    make_example(title="Nog niet gelezen")
    page.sign_in(draft.requester)

    before = page.get(f"/ondersteuningsvragen/{draft.code}/nakijken")
    beside = page.get(f"/ondersteuningsvragen/{asked.code}")
    page.sign_in(make_coordinator(asked.region))
    steered = page.get(f"/ondersteuningsvragen/{asked.code}/kandidaten")

    for answer in (before, beside, steered):
        assert answer.texts("#praktijkvoorbeelden h3") == ["Ook boos na de pauze"]
    assert before.all("#praktijkvoorbeelden a")[0].get("target") == "_blank"


def test_who_was_asked_for_help_reads_none_beside_the_question(page: Page) -> None:
    make_example(state=ExampleState.PUBLISHED)
    match = make_match(request=make_request(heard="agressieregulatie:1"))
    page.sign_in(match.profile.people[0].user)

    answer = page.get(f"/ondersteuningsvragen/{match.request.code}")

    assert answer.status == 200
    assert answer.all("#praktijkvoorbeelden") == []


def test_the_list_says_what_will_come_and_finds_by_need_and_by_words(page: Page) -> None:
    page.sign_in(make_requester())
    assert "Nog geen praktijkvoorbeelden" in page.get("/praktijkvoorbeelden").text
    make_example(state=ExampleState.PUBLISHED, title="Boos na de pauze")
    make_example(state=ExampleState.PUBLISHED, title="Lezen met plezier", needs=("dyslexie",), heard="dyslexie:1")

    def found(**asked: str) -> list[str]:
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        return page.get(f"/praktijkvoorbeelden?{query}").texts("main h2 a")

    assert found() == ["Lezen met plezier", "Boos na de pauze"]
    assert found(onderwerp="gedrag") == ["Boos na de pauze"]
    assert found(zoek="hij slaat en schopt") == ["Boos na de pauze"]
    assert found(zoek="plezier") == ["Lezen met plezier"]
    assert found(zoek="hij slaat en schopt", onderwerp="dyslexie") == []


def test_who_helped_has_a_link_only_while_the_profile_can_be_read(page: Page) -> None:
    example = make_example(state=ExampleState.PUBLISHED)
    page.sign_in(make_user())
    link = f"/aanbod/{example.profile.public_id}"
    path = f"/praktijkvoorbeelden/{example.public_id}"
    assert page.get(path).all(f"a[href='{link}']")

    example.profile.state = "archived"
    db.session.commit()

    answer = page.get(path)
    assert example.profile.title in answer.text
    assert not answer.all(f"a[href='{link}']")


def test_who_does_both_at_other_schools_sees_no_example_of_theirs(page: Page, engagement: Engagement) -> None:
    example = make_example(engagement)
    both = make_specialist()
    saved(Membership(user=both, role=Role.REQUESTER, location=make_profile().location))
    page.sign_in(both)

    assert page.get(f"/praktijkvoorbeelden/{example.public_id}").status == 404
    assert example.title not in page.get("/praktijkvoorbeelden").text


def test_who_only_runs_the_school_that_helped_sees_nothing_that_is_not_shared(
    page: Page, engagement: Engagement
) -> None:
    example = make_example(engagement, state=ExampleState.DRAFT, submitted_at=None)
    page.sign_in(make_school_admin(engagement.profile.location))
    assert example.title not in page.get("/praktijkvoorbeelden").text

    page.sign_in(engagement.specialist)
    assert example.title in page.get("/praktijkvoorbeelden").text


def test_who_left_the_school_takes_nothing_away_and_is_not_led_to_it(page: Page, engagement: Engagement) -> None:
    example = make_example(engagement, state=ExampleState.PUBLISHED)
    writer, path = engagement.request.requester, f"/praktijkvoorbeelden/{example.public_id}"
    db.session.delete(writer.memberships[0])
    db.session.commit()
    page.sign_in(saved(Membership(user=writer, role=Role.REQUESTER, location=make_location())).user)

    assert not page.get(path).all("a[href$=intrekken]")
    assert page.submit(f"{path}/intrekken").status == 403


def test_who_finds_nothing_is_led_to_a_question_or_to_all_there_is(page: Page) -> None:
    def led_to() -> list[str]:
        return [
            page.get(f"{path}?zoek=zwemmen").texts(".empty a.btn")[0] for path in ("/praktijkvoorbeelden", "/aanbod")
        ]

    page.sign_in(make_requester())
    assert led_to() == ["Stel een vraag", "Stel een vraag"]
    page.sign_in(make_coordinator())
    assert led_to() == ["Toon alles", "Toon alles"]
