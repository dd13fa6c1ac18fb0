"""What happens once in the demo, so that every state is there to be seen: each scene waits for its day and an occasion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from network.accounts import membership
from network.answering import answers, passing
from network.candidates import ranking
from network.core import clock
from network.core.database import db, unit_of_work
from network.demo import dividing, examples, offers
from network.demo.data import DOMAIN, load
from network.demo.people import coordinator, get_person
from network.engagements import asking_after
from network.engagements import service as engagements
from network.engagements.silence import is_silent
from network.expertise import publishing
from network.expertise import service as profiles
from network.models import Engagement, ExpertiseProfile, Match, SupportRequest
from network.models.engagement import EngagementState
from network.models.expertise import ProfileState
from network.models.match import DeclineReason, MatchState
from network.models.notice import Category
from network.models.support_request import NoteKind, RequestState
from network.models.user import Role
from network.notices import service as notices
from network.steering import service as steering
from network.support_requests import service as questions
from network.waves import colleagues, people
from network.waves import profiles as taken_on
from network.waves import queries as waves

# No more schools than this stop taking on anything new, so that one question waits.
FEW = 3


@dataclass(frozen=True)
class Scene:
    """`play` says whether it happened; it is tried each day from so many days of school before the last."""

    days_left: int
    play: Callable[[], bool]


def play(to_come: list[Scene], *, days_left: int) -> None:
    """Play what can be played by now; what finds no occasion stays for the next day."""
    for scene in [scene for scene in to_come if scene.days_left >= days_left]:
        with unit_of_work():
            if scene.play():
                to_come.remove(scene)


def put_profile_away() -> bool:
    """A school stops with what it offered."""
    for profile in _profiles(ProfileState.ARCHIVED):
        publishing.archive(profile, actor_id=_actor(profile))
    return True


def send_profile_back() -> bool:
    """The coordinator asks for more about a profile that was sent in."""
    for profile in _profiles(ProfileState.DRAFT):
        publishing.submit(profile, actor_id=_actor(profile))
        publishing.send_back(profile, note=load("notes")["sent_back"][0], actor_id=coordinator().id)
    return True


def send_profiles_in() -> bool:
    """The coordinator has something to look at."""
    for profile in _profiles(ProfileState.IN_REVIEW):
        publishing.submit(profile, actor_id=_actor(profile))
    return True


def switch_mail_off() -> bool:
    """The second coordinator reads on the site what the first one gets by mail."""
    person = get_person("second_coordinator")
    notices.choose_mail(person, set(), offered=[Category.COORDINATION], actor_id=person.id)
    return True


def step_in() -> bool:
    """The coordinator leaves out the best candidate and asks the second, and writes down why."""
    for question in _questions(RequestState.SEARCHING, RequestState.STUCK, RequestState.IN_TRIAGE):
        candidates = waves.list_proposed(question, limit=2)
        if len(candidates) == 2:
            first, second = candidates
            steering.pass_over(first, actor_id=coordinator().id)
            steering.invite_by_hand(question, second.profile, actor_id=coordinator().id)
            note = load("notes")["of_coordinators"][0]
            questions.add_note(question, note, kind=NoteKind.COORDINATOR, author=coordinator())
            return True
    return False


def give_back() -> bool:
    """A specialist cannot go on before the work began."""
    planned = select(Engagement).where(Engagement.state == EngagementState.PLANNED).order_by(Engagement.id.desc())
    engagement = db.session.scalar(planned.limit(1))
    if engagement is None:
        return False
    engagements.give_back(engagement, note=load("notes")["given_back"][0], actor_id=engagement.specialist_id)
    return True


def ask_after() -> bool:
    """The coordinator asks how a traject goes of which nothing was noted for long; others stay for the list of who needs a person."""
    going_on = select(Engagement).where(Engagement.state == EngagementState.RUNNING).order_by(Engagement.id)
    silent = [one for one in db.session.scalars(going_on) if is_silent(one, asked_after_at=None)]
    if len(silent) < FEW:
        return False
    asking_after.ask_after(silent[0], heard=load("notes")["heard_of_silent"][0], author=coordinator())
    return True


def add_to_question() -> bool:
    """A school that still waits tells what changed."""
    for question in _questions(RequestState.SEARCHING)[:1]:
        questions.add_note(question, load("notes")["additions"][0], kind=NoteKind.ADDITION, author=question.requester)
        return True
    return False


def pass_invitation_on() -> bool:
    """Somebody who was asked lets a colleague answer."""
    for match in _invitations():
        person = match.profile.people[0].user
        others = people.list_colleagues(match, of=person) if person else []
        if person and others:
            passing.pass_on(match, others[0], by=person)
            return True
    return False


def name_another_school() -> bool:
    """Somebody who was asked knows who may be better."""
    for match in _invitations():
        person, asked = match.profile.people[0].user, [one.profile_id for one in waves.list_matches_of(match.request)]
        others = select(ExpertiseProfile).where(
            ExpertiseProfile.state == ProfileState.PUBLISHED,
            ExpertiseProfile.location_id != match.profile.location_id,
            ExpertiseProfile.id.not_in(asked),
        )
        other = db.session.scalar(others.order_by(ExpertiseProfile.id).limit(1))
        if person and other:
            passing.suggest(match, other, by=person)
            return True
    return False


def let_question_wait() -> bool:
    """Who was asked first has no hours, and who comes next takes on nothing new now: the waiting list."""
    asked_first = [question for question in _questions(RequestState.SEARCHING) if 1 <= question.wave <= 2]
    left = {question: ranking.list_fitting(question) for question in asked_first}
    few = [question for question in left if 1 <= len(left[question]) <= FEW]
    found = sorted(few, key=lambda one: (len(left[one]), one.id))
    for question in found[:1]:
        for profile_id in left[question]:
            _take_on_nothing_new(db.session.get_one(ExpertiseProfile, profile_id))
        for match in waves.list_invited(question):
            got_it = colleagues.list_who_got_it([match], colleagues.list_left([match]))[match.id]
            person = [*got_it, *people.list_answering_people(match.profile)][0]
            answers.decline(match, DeclineReason.NO_HOURS, note=load("notes")["declines"]["no_hours"][0], person=person)
        return True
    return False


def be_away() -> bool:
    """Of one profile nobody is there for two months, of another for a week that is still to come."""
    now, later = _profiles(ProfileState.PUBLISHED)[3], _profiles(ProfileState.PUBLISHED)[-1]
    today = clock.today()
    profiles.add_absence(now, starts_on=today, ends_on=today + timedelta(days=60), actor_id=_actor(now))
    begin = today + timedelta(days=70)
    profiles.add_absence(later, starts_on=begin, ends_on=begin + timedelta(days=7), actor_id=_actor(later))
    return True


def invite_colleague() -> bool:
    """A school invites somebody who has no account yet."""
    inviter = get_person("school_admin")
    place = inviter.memberships[0].location
    membership.invite(
        f"saartje.stempel@{DOMAIN}", Role.SPECIALIST, place=place, name="Saartje Stempel", inviter=inviter
    )
    return True


SCENES = (
    Scene(45, put_profile_away),
    Scene(40, send_profile_back),
    Scene(40, dividing.drop_division),
    Scene(35, examples.share_one),
    Scene(30, switch_mail_off),
    Scene(30, offers.give_offer),
    Scene(30, dividing.send_division),
    Scene(20, step_in),
    Scene(12, give_back),
    Scene(6, send_profiles_in),
    Scene(4, add_to_question),
    Scene(3, ask_after),
    Scene(3, offers.announce_offers),
    Scene(2, be_away),
    Scene(2, invite_colleague),
    Scene(1, examples.leave_some_unshared),
    Scene(0, dividing.propose_division),
    Scene(1, offers.call_offer_off),
    Scene(1, pass_invitation_on),
    Scene(1, name_another_school),
    # More than once, and on the last day too: what comes free later is offered at once.
    Scene(2, let_question_wait),
    Scene(0, let_question_wait),
)


def _profiles(state: ProfileState) -> Sequence[ExpertiseProfile]:
    """Those that come to this state in the data."""
    titles = [row["title"] for row in load("profiles") if row["state"] == state]
    found = select(ExpertiseProfile).where(ExpertiseProfile.title.in_(titles)).order_by(ExpertiseProfile.id)
    return db.session.scalars(found).all()


def _questions(*states: RequestState) -> list[SupportRequest]:
    """Those of the coordinator, the oldest first."""
    own = SupportRequest.region_id.is_not(None)
    found = select(SupportRequest).where(SupportRequest.state.in_(states), own).order_by(SupportRequest.id)
    return list(db.session.scalars(found))


def _invitations() -> list[Match]:
    found = select(Match).where(Match.state == MatchState.INVITED).order_by(Match.id.desc())
    return [match for match in db.session.scalars(found) if match.request.state is RequestState.SEARCHING]


def _take_on_nothing_new(profile: ExpertiseProfile) -> None:
    under_way, _recent = taken_on.count_taken_on(profile)
    most, lead = profile.max_per_30_days, profile.lead_days
    profiles.set_limits(profile, max_open=under_way, max_per_30_days=most, lead_days=lead, actor_id=_actor(profile))


def _actor(profile: ExpertiseProfile) -> int:
    return profile.people[0].user_id or coordinator().id
