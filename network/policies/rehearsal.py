"""What other rules would have done to a region's last questions: ranked as if sent today, twice. Nothing is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, undefer_group

from network.candidates import answerers
from network.candidates.field import Field
from network.core.database import db
from network.core.i18n import _, current_language
from network.core.policy import Policy
from network.matching.twins import asking_somebody_new
from network.models import ExpertiseProfile, Location, Match, Region, RequestTerm, SupportRequest
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.models.taxonomy import Facet
from network.policies.comparing import Difference, Ranking, Spread, compare
from network.policies.service import policy_in_force

LAST_QUESTIONS = 50

# What decides who is asked, and in which round; the other rules say when, or hold for what comes after.
_COMPARED = {"weights", "rank_threshold", "wave_size", "max_waves", "max_per_30_days"}

_NEVER_SEARCHED = (RequestState.DRAFT, RequestState.WITHDRAWN)


@dataclass(frozen=True)
class Change:
    """A question for which others would be asked, or for which the place of the profile that said yes changes."""

    request: SupportRequest
    joining: Sequence[ExpertiseProfile]
    leaving: Sequence[ExpertiseProfile]
    joining_later: Sequence[ExpertiseProfile]
    leaving_later: Sequence[ExpertiseProfile]
    accepted: ExpertiseProfile | None
    places: tuple[int | None, int | None] | None

    @property
    def needs(self) -> str:
        language = current_language()
        return ", ".join(term.label(language) for term in self.request.terms_of(Facet.NEED))

    @property
    def words(self) -> str:
        """What changes, in one line."""
        first, later = _in_and_out(self.joining, self.leaving), _in_and_out(self.joining_later, self.leaving_later)
        parts = [_("eerste ronde: %(change)s", change=first)] if first else []
        if later:
            parts.append(_("latere rondes: %(change)s", change=later))
        if self.places and self.places[0] != self.places[1]:
            parts.append(_("wie ja zei: %(change)s", change=self.place_words))
        return " · ".join(parts)

    @property
    def place_words(self) -> str:
        """What becomes of the place of the profile that said yes."""
        before, after = self.places or (None, None)
        if before is None and after is None:
            return _("vandaag niet aan de beurt") if self.accepted else _("nog niemand")
        if before is None:
            return _("nu niet aan de beurt, straks plek %(after)s", after=after)
        if after is None:
            return _("nu plek %(before)s, straks niet aan de beurt", before=before)
        if before == after:
            return _("blijft op plek %(place)s", place=before)
        return _("van plek %(before)s naar plek %(after)s", before=before, after=after)


@dataclass(frozen=True)
class Turns:
    """How often one profile would be in a first wave, before and after."""

    profile: ExpertiseProfile
    before: int
    after: int

    @property
    def more(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class Rehearsal:
    """What the new rules would have done to `count` questions; `changes` and `turns` hold only what differs, `same` the rest.

    `not_compared`: the rules that change too, by name, and have no part in who is asked in a first search.
    """

    count: int
    other_waves: int
    other_later: int
    not_compared: Sequence[str]
    changes: Sequence[Change]
    same: Sequence[SupportRequest]
    before: Spread
    after: Spread
    turns: Sequence[Turns]

    @property
    def leaves_more_without(self) -> bool:
        """Whether there are more questions for which nobody can be asked than under the rules in force."""
        return self.after.without > self.before.without


def rehearse(region: Region, policy: Policy) -> Rehearsal:
    """The last questions of the region under these rules, beside the rules in force; as if all were sent today."""
    questions = _list_last_questions(region)
    in_force = policy_in_force(region)
    both = [_rank_twice(request, in_force, policy) for request in questions]
    accepted = _accepted(questions)
    found = {
        request: compare(before, after, accepted_id=accepted.get(request.id))
        for request, (before, after) in zip(questions, both, strict=True)
    }
    before, after = (Spread.of(rankings) for rankings in (zip(*both, strict=True) if both else ((), ())))
    asked = {one for rankings in both for ranking in rankings for one in ranking.asked}
    profiles = _profiles({*asked, *accepted.values()})
    return Rehearsal(
        count=len(questions),
        other_waves=sum(one.is_other_wave for one in found.values()),
        other_later=sum(bool(one.joining_later or one.leaving_later) for one in found.values()),
        not_compared=_not_compared(in_force, policy),
        changes=[
            _change(request, one, profiles, accepted.get(request.id)) for request, one in found.items() if one.is_any
        ],
        same=[request for request, one in found.items() if not one.is_any],
        before=before,
        after=after,
        turns=_turns(before, after, profiles),
    )


def _not_compared(in_force: Policy, policy: Policy) -> list[str]:
    before, after = in_force.to_values(), policy.to_values()
    return [name for name in before if before[name] != after[name] and name not in _COMPARED]


def _list_last_questions(region: Region) -> Sequence[SupportRequest]:
    """The newest sent questions of the region, whatever became of them but for those that were withdrawn."""
    return db.session.scalars(
        select(SupportRequest)
        .where(SupportRequest.region_id == region.id, SupportRequest.state.not_in(_NEVER_SEARCHED))
        .options(
            joinedload(SupportRequest.location).joinedload(Location.school),
            joinedload(SupportRequest.region_policy),
            selectinload(SupportRequest.terms).joinedload(RequestTerm.term),
            undefer_group("heard"),
        )
        .order_by(SupportRequest.submitted_at.desc(), SupportRequest.id.desc())
        .limit(LAST_QUESTIONS)
    ).all()


def _rank_twice(request: SupportRequest, *policies: Policy) -> list[Ranking]:
    """One question under several rules; what is known of the profiles is gathered once."""
    field = Field(request, anew=True)
    orders = [field.order_under(policy) for policy in policies]
    people = answerers.people_of({one for ids in orders for one in ids})
    asked = [list(asking_somebody_new(ids, people.__getitem__, asked=frozenset())) for ids in orders]
    return [
        Ranking(ids, policy.wave_size, policy.max_waves, field.akin)
        for ids, policy in zip(asked, policies, strict=True)
    ]


def _accepted(questions: Sequence[SupportRequest]) -> dict[int, int]:
    """Per question the profile that said yes."""
    ids = [request.id for request in questions]
    rows = select(Match.request_id, Match.profile_id).where(
        Match.request_id.in_(ids), Match.state == MatchState.ACCEPTED
    )
    return dict(db.session.execute(rows).all())


def _profiles(ids: Iterable[int]) -> dict[int, ExpertiseProfile]:
    rows = select(ExpertiseProfile).where(ExpertiseProfile.id.in_(ids)).options(joinedload(ExpertiseProfile.location))
    return {profile.id: profile for profile in db.session.scalars(rows)}


def _change(
    request: SupportRequest, found: Difference, profiles: Mapping[int, ExpertiseProfile], accepted_id: int | None
) -> Change:
    return Change(
        request,
        joining=[profiles[one] for one in found.joining],
        leaving=[profiles[one] for one in found.leaving],
        joining_later=[profiles[one] for one in found.joining_later],
        leaving_later=[profiles[one] for one in found.leaving_later],
        accepted=profiles[accepted_id] if accepted_id is not None else None,
        places=found.places,
    )


def _in_and_out(joining: Sequence[ExpertiseProfile], leaving: Sequence[ExpertiseProfile]) -> str:
    """How many come and go, in words; empty when nobody does."""
    parts = [_("%(n)s erbij", n=len(joining)) if joining else "", _("%(n)s eruit", n=len(leaving)) if leaving else ""]
    return ", ".join(part for part in parts if part)


def _turns(before: Spread, after: Spread, profiles: Mapping[int, ExpertiseProfile]) -> list[Turns]:
    """The profiles for which the number changes, the largest difference first."""
    everybody = [Turns(one, before.counts.get(key, 0), after.counts.get(key, 0)) for key, one in profiles.items()]
    return sorted((one for one in everybody if one.more), key=lambda one: (-abs(one.more), one.profile.title))
