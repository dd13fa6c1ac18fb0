"""What happened before between a question's school and the profiles, and what they have in hand now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from math import log
from typing import Any

from sqlalchemy import func, select

from network.core import clock
from network.core.database import db
from network.core.text import stems_of
from network.matching.rules import Wanted
from network.models import Absence, Engagement, Evaluation, ExpertiseProfile, Match, ProfileStem, SupportRequest
from network.models.engagement import EngagementState, EvaluationMoment, Side
from network.models.match import MatchState

ABSENT_WHEN_AWAY_DAYS = 28
SHORTEST_STEM = 3
_ANSWERED = (MatchState.ACCEPTED, MatchState.DECLINED, MatchState.EXPIRED, MatchState.SUPERSEDED)


@dataclass(frozen=True)
class Past:
    """Counts and answers per profile id."""

    open_engagements: Mapping[int, int] = field(default_factory=dict)
    recent_yeses: Mapping[int, int] = field(default_factory=dict)
    yeses: Mapping[int, int] = field(default_factory=dict)
    answers: Mapping[int, int] = field(default_factory=dict)
    worked_here: Mapping[int, tuple[int, float | None]] = field(default_factory=dict)
    this_question: Mapping[int, Match] = field(default_factory=dict)
    absences: Mapping[int, list[tuple[Any, Any]]] = field(default_factory=dict)

    def of(self, profile_id: int, wanted: Wanted) -> dict[str, Any]:
        """The fields of `Offered` that speak of one profile's past and present."""
        match = self.this_question.get(profile_id)
        times, valued = self.worked_here.get(profile_id, (0, None))
        return {
            "open_engagements": self.open_engagements.get(profile_id, 0),
            "recent_yeses": self.recent_yeses.get(profile_id, 0),
            "yeses": self.yeses.get(profile_id, 0),
            "answers": self.answers.get(profile_id, 0),
            "worked_here": times,
            "valued_here": valued,
            "declined_reason": match.decline_reason.value if match and match.decline_reason else "",
            "is_passed_over": match is not None and match.state is MatchState.WITHDRAWN,
            "is_absent": self._is_absent(profile_id, wanted),
        }

    def _is_absent(self, profile_id: int, wanted: Wanted) -> bool:
        """Away during the whole of the four weeks from the wanted start on."""
        begin = clock.today() + timedelta(days=wanted.start_in_days)
        end = begin + timedelta(days=ABSENT_WHEN_AWAY_DAYS)
        return any(first <= begin and last >= end for first, last in self.absences.get(profile_id, []))


def gather(request: SupportRequest, ids: list[int]) -> Past:
    """The past and present of these profiles, in six queries."""
    month_ago = clock.now() - timedelta(days=30)
    accepted = (Match.profile_id.in_(ids), Match.state == MatchState.ACCEPTED)
    is_open = (Engagement.profile_id.in_(ids), Engagement.state != EngagementState.CLOSED)
    return Past(
        open_engagements=_count(Engagement.profile_id, *is_open),
        recent_yeses=_count(Match.profile_id, *accepted, Match.answered_at > month_ago),
        yeses=_count(Match.profile_id, *accepted),
        answers=_count(Match.profile_id, Match.profile_id.in_(ids), Match.state.in_(_ANSWERED)),
        worked_here=_worked_here(request, ids),
        this_question={
            match.profile_id: match
            for match in db.session.scalars(
                select(Match).where(Match.request_id == request.id, Match.profile_id.in_(ids))
            )
        },
        absences=_absences(ids),
    )


def text_likeness(request: SupportRequest, ids: list[int]) -> dict[int, float]:
    """Which share of the question's telling words (0..1, rare words count more) each profile uses itself."""
    words = {stem for stem in stems_of(f"{request.title} {request.story}") if len(stem) >= SHORTEST_STEM}
    if not words or not ids:
        return {}
    worth = _worth_of(words)
    whole = sum(worth.values()) or 1.0
    rows = db.session.execute(
        select(ProfileStem.stem, ProfileStem.profile_id).where(
            ProfileStem.stem.in_(worth), ProfileStem.profile_id.in_(ids)
        )
    )
    likeness: dict[int, float] = {}
    for stem, profile_id in rows:
        likeness[profile_id] = likeness.get(profile_id, 0.0) + worth[stem] / whole
    return {profile_id: min(1.0, share) for profile_id, share in likeness.items()}


def _worth_of(words: set[str]) -> dict[str, float]:
    """How telling each word is: the fewer profiles use it the more; words that no profile uses are left out."""
    everybody = db.session.scalar(select(func.count(ExpertiseProfile.id))) or 1
    rows = db.session.execute(
        select(ProfileStem.stem, func.count()).where(ProfileStem.stem.in_(words)).group_by(ProfileStem.stem)
    )
    return {stem: log(1 + everybody / users) for stem, users in rows}


def _count(column: Any, *conditions: Any) -> dict[int, int]:
    rows = db.session.execute(select(column, func.count()).where(*conditions).group_by(column))
    return dict(rows.all())


def _worked_here(request: SupportRequest, ids: list[int]) -> dict[int, tuple[int, float | None]]:
    rows = db.session.execute(
        select(Engagement.profile_id, func.count(Engagement.id.distinct()), func.avg(Evaluation.score))
        .join(Engagement.request)
        .outerjoin(
            Evaluation,
            (Evaluation.engagement_id == Engagement.id)
            & (Evaluation.side == Side.REQUESTER)
            & (Evaluation.moment == EvaluationMoment.CLOSING),
        )
        .where(
            Engagement.profile_id.in_(ids),
            Engagement.state == EngagementState.CLOSED,
            SupportRequest.location_id == request.location_id,
        )
        .group_by(Engagement.profile_id)
    )
    return {profile_id: (times, None if mean is None else float(mean)) for profile_id, times, mean in rows}


def _absences(ids: list[int]) -> dict[int, list[tuple[Any, Any]]]:
    rows = db.session.execute(
        select(Absence.profile_id, Absence.starts_on, Absence.ends_on).where(
            Absence.profile_id.in_(ids), Absence.ends_on >= clock.today()
        )
    )
    found: dict[int, list[tuple[Any, Any]]] = {}
    for profile_id, starts_on, ends_on in rows:
        found.setdefault(profile_id, []).append((starts_on, ends_on))
    return found
