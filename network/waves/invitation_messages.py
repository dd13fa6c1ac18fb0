"""What those who are asked hear of an invitation: that it is there, still waits, was passed on, or is over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from network.candidates import ranking
from network.core.formatting import day_words, within_sentence
from network.core.i18n import _, in_language
from network.followups.calendars import in_school_days
from network.models import Match, SupportRequest, User
from network.models.taxonomy import Facet
from network.notices import queries as notice_queries
from network.notices import service as notices
from network.notices.kind import Asks
from network.notices.kinds import waves as kinds
from network.waves import invitations, people, queries
from network.waves.messages import needs_in_words


def invite(match: Match) -> None:
    """Tell those who answer for the profile that there is a question for them."""
    for person in people.list_asked_people(match):
        notices.send(
            kinds.QuestionInvitation(
                person,
                key=match.asking,
                path=_path(match),
                **_card(match, person),
            )
        )


def find_mailed_at(match: Match) -> datetime | None:
    """When the invitation was mailed; now while that is still to be done, None where nobody of those asked gets mail."""
    return notice_queries.find_mailed_at(kinds.QuestionInvitation.name, match.asking, people.list_asked_people(match))


def remind(match: Match, *, times: int) -> None:
    """Ask once more, and say until when."""
    until = queries.find_expiry_at(match)
    for person in people.list_asked_people(match):
        notices.send(
            kinds.InvitationReminder(
                person,
                key=f"{match.asking}:{times}",
                path=_path(match),
                times=times,
                until=day_words(until, person.language) if until else "",
                **_card(match, person),
            )
        )


def settle(match: Match) -> None:
    """No answer is asked any more: the invitation is new to nobody."""
    notices.settle(Asks.ANSWER, _path(match))


def end_invitation(match: Match) -> None:
    """The question need not be answered any more."""
    for person in people.list_asked_people(match):
        notices.send(
            kinds.InvitationEnded(
                person,
                key=match.asking,
                path="/uitnodigingen",
                match=match.public_id,
                asking=match.asking,
                code="" if match.hides_school else match.request.code,
                needs=needs_in_words(match.request, person.language),
            )
        )


def tell_expired(match: Match) -> None:
    """The invitation ended without an answer; a yes is still welcome while nobody else gave one."""
    for person in people.list_asked_people(match):
        notices.send(
            kinds.InvitationExpired(
                person,
                key=match.asking,
                path=_path(match),
                match=match.public_id,
                code="" if match.hides_school else match.request.code,
                needs=needs_in_words(match.request, person.language),
                is_late_yes_welcome=invitations.is_late_yes_welcome(match),
            )
        )


def tell_passed_on(match: Match, colleague: User, *, by: User) -> None:
    """The colleague gets the invitation, with a link of their own."""
    notices.send(
        kinds.InvitationPassedOn(colleague, key=match.asking, path=_path(match), by=by.name, **_card(match, colleague))
    )


def _path(match: Match) -> str:
    return f"/uitnodigingen/{match.public_id}"


def _card(match: Match, person: User) -> dict[str, Any]:
    """What an invitation says of a question: no story, no school; of another region not even place and code."""
    request = match.request
    answer_by = queries.find_next_wave_at(request) or in_school_days(request.location, request.policy.next_wave_days)
    return {
        "match": match.public_id,
        "asking": match.asking,
        "code": "" if match.hides_school else request.code,
        "needs": needs_in_words(request, person.language),
        "age": ", ".join(term.label(person.language) for term in request.terms_of(Facet.AGE_GROUP)),
        "forms": _forms_within_sentence(request, person.language),
        "place": _place_within_sentence(match, person.language),
        "is_nearby": match.hides_school,
        "is_akin": ranking.is_akin(match),
        "answer_by": day_words(answer_by, person.language),
    }


def _forms_within_sentence(request: SupportRequest, language: str) -> str:
    """Which help is asked for; a school that does not know yet asks for a proposal."""
    asked = ", ".join(within_sentence(term.label(language)) for term in request.terms_of(Facet.FORM))
    with in_language(language):
        return asked or _("een voorstel welke hulp past")


def _place_within_sentence(match: Match, language: str) -> str:
    """Where the question comes from, so that "in" can stand before it."""
    with in_language(language):
        place = invitations.place_of(match)
        if not (match.hides_school and match.request.region):
            return place
        name = place.removeprefix("Samenwerkingsverband ")
        if name == place and any(said in place.lower() for said in ("samenwerkingsverband", "swv")):
            return place
        return _("het samenwerkingsverband %(name)s", name=name)
