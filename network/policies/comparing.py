"""Two rankings of one question beside each other, and how invitations spread over profiles. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from network.matching.rules import tiers


@dataclass(frozen=True)
class Ranking:
    """Whom one set of rules could ask for one question, the best first, by profile id; how many at a time, and how often.

    `akin`: those who are only akin to what is asked. They are asked last, and never together with the others.
    """

    ids: Sequence[int]
    wave_size: int
    max_waves: int
    akin: Collection[int] = ()

    @cached_property
    def waves(self) -> list[list[int]]:
        """Who is asked in each round, as long as nobody says yes."""
        size = self.wave_size
        apart = tiers(self.ids, lambda one: one in self.akin)
        found = (tier[at : at + size] for tier in apart for at in range(0, len(tier), size))
        return list(islice(found, self.max_waves))

    @cached_property
    def first_wave(self) -> Sequence[int]:
        return next(iter(self.waves), [])

    @cached_property
    def asked(self) -> Sequence[int]:
        """Everybody in all rounds."""
        return [one for wave in self.waves for one in wave]

    def place_of(self, profile_id: int | None) -> int | None:
        """The place of a profile (1: the first); None when no round would come to it."""
        return self.asked.index(profile_id) + 1 if profile_id in self.asked else None


@dataclass(frozen=True)
class Difference:
    """One question under both rules. `places`: of the profile that said yes, before and after; None: nobody did.

    `joining` and `leaving`: the first wave. `joining_later` and `leaving_later`: all rounds together, but for who is
    named already.
    """

    joining: Sequence[int]
    leaving: Sequence[int]
    joining_later: Sequence[int]
    leaving_later: Sequence[int]
    places: tuple[int | None, int | None] | None

    @property
    def is_other_wave(self) -> bool:
        return bool(self.joining or self.leaving)

    @property
    def is_any(self) -> bool:
        is_other_place = self.places is not None and self.places[0] != self.places[1]
        return self.is_other_wave or bool(self.joining_later or self.leaving_later) or is_other_place


def compare(before: Ranking, after: Ranking, *, accepted_id: int | None = None) -> Difference:
    """Who joins the rounds and who leaves them, and the places of the profile that said yes. Pure."""
    joining = [one for one in after.first_wave if one not in before.first_wave]
    leaving = [one for one in before.first_wave if one not in after.first_wave]
    return Difference(
        joining=joining,
        leaving=leaving,
        joining_later=[one for one in after.asked if one not in before.asked and one not in joining],
        leaving_later=[one for one in before.asked if one not in after.asked and one not in leaving],
        places=None if accepted_id is None else (before.place_of(accepted_id), after.place_of(accepted_id)),
    )


@dataclass(frozen=True)
class Spread:
    """How the first invitations of all questions together fall over the profiles; `in_all_rounds`: if nobody says yes."""

    counts: Mapping[int, int]
    without: int
    in_all_rounds: int

    @classmethod
    def of(cls, rankings: Iterable[Ranking]) -> Spread:
        """The invitations of these first waves per profile, and the questions for which nobody would be asked."""
        rankings = list(rankings)
        waves = [ranking.first_wave for ranking in rankings]
        return cls(
            counts=Counter(one for wave in waves for one in wave),
            without=sum(not wave for wave in waves),
            in_all_rounds=sum(len(ranking.asked) for ranking in rankings),
        )

    @property
    def invitations(self) -> int:
        return sum(self.counts.values())

    @property
    def profiles(self) -> int:
        return len(self.counts)

    @property
    def most(self) -> int:
        return max(self.counts.values(), default=0)
