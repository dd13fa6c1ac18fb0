"""Who comes late to an invitation: a yes is welcome while the school is without help, and what is said is true."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from network.access.audit import record
from network.core.clock import now
from network.core.database import db, unit_of_work
from network.followups import service as followups
from network.models import Delivery, FollowUp, Match, Notice
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState, Urgency
from network.notices.rendering import build_message
from network.waves import asking_again, invitation_messages
from network.waves import service as waves
from tests.factories import make_coordinator, make_engagement, make_match, make_profile, make_request
from tests.page import Answer, Page


@pytest.fixture
def match(page: Page, clock) -> Match:
    """An invitation that nobody answered in time; the question is still searched for."""
    match = make_match(state=MatchState.EXPIRED)
    page.sign_in(match.profile.people[0].user)
    return match


def change(match: Match, *, state: MatchState | None = None, question: RequestState | None = None) -> None:
    match.state = state or match.state
    match.request.state = question or match.request.state
    db.session.commit()


def mailed(app: Flask, kind: str) -> str:
    """The newest mail of this kind, as it goes out now."""
    notice = select(Delivery).join(Delivery.notice).where(Notice.kind == kind).order_by(Delivery.id.desc())
    with app.test_request_context():
        return build_message(db.session.scalars(notice).first()).get_body(("plain",)).get_content()


def ways_on(answer: Answer) -> list[tuple[str | None, str]]:
    """Address and words of what a page offers next."""
    return [(link.get("href"), link.text_content()) for link in answer.all("main .submit-row a")]


def path_in_mail(app: Flask, kind: str) -> str:
    """Where its button leads."""
    return "/uitnodigingen/antwoord/" + mailed(app, kind).split("/uitnodigingen/antwoord/")[1].split()[0]


@pytest.mark.parametrize(
    ("state", "meanwhile"),
    [
        (MatchState.INVITED, "De uitnodiging blijft open. Kan de vraag niet wachten? Zeg dan nee"),
        (MatchState.EXPIRED, "Intussen zoeken we verder voor de school."),
    ],
)
def test_who_comes_after_the_last_place_went_is_thanked_and_reads_what_becomes_of_the_question(
    page: Page, match: Match, state: MatchState, meanwhile: str
) -> None:
    change(match, state=state)
    match.profile.max_open = 1
    make_engagement(match=make_match(profile=match.profile, state=MatchState.ACCEPTED))
    path = f"/uitnodigingen/{match.public_id}"
    page.client.environ_base["HTTP_REFERER"] = f"http://localhost{path}"

    answer = page.submit(f"{path}/ja")

    (said,) = answer.texts("main .lead-soft")
    assert said.startswith("Fijn dat je wilt helpen. Nu vol: de enige plek is bezet.")
    assert meanwhile in said
    assert ways_on(answer)[0] == ("/uitnodigingen", "Naar de vragen aan ons")


class TestAfterTheInvitationExpired:
    @pytest.mark.parametrize("question", [RequestState.SEARCHING, RequestState.STUCK])
    def test_a_yes_is_welcome_while_the_school_is_without_help(self, page: Page, match: Match, question) -> None:
        change(match, question=question)

        assert "maar de school zoekt nog" in page.get(f"/uitnodigingen/{match.public_id}").text
        assert f"/uitnodigingen/{match.public_id}" in page.get("/uitnodigingen").text_raw
        page.submit(f"/uitnodigingen/{match.public_id}/ja")

        assert db.session.get(Match, match.id).state is MatchState.ACCEPTED
        assert match.request.state is RequestState.MATCHED

    def test_what_a_yes_means_and_what_is_free_is_said_as_to_who_came_in_time(self, page: Page, match: Match) -> None:
        match.profile.capacity[0].hours_per_week = 1
        match.request.estimated_hours = 60
        db.session.commit()

        shown = page.get(f"/uitnodigingen/{match.public_id}")

        assert "Zeg je ja, dan hoort de school het meteen" in shown.text
        assert "De school schat 60 uur; jullie hebben tot" in shown.text

    def test_the_badge_says_that_yes_is_welcome_and_not_that_it_is_over(self, page: Page, match: Match) -> None:
        assert page.get("/uitnodigingen").texts("main .state") == ["Ja zeggen kan nog"]

        change(match, question=RequestState.MATCHED)

        assert page.get(f"/uitnodigingen/{match.public_id}").texts("main .state") == ["Gaf geen antwoord"]

    def test_not_when_another_specialist_helps(self, page: Page, match: Match) -> None:
        change(match, question=RequestState.MATCHED)

        shown = page.get(f"/uitnodigingen/{match.public_id}")
        answer = page.submit(f"/uitnodigingen/{match.public_id}/ja", follow=True)

        assert "De school is intussen geholpen." in shown.text
        assert not shown.all("form[action$='/ja']")
        assert answer.texts("h1") == ["Iemand was je voor"]
        assert "De school is intussen geholpen." in answer.text
        assert ways_on(answer)[0] == ("/uitnodigingen", "Naar de vragen aan ons")
        assert db.session.get(Match, match.id).state is MatchState.EXPIRED
        assert f"/uitnodigingen/{match.public_id}" not in page.get("/uitnodigingen").text_raw

    def test_not_for_a_profile_that_was_put_away(self, page: Page, match: Match) -> None:
        match.profile.state = ProfileState.ARCHIVED
        db.session.commit()

        page.submit(f"/uitnodigingen/{match.public_id}/ja")

        assert db.session.get(Match, match.id).state is MatchState.EXPIRED

    def test_the_mail_says_so_and_its_link_takes_the_yes(self, app: Flask, page: Page, match: Match, clock) -> None:
        clock.shift(timedelta(days=20))
        with unit_of_work():
            invitation_messages.tell_expired(db.session.get(Match, match.id))

        link = path_in_mail(app, "invitation_expired")
        assert "maar de school zoekt nog" in page.get(link).text
        page.submit(f"{link}/ja")

        assert db.session.get(Match, match.id).state is MatchState.ACCEPTED


@pytest.mark.parametrize(
    ("state", "question", "words"),
    [
        (MatchState.SUPERSEDED, RequestState.SEARCHING, "De school zoekt nog."),
        (MatchState.SUPERSEDED, RequestState.RUNNING, "De school is intussen geholpen."),
        (MatchState.EXPIRED, RequestState.WITHDRAWN, "De vraag is ingetrokken."),
        (MatchState.WITHDRAWN, RequestState.SEARCHING, "Deze uitnodiging geldt niet meer."),
        (MatchState.ACCEPTED, RequestState.MATCHED, "Jullie denken mee met deze school."),
    ],
)
def test_an_invitation_that_is_over_says_truly_why(page: Page, match: Match, state, question, words) -> None:
    change(match, state=state, question=question)

    assert words in page.get(f"/uitnodigingen/{match.public_id}").text


def test_who_is_a_candidate_again_does_not_read_that_the_invitation_was_taken_back(page: Page, match: Match) -> None:
    change(match, state=MatchState.PROPOSED)

    assert "De school zoekt nog." in page.get(f"/uitnodigingen/{match.public_id}").text


@pytest.mark.parametrize(
    ("event", "badge"), [("match.expired", "Gaf geen antwoord"), ("match.invited", "Niet meer nodig")]
)
def test_an_invitation_that_is_over_tells_of_a_silence_what_the_story_tells(
    page: Page, match: Match, event: str, badge: str
) -> None:
    change(match, state=MatchState.SUPERSEDED)
    with unit_of_work():
        record(event, match, actor_id=None, request=match.request)

    assert page.get(f"/uitnodigingen/{match.public_id}").texts(".state") == [badge]


class TestLinkInAMail:
    @pytest.fixture
    def asked(self, page: Page, clock) -> Match:
        match = make_match()
        with unit_of_work():
            waves.send_invitation(db.session.get(Match, match.id), wave=1)
        return match

    def test_of_the_second_reminder_works_though_the_invitation_is_older(self, app, page, asked, clock) -> None:
        clock.shift(timedelta(days=10))
        with unit_of_work():
            followups.cancel(asked, FollowUpKind.FIRST_REMINDER)
            of_second = FollowUp.kind == FollowUpKind.SECOND_REMINDER
            asking_again.remind(db.session.scalars(select(FollowUp).where(of_second)).one())
        link = path_in_mail(app, "invitation_reminder")

        clock.shift(timedelta(days=7))

        assert page.get(link).status == 200
        page.submit(f"{link}/ja")
        assert db.session.get(Match, asked.id).state is MatchState.ACCEPTED

    def test_says_first_how_the_invitation_stands(self, app, page, asked, clock) -> None:
        link = path_in_mail(app, "question_invitation")
        asked = db.session.get(Match, asked.id)

        change(asked, state=MatchState.EXPIRED)
        assert page.get(link).texts("h1 + p")[0].startswith("Ja zeggen kan nog De uitnodiging is verlopen")
        change(asked, question=RequestState.RUNNING)
        assert "De school is intussen geholpen." in page.get(link).texts("h1 + div")[0]

    def test_leads_on_to_the_traject_after_a_yes(self, app, page, asked, clock) -> None:
        link = path_in_mail(app, "question_invitation")

        answer = page.submit(f"{link}/ja", follow=True)
        (button,) = answer.all("main a.btn-primary")

        assert button.text == "Log in en bekijk het traject"
        assert "/inloggen?verder=" in page.get(button.get("href")).location
        page.sign_in(db.session.get(Match, asked.id).profile.people[0].user)
        assert page.get(button.get("href")).status == 200

    def test_ends_eight_days_after_that_mail(self, app, page, asked, clock) -> None:
        link = path_in_mail(app, "question_invitation")

        clock.shift(timedelta(days=8, hours=1))

        assert page.get(link).status == 410
        assert page.submit(f"{link}/ja").status == 404


class TestWhoIsFull:
    @pytest.fixture
    def asked(self, page: Page, clock) -> Match:
        profile = make_profile(max_open=1)
        make_engagement(match=make_match(profile=profile, state=MatchState.ACCEPTED))
        return make_match(profile=profile)

    def test_reads_that_a_place_is_needed_first(self, page: Page, asked: Match) -> None:
        page.sign_in(asked.profile.people[0].user)

        shown = page.get(f"/uitnodigingen/{asked.public_id}")

        assert "Jullie zitten nu vol Nu vol: de enige plek is bezet." in shown.text
        assert "Bekijk jullie profielen" in shown.text
        assert not shown.all("form[action$='/ja']")
        assert shown.all("a[href$='/nee']")
        assert "kan ja of nee zeggen" not in page.get(f"/uitnodigingen/{asked.public_id}/doorgeven").text

    def test_is_not_told_that_a_yes_can_be_given_when_the_invitation_expired(self, page: Page, asked: Match) -> None:
        change(asked, state=MatchState.EXPIRED)
        page.sign_in(asked.profile.people[0].user)

        shown = page.get(f"/uitnodigingen/{asked.public_id}")

        assert "kunt nog ja zeggen" not in shown.text
        assert "Ja zeggen kan nog" not in page.get("/uitnodigingen").text
        assert page.get("/uitnodigingen").texts("main .state")[0] == "nu vol"

    def test_reads_it_by_the_link_too(self, app: Flask, page: Page, asked: Match) -> None:
        with unit_of_work():
            invitation_messages.invite(db.session.get(Match, asked.id))

        shown = page.get(path_in_mail(app, "question_invitation"))

        assert "Jullie zitten nu vol: ja zeggen kan pas als er plek is." in mailed(app, "question_invitation")
        assert "Nu vol: de enige plek is bezet." in shown.text
        assert "Bekijk jullie profielen" not in shown.text
        assert not shown.all("form[action$='/ja']")

    @pytest.mark.parametrize(
        ("kind", "said"),
        [
            (FollowUpKind.INVITATION_EXPIRY, "open. Kan de vraag niet wachten? Zeg dan nee: dan zoeken we verder"),
            (FollowUpKind.NEXT_WAVE, "open. Laat het weten voor"),
        ],
    )
    def test_is_thanked_and_reads_once_what_becomes_of_the_question_when_the_last_place_went_meanwhile(
        self, page: Page, asked: Match, kind: FollowUpKind, said: str
    ) -> None:
        about = asked.request if kind is FollowUpKind.NEXT_WAVE else asked
        with unit_of_work():
            followups.schedule(kind, about, due_at=now() + timedelta(days=5))
        page.sign_in(asked.profile.people[0].user)

        answer = page.submit(f"/uitnodigingen/{asked.public_id}/ja")

        assert answer.status == 409
        assert "Fijn dat je wilt helpen. Nu vol: de enige plek is bezet." in answer.text
        assert f"De uitnodiging blijft {said}" in answer.text
        assert answer.text.count("zoeken we verder voor de school") == 1
        assert ("Daarna vervalt de uitnodiging." in answer.text) is (kind is FollowUpKind.INVITATION_EXPIRY)

    def test_may_be_asked_by_hand_and_the_coordinator_hears_it(self, page: Page, asked: Match) -> None:
        question = make_request()
        page.sign_in(make_coordinator(question.region))
        path = f"/ondersteuningsvragen/{question.code}"

        assessed = page.get(f"{path}/waarom/{asked.profile.public_id}")
        answer = page.submit(f"{path}/uitnodigen/{asked.profile.public_id}", follow=True)

        assert "Nu vol: de enige plek is bezet. Wanneer er weer plek is, weten we nog niet." in assessed.text
        assert "zit nu vol" in answer.text
        invited = select(Match.state).where(Match.request_id == question.id)
        assert db.session.scalars(invited).one() is MatchState.INVITED

    def test_with_room_the_coordinator_reads_nothing_of_it(self, page: Page, clock) -> None:
        question, profile = make_request(), make_profile()
        page.sign_in(make_coordinator(question.region))
        path = f"/ondersteuningsvragen/{question.code}"

        assessed = page.get(f"{path}/waarom/{profile.public_id}")
        answer = page.submit(f"{path}/uitnodigen/{profile.public_id}", follow=True)

        assert "zit nu vol" not in assessed.text + answer.text


class TestAfterANo:
    def test_the_page_says_whom_to_tell_that_it_can_be_done_after_all(self, page: Page, match: Match) -> None:
        own, other = make_coordinator(match.request.region), make_coordinator()
        _say_no(match)

        shown = page.get(f"/uitnodigingen/{match.public_id}")

        assert "Kan het toch?" in shown.text
        assert [link.get("href") for link in shown.all(".next a")] == [f"mailto:{own.email}"]
        assert own.name in shown.text
        assert other.email not in shown.text

    def test_not_when_the_school_is_helped(self, page: Page, match: Match) -> None:
        own = make_coordinator(match.request.region)
        _say_no(match)
        change(match, question=RequestState.RUNNING)

        assert own.email not in page.get(f"/uitnodigingen/{match.public_id}").text_raw


def _say_no(match: Match) -> None:
    match.state, match.decline_reason = MatchState.DECLINED, DeclineReason.NO_HOURS
    db.session.commit()


class TestHaste:
    @pytest.mark.parametrize(("urgency", "said"), [(Urgency.URGENT, "Zo snel mogelijk"), (Urgency.CALM, "Geen haast")])
    def test_is_told_in_the_list_and_on_the_page_while_an_answer_is_wanted(
        self, page: Page, match: Match, urgency: Urgency, said: str
    ) -> None:
        match.request.urgency = urgency
        change(match, state=MatchState.INVITED)
        path = f"/uitnodigingen/{match.public_id}"

        assert said in page.get("/uitnodigingen").texts("main .state")
        assert said in page.get(path).texts("main .state")
        _say_no(match)
        assert said not in page.get("/uitnodigingen").texts("main .state")

    def test_that_is_ordinary_is_not_told(self, page: Page, match: Match) -> None:
        change(match, state=MatchState.INVITED)

        assert page.get("/uitnodigingen").texts("main .state") == ["Wacht op antwoord"]
