"""What those who are asked hear of an invitation: that it is there, still waits, was passed on, or is over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from network.candidates import ranking
from network.followups.calendars import in_school_days
from network.models import Match, User
from network.models.taxonomy import Facet
from network.notices import queries as notice_queries
from network.notices import service as notices
from network.notices.kind import Asks
from network.notices.kinds import waves as kinds
from network.waves import colleagues, fullness, invitations, people, queries, turns
from network.waves.messages import list_needs_told


def invite(match: Match) -> None:
    """Tell those who answer for the profile that there is a question for them."""
    for person in people.list_asked_people(match):
        notices.send(
            kinds.QuestionInvitation(
                person,
                key=match.asking,
                path=_path(match),
                **_card(match),
            )
        )


def find_mailed_at(match: Match) -> datetime | None:
    """When the invitation was mailed; now while that is still to be done, None where nobody of those asked gets mail."""
    return notice_queries.find_mailed_at(kinds.QuestionInvitation.name, match.asking, people.list_asked_people(match))


def remind(match: Match, *, times: int) -> None:
    """Ask once more, and say until when, and when others are asked too; not when nobody else is, or only after the end."""
    until, others_asked_on = queries.find_expiry_at(match), turns.find_next_at(match.request)
    if until and others_asked_on and others_asked_on >= until:
        others_asked_on = None
    for person in colleagues.list_awaited_people(match):
        notices.send(
            kinds.InvitationReminder(
                person,
                key=f"{match.asking}:{times}",
                path=_path(match),
                times=times,
                until=until,
                others_asked_on=others_asked_on,
                **_card(match),
            )
        )


def settle(match: Match, *, of: User | None = None) -> None:
    """No answer is asked any more: the invitation is new to nobody; `of`: not to this one person."""
    notices.settle(Asks.ANSWER, _path(match), of=of)


def end_invitation(match: Match) -> None:
    """The question need not be answered any more."""
    for person in colleagues.list_awaited_people(match):
        notices.send(
            kinds.InvitationEnded(
                person,
                key=match.asking,
                path="/uitnodigingen",
                match=match.public_id,
                asking=match.asking,
                code="" if match.hides_school else match.request.code,
                needs=list_needs_told(match.request),
            )
        )


def tell_expired(match: Match) -> None:
    """The invitation ended without an answer; a yes is still welcome while nobody else gave one."""
    for person in colleagues.list_awaited_people(match):
        notices.send(
            kinds.InvitationExpired(
                person,
                key=match.asking,
                path=_path(match),
                match=match.public_id,
                code="" if match.hides_school else match.request.code,
                needs=list_needs_told(match.request),
                is_late_yes_welcome=invitations.is_late_yes_welcome(match),
            )
        )


def tell_passed_on(match: Match, colleague: User, *, by: User) -> None:
    """The colleague gets the invitation, with a link of their own."""
    notices.send(kinds.InvitationPassedOn(colleague, key=match.asking, path=_path(match), by=by.name, **_card(match)))


def _path(match: Match) -> str:
    return f"/uitnodigingen/{match.public_id}"


def _card(match: Match) -> dict[str, Any]:
    """What an invitation says of a question: no story, no school; of another region not even place and code."""
    request = match.request
    answer_by = queries.find_next_wave_at(request) or in_school_days(
        match.profile.location, request.policy.next_wave_days
    )
    return {
        "match": match.public_id,
        "asking": match.asking,
        "code": "" if match.hides_school else request.code,
        "needs": list_needs_told(request),
        "age": [term.code for term in request.terms_of(Facet.AGE_GROUP)],
        "forms": [term.code for term in request.terms_of(Facet.FORM)],
        "place": "" if match.hides_school else request.location.place,
        "region": request.region.name if match.hides_school and request.region else "",
        "is_nearby": match.hides_school,
        "is_akin": ranking.is_akin(match),
        "is_full": fullness.find_full(match.profile, request) is not None,
        "answer_by": answer_by,
    }
