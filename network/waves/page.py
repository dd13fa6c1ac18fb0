"""What the pages of invitations and steering show: an invitation for a specialist, candidates for a coordinator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from network.access.guard import viewer
from network.access.scope import scope_of
from network.core.formatting import day, hours
from network.core.i18n import _, current_language
from network.expertise import capacity
from network.matching import explanations, ranking
from network.matching.explanations import Reader, Reason
from network.matching.hurdles import Hurdle, hurdles_of
from network.matching.similar import EarlierQuestion, earlier_in_own_regions
from network.models import ExpertiseProfile, Match, Suggestion, SupportRequest
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.models.taxonomy import Facet
from network.support_requests.page import Badge, badge_of, match_badge, wishes_of
from network.waves import answers, colleagues, invitations, messages, queries

# Who was asked for reopened or withdrawn questions stays on the list; proposals come after.
_ASKED_FIRST = [
    MatchState.ACCEPTED,
    MatchState.INVITED,
    MatchState.PROPOSED,
    MatchState.DECLINED,
    MatchState.EXPIRED,
    MatchState.SUPERSEDED,
    MatchState.WITHDRAWN,
]


_STILL_SEARCHED = {RequestState.IN_TRIAGE, RequestState.SEARCHING, RequestState.STUCK}

MOST_FOUND = 10

# The reasons that tell no more of a question than its needs and forms.
_OF_THE_CARD = {"needs", "form"}


@dataclass(frozen=True)
class InvitationRow:
    """An invitation as a card: no story, no school, only what tells whether it fits."""

    match: Match
    needs: str
    age: str
    forms: str
    place: str
    badge: Badge


def rows_of(matches: Iterable[Match]) -> list[InvitationRow]:
    """The invitations of a specialist as cards."""
    return [_row(match) for match in matches]


class InvitationPage:
    """One invitation: the question and why this profile is asked."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.request = match.request
        self.row = _row(match)
        self.shows_text, self.hides_school = match.shows_text, match.hides_school
        self.wishes = wishes_of(match.request) if match.shows_text else self.card

    @property
    def title(self) -> str:
        """What the question is called here: its needs, as long as its own title is not to be read."""
        return self.request.title if self.shows_text else self.row.needs

    @property
    def card(self) -> list[tuple[str, str]]:
        """What somebody may know who has not signed in; and the little for who works in another region."""
        what = [
            (_("Onderwerp"), self.row.needs),
            (_("Groep of klas"), self.row.age),
            (_("Hulp"), self.row.forms),
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
    def ended_words(self) -> str:
        """Why no answer is asked."""
        return invitations.ended_words(self.match)

    @cached_property
    def full_words(self) -> str:
        """What must happen before a yes can be kept; empty where there is room."""
        return answers.full_words(self.match.profile, self.request)

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

    @property
    def answer_by(self) -> datetime | None:
        return queries.find_next_wave_at(self.request)


class CandidatesPage:
    """The ranked list of a question, with what can be done for each; and a search for any other profile."""

    def __init__(self, request: SupportRequest, *, search: str = "") -> None:
        self.request = request
        self.badge = badge_of(request.state, is_waiting=request.is_waiting)
        self.wishes = wishes_of(request)
        self.search = search
        self.can_invite = request.state in _STILL_SEARCHED
        self.is_searched_for = self.can_invite or request.state is RequestState.SUBMITTED
        self.can_let_through = request.state is RequestState.IN_TRIAGE
        self.can_search_again = request.state in {RequestState.CLOSED, RequestState.STUCK}

    match_badge = staticmethod(match_badge)

    @cached_property
    def matches(self) -> list[Match]:
        """Those who were asked first, then the candidates in their order."""
        found = queries.list_matches_of(self.request)
        return sorted(found, key=lambda m: (_ASKED_FIRST.index(m.state), m.rank))

    @cached_property
    def suggestions(self) -> dict[int, Suggestion]:
        """What specialists named, by profile."""
        return {one.profile_id: one for one in colleagues.list_suggestions(self.request)}

    @cached_property
    def more(self) -> int:
        """How many fit who are not on the list, which ends with as many as are kept with a question."""
        if not self.can_invite or len(self.matches) < ranking.kept_of(self.request):
            return 0
        return len(set(ranking.list_fitting(self.request)) - {match.profile_id for match in self.matches})

    @cached_property
    def not_listed_yet(self) -> int:
        """How many fit a question of which the list is still empty: it was not ranked yet."""
        return len(ranking.list_fitting(self.request)) if self.is_searched_for and not self.matches else 0

    @cached_property
    def found(self) -> Sequence[ExpertiseProfile]:
        """Profiles by name of profile, school or place, on the list or not."""
        if not self.search:
            return []
        return queries.list_profiles_named(self.search, scope_of(viewer()), limit=MOST_FOUND)

    @property
    def may_be_more_found(self) -> bool:
        return len(self.found) == MOST_FOUND

    @cached_property
    def earlier(self) -> list[EarlierQuestion]:
        """What was asked before in the regions of the reader, and is like this question."""
        return earlier_in_own_regions(self.request)


class AssessmentPage:
    """Why this profile, or why not: its score part by part, and every hard rule."""

    def __init__(self, request: SupportRequest, profile: ExpertiseProfile) -> None:
        self.request = request
        self.profile = profile
        found = ranking.assess(request, profile)
        words = explanations.labels()
        self.total = found.scored.total
        self.rank, self.of = found.rank, found.of
        self.may_be_asked = found.may_be_asked
        self.only_was_asked = [one.code for one in found.conditions if not one.holds] == ["not_asked_yet"]
        self.reasons = explanations.reasons_of(found.scored.parts, self.total, words)
        self.hurdles: list[Hurdle] = hurdles_of(found.conditions, words)
        self.is_full = bool(answers.full_words(profile, request))
        self.match = queries.find_match(request, profile)
        self.badge = match_badge(self.match.state) if self.match else None
        is_asked = self.match is not None and self.match.state in {MatchState.INVITED, MatchState.ACCEPTED}
        self.can_invite = request.state in _STILL_SEARCHED and profile.is_public and not is_asked


def _row(match: Match) -> InvitationRow:
    language = current_language()

    def words(facet: Facet) -> str:
        return ", ".join(term.label(language) for term in match.request.terms_of(facet))

    return InvitationRow(
        match,
        words(Facet.NEED),
        words(Facet.AGE_GROUP),
        words(Facet.FORM),
        messages.place_of(match),
        match_badge(match.state),
    )
