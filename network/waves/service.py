"""Searching for a specialist: rank, invite in waves, and be honest when nobody is left."""

from __future__ import annotations

from collections.abc import Sequence

from network.access.audit import record
from network.candidates import ranking
from network.core import clock
from network.followups import service as followups
from network.followups.calendars import in_school_days
from network.models import FollowUp, Match, SupportRequest
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.support_requests import service as questions
from network.support_requests.askings import ASKED
from network.support_requests.queries import was_asked_since_stuck
from network.waves import invitation_messages, messages, queries, reminding, turns, waiting, widening

_TO_BE_SEARCHED = {RequestState.SUBMITTED, RequestState.STUCK}


def search(request_id: int) -> None:
    """Look for specialists for a question and invite the next wave, unless those who are asked now still have time.

    For a question in triage the coordinators hear of it, the candidates are ranked for them, and nobody is asked.
    """
    request = queries.lock_request(request_id)
    if request.state is RequestState.IN_TRIAGE:
        messages.tell_to_look_at(request)
        reminding.allow_time_to_look(request)
        ranking.refresh(request)
        return
    if request.state in _TO_BE_SEARCHED:
        questions.move(request, RequestState.SEARCHING)
    if request.state is RequestState.SEARCHING and not _has_time_to_answer(request):
        if request.wave == 0 and request.waiting_since is None:
            questions.promise_word(request, anew=True)
        invite_next_wave(request)


def invite_next_wave(request: SupportRequest) -> None:
    """Rank anew and ask the best who were not asked yet, of nearby regions too when nobody else is left.

    Everybody who fits is full, or has room that others wait for: the waiting list. Nobody fits, or the most rounds
    were asked: the coordinator's.
    """
    chosen = _next_to_ask(request)
    if chosen and request.has_waves_left:
        _ask(request, chosen, request.wave + 1)
    elif not chosen and (queries.list_proposed(request, limit=1) or ranking.list_full(request)):
        waiting.wait(request)
    else:
        mark_stuck(request, left=len(queries.list_proposed(request, limit=None)) if chosen else 0)


def _next_to_ask(request: SupportRequest) -> Sequence[Match]:
    """The best who were not asked yet; each nearby region counts from the moment that nobody else is left."""
    chosen = _best_by_now(request)
    while not chosen and (region := widening.find_next(request)):
        known = _who_fit(request)
        widening.widen(request, region)
        chosen = _best_by_now(request)
        widening.note_widened(request, region, finds_nobody=_who_fit(request) <= known)
    return chosen


def _best_by_now(request: SupportRequest) -> Sequence[Match]:
    ranking.refresh(request)
    proposed = queries.list_proposed(request, limit=None)
    if request.widenings:
        widening.mark(request, proposed)
    return turns.list_next(request, proposed, most=request.policy.wave_size)


def _who_fit(request: SupportRequest) -> set[int]:
    """Ids of the profiles that could be asked, or could if they were not full."""
    return {match.profile_id for match in queries.list_proposed(request, limit=None)} | set(ranking.list_full(request))


def _ask(request: SupportRequest, chosen: Sequence[Match], wave: int) -> None:
    request.wave = wave
    promise_next_wave(request, chosen)
    for match in chosen:
        send_invitation(match, wave=wave)
    # A round holds only who is akin, or nobody who is.
    is_akin = all(ranking.is_akin(match) for match in chosen)
    asked = {"profiles": [match.profile.title for match in chosen], "matches": [match.id for match in chosen]}
    details = {"wave": wave, "count": len(chosen), "akin": is_akin, **asked}
    record("match.wave_invited", request, actor_id=None, request=request, **details)


def go_on_when_all_answered(request: SupportRequest) -> None:
    """When nobody is being asked any more the next step follows at once. The request is locked by the caller."""
    if request.state is RequestState.SEARCHING and not request.is_waiting and not queries.list_invited(request):
        followups.cancel(request, FollowUpKind.NEXT_WAVE)
        questions.promise_search(request)


def promise_next_wave(request: SupportRequest, asked: Sequence[Match]) -> None:
    """Give those who are asked now the school days that the region gives, each their own; after the last of these the
    search goes on, and who asked hears of it.
    """
    questions.promise_word(request)
    followups.cancel(request, FollowUpKind.NEXT_WAVE)
    followups.schedule(
        FollowUpKind.NEXT_WAVE,
        request,
        due_at=max(in_school_days(match.profile.location, request.policy.next_wave_days) for match in asked),
        dedupe_key=f"next_wave:{request.id}:{clock.now():%Y%m%d%H%M%S%f}",
    )


def send_invitation(match: Match, *, wave: int | None) -> None:
    """Ask this profile, and promise to remind it, and to ask no longer after the days that the region gives.

    The next wave is promised before: the invitation says by which day an answer is most welcome.
    """
    match.state = MatchState.INVITED
    match.wave = wave
    match.invited_at = clock.now()
    match.reminded_at = match.answered_at = match.answered_by = None
    match.decline_reason = None  # the note of an earlier no stays: it counts again when this is taken back
    waiting.leave(match.request)
    widening.mark(match.request, [match])
    policy, place = match.request.policy, match.profile.location
    promises = {
        FollowUpKind.FIRST_REMINDER: policy.first_reminder_days,
        FollowUpKind.SECOND_REMINDER: policy.second_reminder_days,
        FollowUpKind.INVITATION_EXPIRY: policy.invitation_days,
    }
    for kind, days in promises.items():
        key = f"{kind.value}:{match.asking}"
        followups.schedule(kind, match, due_at=in_school_days(place, days), dedupe_key=key)
    invitation_messages.invite(match)
    record(ASKED, match, actor_id=None, request=match.request, wave=wave)


def go_on(follow_up: FollowUp) -> None:
    """The waiting time of a wave is over: ask the next, if nobody said yes."""
    request = follow_up.request
    if request is not None and request.state is RequestState.SEARCHING:
        invite_next_wave(queries.lock_request(request.id))


def mark_stuck(request: SupportRequest, *, left: int = 0) -> None:
    """A person must look, and who asked hears so, and by when: nobody is left, or the rounds are up while `left` still fit.

    Open invitations stay open. Where nobody was asked since it was stuck before, it waits since then, and is no news
    to the coordinators, who see it on their worklist and have no more days for it; who asked reads that there is
    still nobody.
    """
    is_news = request.stuck_at is None or was_asked_since_stuck(request)
    until = request.coordinator_looks_until
    questions.move(request, RequestState.STUCK)
    if is_news:
        request.stuck_at = clock.now()
    else:
        request.coordinator_looks_until = until or request.coordinator_looks_until
    followups.cancel(request, FollowUpKind.NEXT_WAVE, FollowUpKind.STILL_SEARCHING, FollowUpKind.OFFER_WAITING)
    _promise_word_of_coordinator(request)
    if is_news:
        messages.tell_stuck(request, left=left)
    else:
        messages.tell_searched_in_vain(request)
    event = "request.stuck" if is_news else "request.still_stuck"
    record(event, request, actor_id=None, request=request, waves=request.wave, left=left, **_tried_for(request))


def _tried_for(request: SupportRequest) -> dict[str, int]:
    """For the story: how many were ever asked, and how many of them can still answer; and how many were passed over."""
    matches = queries.list_matches_of(request)
    return {
        "asked": sum(match.invited_at is not None for match in matches),
        "open": sum(match.state is MatchState.INVITED for match in matches),
        "passed_over": sum(match.is_passed_over for match in matches),
    }


def _has_time_to_answer(request: SupportRequest) -> bool:
    """Whether somebody is asked and the next wave is promised: without it the search begins anew beside them."""
    return bool(queries.list_invited(request)) and queries.find_next_wave_at(request) is not None


def _promise_word_of_coordinator(request: SupportRequest) -> None:
    until = request.coordinator_looks_until
    if until is None or until <= clock.now():
        until = in_school_days(request.location, request.policy.coordinator_days)
    key = f"still_stuck:{request.id}:{request.version}"
    followups.schedule(FollowUpKind.STILL_SEARCHING, request, due_at=until, dedupe_key=key)
