"""What a specialist sees of one invitation: the question, and why this profile is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cached_property

from network.answering import leaving
from network.answering.cards import left_to, row_of, wants_a_yes
from network.answering.deadlines import deadlines_of
from network.core.badges import Badge
from network.core.formatting import day, hours
from network.core.i18n import _
from network.explaining import explanations
from network.explaining.explanations import Reader, Reason
from network.hours import capacity
from network.models import Match, User
from network.models.match import MatchState
from network.models.support_request import RequestState, Urgency
from network.support_requests.badges import match_badge
from network.support_requests.queries import list_askings
from network.support_requests.wishes import wishes_of
from network.support_requests.words import URGENCY_SHORT
from network.waves import elsewhere, invitations, people
from network.waves.fullness import Full, find_full

# The reasons that tell no more of a question than its needs and forms.
_OF_THE_CARD = {"needs", "form"}


class InvitationPage:
    """One invitation: the question and why this profile is asked."""

    def __init__(self, match: Match, *, reader_id: int) -> None:
        self.match = match
        self.reader_id = reader_id
        self.request = match.request
        row = row_of(match, deadlines_of([match]), is_full=wants_a_yes(match) and self.full is not None)
        self.row = replace(row, badge=_badge_when_over(match)) if match.state is MatchState.SUPERSEDED else row
        self.asked_too = elsewhere.list_asked_too(match) if wants_a_yes(match) else []
        self.with_colleagues = leaving.find_with_colleagues(match, reader_id=reader_id)
        if self.with_colleagues and self.with_colleagues.is_left:
            self.row = left_to(self.row, self.with_colleagues.names)
        self.shows_text, self.hides_school = match.shows_text, match.hides_school
        self.wishes = wishes_of(match.request) if match.shows_text else self.card

    @property
    def title(self) -> str:
        """What the question is called here: its needs, as long as its own title is not to be read."""
        return self.request.title if self.shows_text else self.row.needs

    @property
    def card(self) -> list[tuple[str, str]]:
        """What somebody may know who has not signed in; and the little for who works in another region."""
        urgency = self.request.urgency
        what = [
            (_("Onderwerp"), self.row.needs),
            (_("Groep of klas"), self.row.age),
            (_("Hulp"), self.row.forms),
            (_("Haast"), "" if urgency is Urgency.NORMAL else str(URGENCY_SHORT[urgency])),
        ]
        to = (_("Aan"), self.match.profile.title)
        if self.hides_school:
            return [*what, (_("Samenwerkingsverband"), self.row.place), to]
        start = self.request.wanted_start_on
        return [
            *what,
            (_("Vanaf"), day(start) if start else _("zo gauw het kan")),
            (_("Geschat"), hours(self.request.estimated_hours)),
            (_("Plaats"), self.row.place),
            (_("Vraag"), self.request.code),
            to,
        ]

    @property
    def origin(self) -> str:
        """Where the question comes from, as far as the reader may know."""
        request = self.request
        if self.hides_school:
            return _("Uit %(region)s", region=self.row.place)
        if not self.shows_text:
            return _("Vraag %(code)s · %(place)s", code=request.code, place=self.row.place)
        school = request.location.name
        return _("Vraag %(code)s · %(school)s, %(place)s", code=request.code, school=school, place=self.row.place)

    @property
    def is_open(self) -> bool:
        """Whether an answer is still asked."""
        return invitations.is_open(self.match)

    @property
    def is_late(self) -> bool:
        """Whether the invitation expired, but a yes is still welcome."""
        return invitations.is_late_yes_welcome(self.match)

    @property
    def late_words(self) -> str:
        """Of an invitation that expired, whether a yes is welcome all the same."""
        if self.full:
            return _("De uitnodiging is verlopen, maar de school zoekt nog.")
        return _("De uitnodiging is verlopen, maar de school zoekt nog. Je kunt nog ja zeggen.")

    @property
    def ended_words(self) -> str:
        """Why no answer is asked."""
        return elsewhere.ended_words(self.match, reader_id=self.reader_id)

    @property
    def is_taken_on_here(self) -> bool:
        """Whether yes was said through this profile, or at the same school or by its people through another."""
        return self.match.state is MatchState.ACCEPTED or elsewhere.find_yes(self.match) is not None

    @property
    def coordinators(self) -> Sequence[User]:
        """Whom to tell that it can be done after all: for who said no, as long as the question is open."""
        is_asked_again = self.match.state is MatchState.DECLINED and invitations.is_searched(self.match)
        return people.list_coordinators(self.request.region_id) if is_asked_again else []

    @cached_property
    def full(self) -> Full | None:
        """Why no yes can be kept now, and what must happen first; None where there is room."""
        return find_full(self.match.profile, self.request)

    @property
    def short_of_hours(self) -> str:
        """Said before a yes when the school asks for more hours than are free; the answer stays the reader's."""
        asked, profile = self.request.estimated_hours if self.shows_text else None, self.match.profile
        begin = capacity.begin_of(profile, self.request.wanted_start_on)
        free = capacity.free_hours(profile, from_on=begin, weeks=capacity.HORIZON_WEEKS) if asked else 0.0
        if not asked or free >= asked:
            return ""
        return _(
            "De school schat %(asked)s; jullie hebben tot %(day)s nog %(free)s vrij. Spreek bij het plan af wat haalbaar is.",
            asked=hours(asked),
            day=day(begin + timedelta(weeks=capacity.HORIZON_WEEKS)),
            free=hours(free),
        )

    @property
    def is_helped(self) -> bool:
        """Whether somebody helps or helped the school."""
        return self.request.state in {RequestState.MATCHED, RequestState.RUNNING, RequestState.CLOSED}

    @cached_property
    def reasons(self) -> list[Reason]:
        """Why this profile is asked; no distance, begin and hours where the school is not to be known."""
        found = explanations.why(self.match, brief=True, reader=Reader.SPECIALIST)
        return [one for one in found if one.code in _OF_THE_CARD] if self.hides_school else found


def _badge_when_over(match: Match) -> Badge:
    """Of an invitation that nobody need answer any more, whether that is so because nobody did."""
    return match_badge(match, list_askings(match.request).get(match.id, ()))
