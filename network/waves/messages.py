"""What who asked and the coordinators hear while a specialist is sought."""

from __future__ import annotations

from datetime import date, datetime

from network.access.ownership import list_who_ask
from network.core import clock
from network.followups.calendars import calendar_of
from network.models import ExpertiseProfile, FollowUp, Match, SupportRequest, User
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.models.taxonomy import Facet
from network.notices import queries as notice_queries
from network.notices import service as notices
from network.notices.kind import Asks
from network.notices.kinds import coordination
from network.notices.kinds import waves as kinds
from network.support_requests.words import candidates_path_of, path_of
from network.waves import expecting, people, queries

_MOMENT = "%Y%m%d%H%M%S%f"


def tell_accepted(match: Match, specialist: User) -> None:
    """Good news for who asked."""
    request = match.request
    for person in list_who_ask(request):
        notices.send(
            kinds.QuestionAccepted(
                person,
                key=f"{match.id}:{match.answered_at:{_MOMENT}}",
                path=path_of(request),
                code=request.code,
                needs=list_needs_told(request),
                profile=match.profile.title,
                specialist=specialist.name,
                job_title=specialist.job_title,
            )
        )


def tell_searched_in_vain(request: SupportRequest) -> None:
    """Who asked hears that searching anew found nobody either; not on the school day that already brought that word."""
    now = clock.now()
    is_later_day = _school_day(request, now) != _school_day(request, request.stuck_at or now)
    if is_later_day or _was_stuck_left_out(request):
        tell_still_searching(request, was_anew=True)


def tell_still_searching(request: SupportRequest, *, next_word: FollowUp | None = None, was_anew: bool = False) -> None:
    """An honest word to who asked, once in a school day as long as it stands the same; `was_anew`: it was just searched for anew.

    What was not mailed, as it was so no more by then, is said once more when it is so again. Of a question that waits
    also when room is expected, and by when the next word comes.
    """
    counts = queries.count_answers(request)
    room_on = expecting.find_first_room_on(request) if request.is_waiting else None
    how_it_stands = "waiting" if request.is_waiting else request.state
    key = f"{request.id}:{_school_day(request, clock.now()):%Y%m%d}:{how_it_stands}"
    for person in list_who_ask(request):
        notices.send(
            kinds.StillSearching(
                person,
                key=_key_anew(kinds.StillSearching.name, key, person),
                path=path_of(request),
                code=request.code,
                needs=list_needs_told(request),
                asked=sum(counts.values()),
                declined=counts.get(MatchState.DECLINED, 0),
                is_waiting=request.is_waiting,
                is_stuck=request.state is RequestState.STUCK,
                room_on=room_on,
                next_word_on=next_word.due_at if next_word else None,
                was_anew=was_anew,
                looks_by=_day_to_come(request.coordinator_looks_until),
            )
        )


def tell_stuck(request: SupportRequest, *, left: int = 0) -> None:
    """Who asked hears that the coordinator takes over, and by when; the coordinators that they are needed.

    `left`: how many still fit when the rounds are used up.
    """
    for person in list_who_ask(request):
        notices.send(
            kinds.QuestionStuck(
                person,
                key=_stuck(request),
                path=path_of(request),
                code=request.code,
                needs=list_needs_told(request),
                left=left,
                looks_by=request.coordinator_looks_until,
            )
        )
    call_coordinators(request, left=left)


def tell_to_look_at(request: SupportRequest, *, every: int | None = None) -> None:
    """The coordinators hear that nobody is asked before one of them looked; `every`: as of call_coordinators."""
    for person in people.list_coordinators(request.region_id):
        notices.send(
            coordination.QuestionToLookAt(
                person,
                key=_this_minute(request),
                path=path_of(request),
                code=request.code,
                needs=list_needs_told(request),
                place=request.location.place,
                looks_by=request.coordinator_looks_until,
                every=every or "",
            )
        )


def call_coordinators(request: SupportRequest, *, left: int = 0, every: int | None = None) -> None:
    """The coordinators hear that a question needs them, and how many still fit.

    `every`: they heard it before, and after so many school days hear it again.
    """
    counts = queries.count_answers(request)
    for person in people.list_coordinators(request.region_id):
        notices.send(
            coordination.QuestionNeedsCoordinator(
                person,
                key=_this_minute(request),
                path=candidates_path_of(request),
                code=request.code,
                needs=list_needs_told(request),
                place=request.location.place,
                asked=sum(counts.values()),
                left=left,
                declined=counts.get(MatchState.DECLINED, 0),
                every=every or "",
            )
        )


def tell_waiting(request: SupportRequest, *, next_word: FollowUp) -> None:
    """An honest word to who asked: everybody who fits is full, when room is expected, and by when the next word comes."""
    room_on = expecting.find_first_room_on(request)
    for person in list_who_ask(request):
        notices.send(
            kinds.QuestionWaiting(
                person,
                key=_since(request),
                path=path_of(request),
                code=request.code,
                needs=list_needs_told(request),
                room_on=room_on,
                next_word_on=next_word.due_at,
            )
        )


def tell_waits_long(request: SupportRequest) -> bool:
    """The coordinators hear once that a question has waited for long; whether any of them heard it now."""
    name, since = coordination.QuestionWaitsLong.name, _since(request)
    told = [
        notices.send(
            coordination.QuestionWaitsLong(
                person,
                key=_key_anew(name, since, person),
                path=candidates_path_of(request),
                code=request.code,
                needs=list_needs_told(request),
                place=request.location.place,
                days=request.policy.waiting_alert_days,
            )
        )
        for person in people.list_coordinators(request.region_id)
    ]
    return any(told)


def tell_suggested(request: SupportRequest, profile: ExpertiseProfile, *, by: User) -> None:
    """The coordinators hear that somebody was named; at most once a day for a question, however many are."""
    for person in people.list_coordinators(request.region_id):
        notices.send(
            coordination.ProfileSuggested(
                person,
                key=f"{request.id}:{clock.today():%Y%m%d}",
                path=candidates_path_of(request),
                code=request.code,
                needs=list_needs_told(request),
                place=request.location.place,
                profile=profile.title,
                by=by.name,
            )
        )


def settle_look(request: SupportRequest) -> None:
    """The coordinators need not look at the question any more."""
    notices.settle(Asks.LOOK, path_of(request), candidates_path_of(request))


def list_needs_told(request: SupportRequest) -> list[str]:
    """The codes of the needs by which a question is named."""
    return [term.code for term in request.terms_of(Facet.NEED)[:3]]


def _school_day(request: SupportRequest, moment: datetime) -> date:
    """The school day of this moment; what comes outside school time is read on the next one."""
    return clock.to_local(calendar_of(request.location).next_mail_moment(moment)).date()


def _day_to_come(until: datetime | None) -> datetime | None:
    return until if until is not None and until > clock.now() else None


def _was_stuck_left_out(request: SupportRequest) -> bool:
    """Whether somebody who asks had no mail that the coordinator takes over: it was so no more when it was to go."""
    name, key = kinds.QuestionStuck.name, _stuck(request)
    return any(notice_queries.count_left_out(name, key, person) for person in list_who_ask(request))


def _stuck(request: SupportRequest) -> str:
    return f"{request.id}:{request.stuck_at or clock.now():{_MOMENT}}"


def _this_minute(request: SupportRequest) -> str:
    return f"{request.id}:{clock.now():%Y%m%d%H%M}"


def _since(request: SupportRequest) -> str:
    return f"{request.id}:{request.waiting_since:{_MOMENT}}"


def _key_anew(name: str, key: str, person: User) -> str:
    """Another key each time that the mail of it was left out, because it was so no more: it may be said once more."""
    left_out = notice_queries.count_left_out(name, key, person)
    return f"{key}:{left_out}" if left_out else key
