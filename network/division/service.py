"""What a coordinator does with a proposed division: change a line, send it, or drop it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from network.access.audit import record
from network.core import clock
from network.core.errors import Conflict, InvalidInput, InvalidState
from network.core.i18n import _
from network.division import queries, room
from network.division.hours import HOURS_SLACK, Work
from network.division.rules import Profile
from network.models import Division, DivisionItem, ExpertiseProfile
from network.models.division import DivisionState, ItemState
from network.models.expertise import ProfileState
from network.models.match import MatchState
from network.models.outbox import OutboxKind
from network.outbox import service as outbox
from network.steering import service as steering
from network.waves import queries as waves

_NOT_TO_BE_ASKED = {MatchState.INVITED, MatchState.ACCEPTED, MatchState.DECLINED, MatchState.WITHDRAWN}


class Skipped(StrEnum):
    """Why a line was not sent after all."""

    QUESTION_CHANGED = "question_changed"
    QUESTION_ASKED = "question_asked"
    PROFILE_CHANGED = "profile_changed"
    SAID_NO = "said_no"
    FULL = "full"


@dataclass(frozen=True)
class Left:
    """What a profile has left for the question of one line."""

    places: int
    hours: float


def room_beside(item: DivisionItem) -> dict[int, Left]:
    """What each candidate of a line has left for it when the other lines of the division keep theirs."""
    taken: dict[int, list[Work]] = {}
    for other in item.division.items:
        if other is not item and other.chosen_id is not None:
            taken.setdefault(other.chosen_id, []).append(Work(room.begin_week(other.request), other.hours))
    requests = [line.request for line in item.division.items]
    return {
        having.key: _left(having, item, taken.get(having.key, ()))
        for having in room.list_room(_ids(item), item.division.regions, requests)
    }


def has_room(left: Left, hours: float) -> bool:
    """Whether one more question of so many hours fits."""
    return left.places > 0 and hours <= left.hours + HOURS_SLACK


def choose(item: DivisionItem, profile: ExpertiseProfile | None, *, actor_id: int) -> None:
    """Give a question to another candidate, or to nobody for now."""
    division = queries.lock_division(item.division)
    only_draft(division)
    if profile is not None:
        _refuse_unless_it_fits(item, profile)
    item.chosen_id = profile.id if profile else None
    item.chosen_points = next((points for id, points, _v in item.candidates if profile and id == profile.id), 0)
    division.changes += 1
    record("division.changed", division, actor_id=actor_id, question=item.request.code)


def send(division: Division, *, seen_version: str | int | None, actor_id: int) -> Division:
    """Promise an invitation for each line that has somebody; a division that was sent already stays as it is.

    Each line is sent in a transaction of its own (send_line), so that nobody waits for all of them. Conflict when
    somebody changed the division after the reader looked at it (`seen_version`).
    """
    division = queries.lock_division(division)
    if division.state is DivisionState.SENT:
        return division
    only_draft(division)
    if str(division.version) != str(seen_version):
        raise Conflict(_("Een collega wijzigde deze verdeling net. Bekijk die opnieuw en verstuur die dan."))
    division.state, division.sent_at, division.sent_by_id = DivisionState.SENT, clock.now(), actor_id
    lines = {f"send_line:{item.id}": item.id for item in division.items if item.chosen_id is not None}
    outbox.add_many(OutboxKind.SEND_LINE, lines)
    record("division.sent", division, actor_id=actor_id, lines=len(lines))
    return division


def send_line(item_id: int) -> None:
    """Invite for one line of a division that was sent; doing it twice invites once.

    When its question or profile changed since the proposal, or the place is gone, it is skipped with the reason.
    """
    request_id, profile_id = queries.get_line_ids(item_id)
    waves.lock_request(request_id)
    profile = waves.lock_profile(profile_id)
    item = queries.get_line(item_id)
    if item.state is not ItemState.OPEN:
        return
    why = _why_not(item, profile)
    if why is not None:
        item.state, item.skipped_because = ItemState.SKIPPED, why
        record("division.line_skipped", item.division, actor_id=None, question=item.request.code, reason=why.value)
        return
    sender = item.division.sent_by_id or item.division.created_by_id
    item.match = steering.invite_by_hand(item.request, profile, actor_id=sender, nearby=item.division.regions)
    item.state = ItemState.SENT


def drop(division: Division, *, actor_id: int) -> None:
    """Do nothing with this proposal."""
    division = queries.lock_division(division)
    only_draft(division)
    division.state = DivisionState.DROPPED
    record("division.dropped", division, actor_id=actor_id)


def only_draft(division: Division) -> None:
    """Raise InvalidState for a division that was sent or dropped."""
    if division.state is DivisionState.SENT:
        raise InvalidState(_("Deze verdeling is al verstuurd. Maak een nieuw voorstel als er nog vragen wachten."))
    if division.state is DivisionState.DROPPED:
        raise InvalidState(_("Deze verdeling is weggelegd. Maak een nieuw voorstel."))


def _why_not(item: DivisionItem, profile: ExpertiseProfile) -> Skipped | None:
    """Why a line cannot be sent any more. Question and profile are locked: what is counted here stays so."""
    return next((reason for reason, holds in _HURDLES.items() if holds(item, profile)), None)


def _question_changed(item: DivisionItem, _profile: ExpertiseProfile) -> bool:
    return item.request.version != item.request_version or item.request.state not in queries.DIVISIBLE


def _question_asked(item: DivisionItem, _profile: ExpertiseProfile) -> bool:
    return queries.has_open_invitation(item.request)


def _profile_changed(item: DivisionItem, profile: ExpertiseProfile) -> bool:
    version = next((version for id, _points, version in item.candidates if id == profile.id), None)
    may_be_asked = profile.state is ProfileState.PUBLISHED and profile.location.is_open
    return profile.version != version or not may_be_asked


def _said_no(item: DivisionItem, profile: ExpertiseProfile) -> bool:
    return queries.find_match_state(item.request, profile) in _NOT_TO_BE_ASKED


def _is_full(item: DivisionItem, profile: ExpertiseProfile) -> bool:
    (having,) = room.list_room([profile.id], item.division.regions, [item.request])
    return not has_room(_left(having, item), item.hours)


_HURDLES: dict[Skipped, Callable[[DivisionItem, ExpertiseProfile], bool]] = {
    Skipped.QUESTION_CHANGED: _question_changed,
    Skipped.QUESTION_ASKED: _question_asked,
    Skipped.PROFILE_CHANGED: _profile_changed,
    Skipped.SAID_NO: _said_no,
    Skipped.FULL: _is_full,
}


def _refuse_unless_it_fits(item: DivisionItem, profile: ExpertiseProfile) -> None:
    if profile.id not in _ids(item):
        raise InvalidInput(_("Dit profiel past niet bij de vraag."), field="profile")
    left = room_beside(item).get(profile.id)
    if left is None or not has_room(left, item.hours):
        raise InvalidInput(
            _(
                "%(profile)s heeft in deze verdeling geen plek of uren meer. Haal daar eerst een andere vraag weg.",
                profile=profile.title,
            ),
            field="profile",
        )


def _left(having: Profile, item: DivisionItem, taken: Collection[Work] = ()) -> Left:
    hours = having.hours.left_for(room.begin_week(item.request), taken)
    return Left(having.places - len(taken), hours)


def _ids(item: DivisionItem) -> set[int]:
    return {id for id, _points, _version in item.candidates}
