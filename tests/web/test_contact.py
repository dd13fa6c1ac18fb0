"""Contact in a traject: of days that can be, bettered or taken away by who answers for it, and never after the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import delete, select

from network.core.database import db, unit_of_work
from network.engagements import contact_views
from network.models import AuditEvent, ContactMoment, Engagement
from network.models.engagement import ContactKind, EngagementState, Outcome
from network.models.match import MatchState
from network.models.support_request import RequestState
from tests.factories import make_engagement, make_match, make_request, make_specialist
from tests.factories.base import saved
from tests.page import Page

pytestmark = pytest.mark.usefixtures("clock")

CONTACT = {"kind": "visit", "held_on": "2026-11-13", "hours": "1,5", "note": "We keken samen mee."}


@pytest.fixture
def engagement(page: Page) -> Engagement:
    """A traject seen by its specialist."""
    match = make_match(request=make_request(state=RequestState.MATCHED), state=MatchState.ACCEPTED)
    engagement = make_engagement(match=match)
    page.sign_in(engagement.specialist)
    return engagement


@pytest.fixture
def moment(page: Page, engagement: Engagement) -> ContactMoment:
    """Written down by the specialist."""
    page.submit(f"{address_of(engagement)}/contact", CONTACT)
    return db.session.scalars(select(ContactMoment)).one()


def address_of(engagement: Engagement) -> str:
    return f"/trajecten/{engagement.public_id}"


def path_of(moment: ContactMoment) -> str:
    return f"{address_of(moment.engagement)}/contact/{moment.public_id}"


def events(action: str) -> list[int | None]:
    """Who did this."""
    return list(db.session.scalars(select(AuditEvent.actor_id).where(AuditEvent.action == action)))


def test_a_name_and_a_wrong_day_are_told_together_with_what_else_is_wrong(page: Page, engagement: Engagement) -> None:
    said_on = {"note": "Jan Jansen doet weer mee.", "held_on": "2026-11-17", "hours": ""}

    answer = page.submit(f"{address_of(engagement)}/contact", CONTACT | said_on)

    assert {error.get("id") for error in answer.all(".field-error")} == {"held_on-error", "hours-error", "note-error"}
    assert "Jan Jansen" in answer.texts("mark")


@pytest.mark.parametrize(
    ("held_on", "words"),
    [
        ("2020-11-13", "Deze datum ligt voor het begin van het traject. Kies een dag vanaf ma 2 november."),
        ("2026-11-01", "Deze datum ligt voor het begin van het traject. Kies een dag vanaf ma 2 november."),
        ("2026-11-17", "Deze datum moet nog komen. Noteer contact als het geweest is."),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_it_and_nothing_typed_is_lost(
    page: Page, engagement: Engagement, held_on: str, words: str
) -> None:
    answer = page.submit(f"{address_of(engagement)}/contact", CONTACT | {"held_on": held_on})

    assert (answer.status, answer.texts("#held_on-error")) == (422, [words])
    assert {name: answer.filled_in()[name] for name in ("kind", "held_on", "hours", "note")} == {
        name: [value] for name, value in (CONTACT | {"held_on": held_on}).items()
    }


def test_what_was_bettered_counts_and_says_by_whom(page: Page, moment: ContactMoment) -> None:
    colleague = make_specialist(moment.engagement.profile.location, name="Noor Test")
    page.sign_in(colleague)
    shown = page.get(address_of(moment.engagement))
    (link,) = shown.all("table.rows a")

    answer = page.submit(link.get("href"), page.get(link.get("href")).filled_in(hours="0,25"), follow=True)

    assert "Het contact is gewijzigd." in answer.text
    assert "gewijzigd door Noor Test op ma 16 november" in answer.text
    assert answer.texts("td[data-label=Uren]") == ["0,25 uur"]
    assert events("engagement.contact_changed") == [colleague.id]


def test_saving_what_stands_changes_nothing(page: Page, moment: ContactMoment) -> None:
    assert page.submit(path_of(moment), page.get(path_of(moment)).filled_in()).status == 302
    assert events("engagement.contact_changed") == []


def test_what_two_people_better_at_once_is_shown_to_the_second(page: Page, moment: ContactMoment) -> None:
    opened = page.get(path_of(moment))
    page.submit(path_of(moment), opened.filled_in(note="Wat een collega schreef.", kind="call"))

    refused = page.submit(path_of(moment), opened.filled_in(note="Wat ik schreef."))

    assert refused.status == 422
    assert refused.texts("#note-now .story-text") == ["Wat een collega schreef."]
    assert refused.texts("#gewijzigd [data-merged=taken] li") == ["Hoe hadden jullie contact?"]
    assert page.submit(path_of(moment), refused.filled_in()).status == 302
    assert (moment.note, moment.kind) == ("Wat ik schreef.", ContactKind.CALL)


def test_a_name_is_refused_in_what_is_bettered_too(page: Page, moment: ContactMoment) -> None:
    refused = page.submit(path_of(moment), page.get(path_of(moment)).filled_in(note="Moeder van Daan belde."))

    assert refused.status == 422
    assert refused.all(".guard mark")
    assert moment.note == CONTACT["note"]


def test_a_contact_is_taken_away_after_a_page_that_asks(page: Page, moment: ContactMoment) -> None:
    path = f"{path_of(moment)}/weg"
    asking = page.get(path)
    assert asking.texts("dd")[1:] == ["Bezoek aan de school", "1,5 uur", "We keken samen mee.", moment.author.name]

    answer = page.submit(path, asking.filled_in(), follow=True)

    assert "Het contact is weggehaald." in answer.text
    assert "Nog geen contact genoteerd." in answer.text
    assert len(events("engagement.contact_taken_away")) == 1
    again = page.submit(path, asking.filled_in())
    assert (again.status, "Dit contact is intussen weggehaald." in again.text) == (404, True)


def test_what_somebody_bettered_meanwhile_is_not_taken_away_unseen(page: Page, moment: ContactMoment) -> None:
    asking = page.get(f"{path_of(moment)}/weg")
    page.submit(path_of(moment), page.get(path_of(moment)).filled_in(hours="2"))

    refused = page.submit(f"{path_of(moment)}/weg", asking.filled_in())

    assert refused.status == 422
    assert "Een collega wijzigde dit terwijl jij het open had." in refused.text
    assert "2 uur" in refused.texts("dd")
    assert page.submit(f"{path_of(moment)}/weg", refused.filled_in()).status == 302


@pytest.fixture(params=["before it is sent", "while it is sent"])
def take_away(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[ContactMoment], None]:
    """What a colleague does with a moment that the reader has open."""

    def go(moment_id: int) -> None:
        with db.engine.begin() as elsewhere:
            elsewhere.execute(delete(ContactMoment).where(ContactMoment.id == moment_id))

    def plan(moment: ContactMoment) -> None:
        moment_id = moment.id
        db.session.commit()
        if request.param == "before it is sent":
            go(moment_id)
            return

        @contextmanager
        def after_that() -> Iterator[None]:
            go(moment_id)
            with unit_of_work():
                yield

        monkeypatch.setattr(contact_views, "unit_of_work", after_that)

    return plan


def test_what_was_typed_for_a_contact_that_is_gone_can_be_written_down_anew(
    page: Page, moment: ContactMoment, take_away: Callable[[ContactMoment], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, typed = path_of(moment), {"note": "Wat ik schreef.", "hours": "2,25"}
    form = page.get(path).filled_in(**typed)
    take_away(moment)

    refused = page.submit(path, form)
    monkeypatch.undo()

    assert refused.status == 422
    assert "Een collega haalde dit weg terwijl jij het open had." in refused.text
    assert page.submit(refused.all("main form")[0].get("action"), refused.filled_in()).status == 302
    assert [(one.note, one.hours) for one in db.session.scalars(select(ContactMoment))] == [("Wat ik schreef.", 2.25)]


def test_what_a_colleague_takes_away_as_well_is_said_to_be_gone(
    page: Page, moment: ContactMoment, take_away: Callable[[ContactMoment], None]
) -> None:
    path = f"{path_of(moment)}/weg"
    form = page.get(path).filled_in()
    take_away(moment)

    answer = page.submit(path, form)

    assert (answer.status, "Dit contact is intussen weggehaald." in answer.text) == (404, True)


def test_the_school_betters_its_own_words_and_not_those_of_the_specialist(page: Page, moment: ContactMoment) -> None:
    requester = moment.engagement.request.requester
    own = saved(
        ContactMoment(
            engagement=moment.engagement, kind=ContactKind.CALL, held_on=moment.held_on, hours=1, author=requester
        )
    )
    page.sign_in(requester)

    assert [link.get("href") for link in page.get(address_of(moment.engagement)).all("table.rows a")] == [path_of(own)]
    assert page.get(path_of(own)).status == 200
    refused = page.get(path_of(moment))
    assert refused.status == 403
    assert "Alleen wie dit noteerde, of de specialist, kan het wijzigen of weghalen." in refused.text


def test_the_contact_of_a_closed_traject_stays_as_it_is_and_says_so(page: Page, moment: ContactMoment) -> None:
    engagement = moment.engagement
    engagement.state, engagement.outcome = EngagementState.CLOSED, Outcome.RESOLVED
    db.session.commit()

    shown = page.get(address_of(engagement))

    assert shown.all("table.rows a") == []
    assert "Wat erin staat, verandert niet meer." in shown.text
    assert [page.get(path).status for path in (path_of(moment), f"{path_of(moment)}/weg")] == [409, 409]
