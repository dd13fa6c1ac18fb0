"""What a coordinator sees of one profile for a question: why it would be asked, or why not, rule by rule."""

from __future__ import annotations

from network.candidates import ranking
from network.core.formatting import day, tenths
from network.core.i18n import _
from network.explaining import explanations
from network.explaining.hurdles import Hurdle, hurdles_of
from network.models import ExpertiseProfile, SupportRequest
from network.models.match import MatchState
from network.steering import next_turn
from network.steering.page import as_of
from network.steering.service import STEERABLE
from network.support_requests.badges import match_badge
from network.support_requests.queries import list_askings
from network.waves import queries
from network.waves.fullness import find_full


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
        hindered_by = [one.code for one in found.conditions if not one.holds]
        self.only_was_asked = hindered_by == ["not_asked_yet"]
        self.only_its_people_were_asked = hindered_by == ["not_asked_otherwise"]
        self.reasons = explanations.reasons_of(found.scored.parts, self.total, words)
        self.hurdles: list[Hurdle] = hurdles_of(found.conditions, words)
        self.full = find_full(profile, request)
        self.match = queries.find_match(request, profile)
        self.badge = match_badge(self.match, list_askings(request).get(self.match.id, ())) if self.match else None
        self.next_words = next_turn.words(request, profile, found) if self.may_be_asked else ""
        is_asked = self.match is not None and self.match.state in {MatchState.INVITED, MatchState.ACCEPTED}
        self.can_invite = request.state in STEERABLE and profile.is_public and not is_asked

    @property
    def score_words(self) -> str:
        """The score of the list beside that of now, where they differ as they are shown."""
        if self.match is None or tenths(100 * self.match.total) == tenths(100 * self.total):
            return ""
        told, at = {"then": tenths(100 * self.match.total), "now": tenths(100 * self.total)}, as_of(self.match)
        if at is None:
            return _("Op de lijst was de score %(then)s; nu is die %(now)s.", **told)
        return _("Op de lijst is de score die van %(day)s: %(then)s; nu is die %(now)s.", day=day(at), **told)

    @property
    def place_words(self) -> str:
        """Its place among those who may be asked now; beside nobody there is no place to speak of."""
        if self.of == 1 and self.may_be_asked:
            return _("de enige die nu te vragen is")
        if self.of == 1:
            return _("ook niemand anders past nu")
        if self.may_be_asked:
            return _("plaats %(rank)s van %(of)s die kunnen", rank=self.rank, of=self.of)
        return _("zou plaats %(rank)s van %(of)s hebben als alles voldeed", rank=self.rank, of=self.of)
