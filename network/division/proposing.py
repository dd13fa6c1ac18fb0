"""From the open questions of regions to a proposal: gathering, dividing, and keeping it as a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from time import monotonic

from network.access.audit import record
from network.candidates import many
from network.candidates.many import Best, Chances
from network.core import clock
from network.core.database import db
from network.core.errors import InvalidInput
from network.core.i18n import _
from network.division import queries, room, rules, solver
from network.division.rules import POINTS, Case, Pair, Question, Settings
from network.division.solver import Outcome
from network.followups.calendars import calendar_of
from network.followups.policies import policy_of
from network.models import Division, DivisionItem, Region, SupportRequest
from network.models.support_request import Urgency

# The oldest come first; what is left over is told, and is divided the next time.
MOST_QUESTIONS = 500
CANDIDATES_PER_QUESTION = 40

# The coordinator waits for the page: what gathering leaves of this is for dividing, and never nothing.
WITHIN_SECONDS = 4.0
LEAST_TO_DIVIDE_SECONDS = 1.0


@dataclass(frozen=True)
class Proposal:
    """Both divisions of what was open, as plain values: it was worked out before anything is written."""

    region_ids: tuple[int, ...]
    settings: Settings
    case: Case
    outcome: Outcome
    candidates: Mapping[int, Sequence[tuple[int, int]]]
    versions: Mapping[int, int]
    profile_versions: Mapping[int, int]
    left_out: int


def usual_settings(region: Region) -> Settings:
    """What the region agreed on: new questions per profile in thirty days, and when a school must hear something."""
    policy = policy_of(region.id)
    return Settings(most_per_profile=policy.max_per_30_days, first_after_days=policy.still_searching_days)


def work_out(regions: Sequence[Region], settings: Settings) -> Proposal:
    """Divide the open questions of these regions within seconds; reads only, so that nobody waits for it.

    Candidates and scores are those of the ranking; InvalidInput when there is no question to divide.
    """
    begun = monotonic()
    count, _asked = queries.count_questions_of(regions)
    requests = queries.list_questions_of(regions, limit=MOST_QUESTIONS)
    if not requests:
        raise InvalidInput(_("Er is nu geen vraag om te verdelen."), field="regions")
    chances = _chances(requests, regions)
    candidates = {key: _in_points(found.best) for key, found in chances.items()}
    profile_ids = {profile_id for found in candidates.values() for profile_id, _points in found}
    case = rules.case_of(
        [_question(request) for request in requests],
        room.list_room(profile_ids, regions, requests),
        [_pair(key, chances[key], *one) for key, found in candidates.items() for one in found],
        settings,
        full=[key for key, found in chances.items() if found.is_full],
    )
    return Proposal(
        region_ids=tuple(region.id for region in regions),
        settings=settings,
        case=case,
        outcome=solver.divide(case, time_limit=max(LEAST_TO_DIVIDE_SECONDS, WITHIN_SECONDS - (monotonic() - begun))),
        candidates=candidates,
        versions={request.id: request.version for request in requests},
        profile_versions={profile.id: profile.version for profile in queries.list_profiles(profile_ids)},
        left_out=count - len(requests),
    )


def keep(proposal: Proposal, *, actor_id: int) -> Division:
    """Keep a proposal as a draft that a coordinator can change and send."""
    outcome = proposal.outcome
    division = Division(
        regions=[db.session.get_one(Region, region_id) for region_id in proposal.region_ids],
        created_by_id=actor_id,
        figures={"proof": outcome.proof.value, "left_out": proposal.left_out},
        items=_items(proposal),
        **asdict(proposal.settings),
    )
    db.session.add(division)
    record(
        "division.proposed",
        division,
        actor_id=actor_id,
        questions=len(proposal.case.questions),
        served=len(outcome.together),
        served_alone=len(outcome.alone),
    )
    return division


def _chances(requests: Sequence[SupportRequest], regions: Sequence[Region]) -> dict[int, Chances]:
    """The best of each question; the chosen regions count as nearby of each other."""
    together = [region.id for region in regions]
    return many.score_many(requests, most=CANDIDATES_PER_QUESTION, nearby_region_ids=together)


def _in_points(best: Best) -> list[tuple[int, int]]:
    return [(profile_id, round(min(1.0, max(0.0, total)) * POINTS)) for profile_id, total in best]


def _pair(question: int, chances: Chances, profile_id: int, points: int) -> Pair:
    return Pair(question, profile_id, points, is_akin=profile_id in chances.akin)


def _question(request: SupportRequest) -> Question:
    asked_at = request.submitted_at or request.created_at
    asked_on = clock.to_local(asked_at).date()
    return Question(
        key=request.id,
        hours=room.hours_of(request),
        asked=asked_at.timestamp(),
        waited_days=calendar_of(request.location).school_days_between(asked_on, max(asked_on, clock.today())),
        is_urgent=request.urgency is Urgency.URGENT,
        week=room.begin_week(request),
    )


def _items(proposal: Proposal) -> list[DivisionItem]:
    case, outcome = proposal.case, proposal.outcome
    reasons = rules.reasons_of(case, outcome.together)
    return [
        DivisionItem(
            request_id=key,
            request_version=proposal.versions[key],
            position=position,
            hours=question.hours,
            goes_first=key in case.first,
            candidates=[[id, points, proposal.profile_versions[id]] for id, points in proposal.candidates[key]],
            reason=reasons.get(key, ""),
            **_given("proposed", outcome.together.get(key)),
            **_given("alone", outcome.alone.get(key)),
            **_given("chosen", outcome.together.get(key)),
        )
        for position, (key, question) in enumerate(case.questions.items())
    ]


def _given(role: str, pair: Pair | None) -> dict[str, int | None]:
    return {f"{role}_id": pair.profile if pair else None, f"{role}_points": pair.points if pair else 0}
