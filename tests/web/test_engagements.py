"""The pages of a traject: a plan that two people change, contact, and looking back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from network.core.database import db, unit_of_work
from network.engagements import service as engagements
from network.models import AuditEvent, ContactMoment, Engagement, Evaluation
from network.models.engagement import EngagementState, EvaluationMoment, Outcome, Side
from network.models.match import MatchState
from network.models.support_request import RequestState
from tests.factories import make_coordinator, make_engagement, make_match, make_request, make_specialist
from tests.factories.base import saved
from tests.page import Page

pytestmark = pytest.mark.usefixtures("clock")

PLAN = {
    "goal": "De leraar weet wat te doen als de spanning oploopt.",
    "hours": "6",
    "starts_on": "2026-11-23",
    "ends_on": "2026-12-18",
}


@pytest.fixture
def engagement(page: Page) -> Engagement:
    """A traject without a plan, seen by the specialist."""
    match = make_match(request=make_request(state=RequestState.MATCHED), state=MatchState.ACCEPTED)
    engagement = make_engagement(match=match)
    page.sign_in(engagement.specialist)
    return engagement


def version_on(page: Page, path: str) -> str:
    return page.get(path).all("input[name=version]")[0].get("value")


def test_a_plan_that_the_other_side_just_changed_is_shown_and_not_overwritten(
    page: Page, engagement: Engagement
) -> None:
    path = f"/trajecten/{engagement.public_id}/plan"
    page.submit(path, PLAN | {"version": version_on(page, path)})
    opened = page.get(path)
    page.submit(path, opened.filled_in(goal="De school schreef.", hours="6,5", starts_on="2026-11-24"))

    mine = {"goal": "Iets anders dan de school net schreef.", "hours": "7"}
    answer = page.submit(path, opened.filled_in(**mine))

    assert answer.status == 422
    assert answer.texts("#goal-now .story-text") == ["De school schreef."]
    assert answer.texts("#gewijzigd [data-merged=taken] li") == ["Vanaf wanneer?"]
    assert answer.texts("#hours-now .story-text") == ["6,5"]
    assert answer.texts("textarea[name=goal]") == ["Iets anders dan de school net schreef."]
    assert db.session.get_one(Engagement, engagement.id).goal == "De school schreef."
    assert page.submit(path, answer.filled_in()).status == 302
    kept = db.session.get_one(Engagement, engagement.id)
    assert (kept.goal, kept.hours_planned, str(kept.starts_on)) == (mine["goal"], 7, "2026-11-24")


def test_whoever_has_seen_the_present_plan_may_save_over_it(page: Page, engagement: Engagement) -> None:
    path = f"/trajecten/{engagement.public_id}/plan"
    page.submit(path, PLAN | {"version": version_on(page, path)})

    page.submit(path, PLAN | {"version": version_on(page, path), "goal": "Samen een nieuw doel."})

    assert db.session.get_one(Engagement, engagement.id).goal == "Samen een nieuw doel."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"starts_on": "0206-11-23"}, "Kijk het jaar nog eens na: dat ligt tussen 2000 en 2099."),
        ({"starts_on": "30 nov"}, "Vul een datum in, zoals 30-11-2026."),
        ({"ends_on": "2099-12-31"}, "Dit plan duurt langer dan twee jaar. Kies een eerdere datum."),
        ({"ends_on": "2026-11-01"}, "Het einde ligt voor het begin. Kies een latere datum."),
        (
            {"ends_on": "2026-11-13", "starts_on": "2026-11-02"},
            "Deze periode is al voorbij; kies een einddatum vanaf vandaag.",
        ),
        ({"hours": "veel"}, "Vul een getal in, zoals 6 of 2,5."),
    ],
)
def test_a_slip_in_a_plan_is_said_in_words_and_nothing_typed_is_lost(
    page: Page, engagement: Engagement, changes: dict[str, str], words: str
) -> None:
    path = f"/trajecten/{engagement.public_id}/plan"

    answer = page.submit(path, PLAN | {"version": version_on(page, path)} | changes)

    (name, typed), *_none = changes.items()
    assert answer.texts(".field-error") == [words]
    assert answer.all(f"#{name}")[0].get("value") == typed
    assert answer.texts("textarea[name=goal]") == [PLAN["goal"]]


def test_a_wrong_end_of_a_plan_is_said_together_with_what_else_is_wrong(page: Page, engagement: Engagement) -> None:
    path = f"/trajecten/{engagement.public_id}/plan"

    answer = page.submit(path, PLAN | {"version": version_on(page, path), "goal": "", "ends_on": "2026-11-01"})

    assert [error.get("id") for error in answer.all(".field-error")] == ["goal-error", "ends_on-error"]


def test_a_contact_that_is_sent_twice_is_written_down_once(page: Page, engagement: Engagement) -> None:
    contact = {"kind": "visit", "held_on": "2026-11-13", "hours": "1,5", "note": "We keken samen mee."}
    path = f"/trajecten/{engagement.public_id}/contact"

    for changes in ({}, {}, {"hours": "2"}):
        page.submit(path, contact | changes)

    hours = db.session.scalars(select(ContactMoment.hours).order_by(ContactMoment.id)).all()
    assert hours == [1.5, 2]


def test_a_colleagues_name_that_is_no_pupils_is_written_down_and_asked_no_more(
    page: Page, engagement: Engagement
) -> None:
    contact = {"kind": "visit", "held_on": "2026-11-13", "hours": "1", "note": "Juf Anja deed mee."}
    path = f"/trajecten/{engagement.public_id}/contact"

    refused = page.submit(path, contact)
    denied = page.submit(path, contact | {"deny": "note:4:8"})
    page.submit(path, contact | {"not_a_name": "anja"})
    page.submit(path, contact | {"note": "Weer juf Anja gesproken."})

    assert refused.texts("button[name=deny]") == ["Dit is geen naam van een leerling of ouder"]
    assert denied.texts("textarea") == ["Juf Anja deed mee."]
    notes = db.session.scalars(select(ContactMoment.note).order_by(ContactMoment.id)).all()
    assert notes == ["Juf Anja deed mee.", "Weer juf Anja gesproken."]


def test_who_asked_is_shown_the_way_on_when_the_question_is_not_solved(page: Page, engagement: Engagement) -> None:
    question, steers = engagement.request, make_coordinator(engagement.request.region)
    own = [f"/trajecten/{engagement.public_id}", f"/ondersteuningsvragen/{question.code}"]
    with unit_of_work():
        engagements.close(engagement, Outcome.PARTLY, note="", actor_id=engagement.specialist_id)
    ways = ["Stel een nieuwe vraag", f"Mail {steers.name}"]

    for reader, shown in ((question.requester, ways), (engagement.specialist, [])):
        page.sign_in(reader)
        for path in own:
            assert [one for one in page.get(path).texts(".next a") if one in ways] == shown

    later = make_match(request=question, state=MatchState.SUPERSEDED)
    make_engagement(match=later, state=EngagementState.CLOSED, outcome=Outcome.RESOLVED)
    page.sign_in(question.requester)
    assert [one for one in page.get(own[0]).texts(".next a") if one in ways] == []


def test_the_effect_question_wants_its_answer_and_shows_it(page: Page, engagement: Engagement) -> None:
    asked = saved(Evaluation(engagement=engagement, side=Side.REQUESTER, moment=EvaluationMoment.EFFECT))
    engagement.state, engagement.outcome = EngagementState.CLOSED, Outcome.RESOLVED
    page.sign_in(engagement.request.requester)
    path = f"/terugblikken/{asked.public_id}"

    refused = page.submit(path, {"score": "4"})
    given = page.submit(path, {"score": "4", "still_helps": "partly"}, follow=True)

    assert refused.texts(".field-error") == ["Kies of het nog steeds helpt."]
    assert "Helpt het nog in de klas? Een beetje." in given.text


def test_who_ends_a_traject_without_contact_is_told_that_none_was_noted(page: Page, engagement: Engagement) -> None:
    path = f"/trajecten/{engagement.public_id}"
    told = "Er is nog geen contact genoteerd."
    assert told in page.get(f"{path}/afronden").text

    page.submit(f"{path}/contact", {"kind": "visit", "held_on": "2026-11-13", "hours": "1", "note": ""})
    assert told not in page.get(f"{path}/afronden").text
    assert page.submit(f"{path}/afronden", {"outcome": "stopped"}).status == 302


def test_a_coordinator_is_not_asked_to_do_the_work_of_others(page: Page, engagement: Engagement) -> None:
    page.sign_in(make_coordinator(engagement.request.region))

    answer = page.get(f"/trajecten/{engagement.public_id}")

    assert "leg samen een plan vast" not in answer.text
    assert "vraag dan na hoe het gaat" in answer.text


def test_what_a_coordinator_reads_of_a_traject_is_written_down(page: Page, engagement: Engagement) -> None:
    reader = make_coordinator(engagement.request.region)
    readings = select(AuditEvent.actor_id).where(AuditEvent.action == "request.read")
    page.get(f"/trajecten/{engagement.public_id}")
    page.sign_in(reader)

    page.get(f"/trajecten/{engagement.public_id}")

    assert db.session.scalars(readings).all() == [reader.id]


def test_the_inbox_speaks_the_language_of_its_reader_now(page: Page, engagement: Engagement) -> None:
    page.submit(f"/trajecten/{engagement.public_id}/plan", PLAN | {"version": str(engagement.version)})
    requester = engagement.request.requester
    requester.language = "en"
    page.sign_in(requester)

    (title,) = page.get("/berichten").texts(".notice-title")

    assert "Het plan" not in title
    assert engagement.request.code in title


def test_a_plan_of_more_hours_than_are_free_is_held_and_said(page: Page, engagement: Engagement) -> None:
    path = f"/trajecten/{engagement.public_id}/plan"
    engagement.request.estimated_hours = 900
    db.session.commit()
    assert "dit plan vraagt nog 900 uur" in page.get(path).text
    plan = {"goal": "Rust in de groep.", "hours": "60", "starts_on": "2026-11-16", "ends_on": "2026-11-20"}

    answer = page.submit(path, plan | {"version": version_on(page, path)}, follow=True)

    assert "tot vr 20 november nog 8 uur vrij, en dit plan vraagt nog 60 uur." in answer.text
    assert engagement.hours_planned == 60


def test_a_plan_that_fits_is_not_warned_of_itself(page: Page, engagement: Engagement) -> None:
    path = f"/trajecten/{engagement.public_id}/plan"
    plan = {"goal": "Rust in de groep.", "hours": "8", "starts_on": "2026-11-16", "ends_on": "2026-11-20"}

    for _n in range(2):
        answer = page.submit(path, plan | {"version": version_on(page, path)}, follow=True)
        assert "Let op" not in answer.text


def test_a_plan_is_warned_of_what_is_still_to_be_done_only(page: Page, engagement: Engagement, clock) -> None:
    path = f"/trajecten/{engagement.public_id}/plan"
    plan = {"goal": "Rust in de groep.", "hours": "24", "starts_on": "2026-11-16", "ends_on": "2026-12-04"}

    for day in ("2026-11-16 09:00", "2026-11-30 09:00", "2026-12-07 09:00"):
        clock.move_to(day)
        page.sign_in(engagement.specialist)
        answer = page.submit(path, plan | {"version": version_on(page, path)}, follow=True)
        assert "Het plan is vastgelegd" in answer.text
        assert "Let op" not in answer.text


def test_an_address_breaks_before_the_at_sign_and_stays_whole_as_a_link(page: Page, engagement: Engagement) -> None:
    shown = page.get(f"/trajecten/{engagement.public_id}")
    (link,) = shown.all(f"a[href='mailto:{engagement.specialist.email}']")

    assert link.text_content() == engagement.specialist.email
    assert engagement.specialist.email.replace("@", "<wbr>@") in shown.text_raw


def test_a_question_is_withdrawn_for_a_reason_that_was_chosen(page: Page) -> None:
    question = make_request(state=RequestState.SEARCHING)
    page.sign_in(question.requester)
    path = f"/ondersteuningsvragen/{question.code}/intrekken"
    assert page.get(path).all("input[name=reason]:checked, input[name=reason][checked]") == []

    answer = page.submit(path, {})

    assert answer.status == 422
    assert answer.texts("#reason-error") == ["Kies wat het best past."]
    assert page.submit(path, {"reason": "elsewhere"}).status == 302
    db.session.refresh(question)
    assert question.state is RequestState.WITHDRAWN


def test_withdrawing_names_the_traject_that_stops_with_it(page: Page, engagement: Engagement) -> None:
    page.sign_in(engagement.request.requester)

    asked = page.get(f"/ondersteuningsvragen/{engagement.request.code}/intrekken")

    assert f"Ook het traject met {engagement.specialist.name} stopt" in asked.text
    assert asked.all(f"main a[href='/trajecten/{engagement.public_id}']")


def test_who_asked_reads_how_a_closed_question_ended_and_when_they_are_asked_how_it_went(
    page: Page, engagement: Engagement
) -> None:
    with unit_of_work():
        engagements.close(engagement, Outcome.NOT_RESOLVED, note="", actor_id=engagement.specialist_id)
    page.sign_in(engagement.request.requester)

    shown = page.get(f"/ondersteuningsvragen/{engagement.request.code}")

    assert "Deze vraag is afgerond: het is niet opgelost. Op ma 30 november vragen we hoe het ging." in shown.text
    assert shown.all(f"main a.btn[href='/trajecten/{engagement.public_id}']")


def test_what_is_closed_stands_below_what_runs_and_folds_when_it_is_much(page: Page, engagement: Engagement) -> None:
    alone = page.get("/trajecten")
    for _number in range(6):
        match = make_match(profile=engagement.profile, state=MatchState.ACCEPTED)
        closed = {"state": EngagementState.CLOSED, "outcome": Outcome.RESOLVED, "closed_at": engagement.created_at}
        make_engagement(match=match, **closed)

    answer = page.get("/trajecten")

    assert (alone.texts("main h2"), answer.texts("main h2")) == (["Lopend"], ["Lopend", "Afgerond"])
    assert answer.texts("main details:not([open]) summary") == ["Toon 6 afgeronde trajecten"]
    assert engagement.request.title in answer.texts("main section")[0]
    assert len(answer.all("main details tbody tr")) == 6


def test_a_traject_that_was_given_back_is_no_part_of_what_happens_now(page: Page, engagement: Engagement) -> None:
    with unit_of_work():
        engagements.give_back(engagement, note="", actor_id=engagement.specialist_id)
    page.sign_in(engagement.request.requester)

    shown = page.get(f"/ondersteuningsvragen/{engagement.request.code}")

    assert not shown.all(f".next a[href='/trajecten/{engagement.public_id}']")


@pytest.mark.parametrize("hours", ["sNaN", "NaN", "1e1000000", "Infinity"])
def test_hours_that_are_no_hours_are_refused_beside_the_field(page: Page, engagement: Engagement, hours: str) -> None:
    path = f"/trajecten/{engagement.public_id}/plan"

    answer = page.submit(path, page.get(path).filled_in(**PLAN | {"hours": hours}))

    assert answer.texts("#hours-error") == ["Vul een getal in, zoals 6 of 2,5."]


def test_a_plan_whose_end_passed_may_be_bettered_and_says_that_no_hours_are_held(
    page: Page, engagement: Engagement, clock
) -> None:
    path = f"/trajecten/{engagement.public_id}/plan"
    page.submit(path, page.get(path).filled_in(**PLAN))
    clock.move_to("2026-12-21 09:00")
    page.sign_in(engagement.specialist)

    answer = page.submit(path, page.get(path).filled_in(goal="De leraar kan het alleen."), follow=True)

    assert "In deze periode komt geen werkdag meer, dus we houden geen uren vrij." in answer.text
    assert db.session.get_one(Engagement, engagement.id).goal == "De leraar kan het alleen."


def ways_on(page: Page, engagement: Engagement) -> list[str]:
    """What the reader can do next on the page of a traject, the main thing first."""
    return page.get(f"/trajecten/{engagement.public_id}").texts(".next a")


def test_who_works_on_a_silent_traject_can_log_contact_at_once(page: Page, engagement: Engagement, clock) -> None:
    assert ways_on(page, engagement) == ["Maak een plan", "Geef de vraag terug"]
    clock.shift(timedelta(days=40))
    steps = ["Noteer contact", "Maak een plan", "Rond het traject af"]

    for person, own in ((engagement.specialist, ["Geef de vraag terug"]), (engagement.request.requester, [])):
        page.sign_in(person)
        assert ways_on(page, engagement) == [*steps, *own]
        assert "Was er wel contact, noteer het dan." in page.get(f"/trajecten/{engagement.public_id}").text


def test_a_coordinator_says_that_they_asked_and_the_silence_counts_anew(
    page: Page, engagement: Engagement, clock
) -> None:
    region, path = engagement.request.region, f"/trajecten/{engagement.public_id}"
    clock.shift(timedelta(days=40))
    page.sign_in(make_coordinator(region))
    title = engagement.request.title
    assert title in page.get("/vandaag").texts(".worklist table")[0]

    refused = page.submit(f"{path}/nagevraagd", {"text": "Jesse de Vries gaat vooruit."})
    assert (refused.status, refused.texts("mark")) == (422, ["Jesse de Vries"])
    assert page.submit(f"{path}/nagevraagd", {"text": "Het gaat langzaam."}).status == 302
    day_told = "Op za 26 december is nagevraagd hoe het gaat. Blijft het stil, dan hoor je het opnieuw van ons."
    assert day_told in page.get(path).text
    assert not page.get("/vandaag").all(".worklist table")
    shown = page.get(f"/ondersteuningsvragen/{engagement.request.code}").text
    assert "Nagevraagd op za 26 december: het traject loopt door." in shown
    assert [note.text for note in engagement.request.notes] == ["Het gaat langzaam."]

    page.sign_in(engagement.specialist)
    shown = page.get(f"/ondersteuningsvragen/{engagement.request.code}").text
    assert "De coördinator vroeg na hoe het gaat. Het traject loopt door." in shown
    assert "Het gaat langzaam." not in shown
    assert page.get(f"{path}/nagevraagd").status in {403, 404}

    clock.shift(timedelta(days=40))
    page.sign_in(make_coordinator(region))
    assert title in page.get("/vandaag").texts(".worklist table")[0]
    assert "Ik heb nagevraagd" in ways_on(page, engagement)


def test_a_coordinator_can_ask_both_sides_of_a_silent_traject(page: Page, engagement: Engagement, clock) -> None:
    page.sign_in(make_coordinator(engagement.request.region))
    assert ways_on(page, engagement) == []
    specialist, requester = engagement.specialist, engagement.request.requester
    steering = ["Bekijk de vraag", "Schrijf een notitie", "Trek de vraag in"]
    clock.shift(timedelta(days=40))
    page.sign_in(make_coordinator(engagement.request.region))
    asked = [f"Mail {specialist.name}", f"Mail {requester.name}", "Ik heb nagevraagd"]
    assert ways_on(page, engagement) == [*asked, *steering]
    mails = page.get(f"/trajecten/{engagement.public_id}").all(".next a[href^=mailto]")
    assert mails[1].get("href").startswith(f"mailto:{requester.email}?subject=Vraag%20{engagement.request.code}")

    colleague = make_specialist(engagement.profile.location, name="Noor Test")
    specialist.is_active = False
    engagement.profile.people[0].answers = False
    page.sign_in(make_coordinator(engagement.request.region))

    assert ways_on(page, engagement)[0] == f"Mail {colleague.name}"
