"""What a division of questions over profiles must keep to, and what each question would get on its own. Pure.

solver.py finds the division that is best as a whole under the same limits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from network.division.hours import HOURS_SLACK, Hours, Work

# Scores count as whole ten-thousandths, so that totals of hundreds of them can be compared exactly.
POINTS = 10_000

# Who is only akin to what is asked counts for so many hundredths of the score: hardly ever as much as whoever truly
# covers it, and more than one who covers it fits better than another, so that no school is left alone for a few points.
AKIN_PERCENT = 40

# A profile is small when it has at most this share of the hours a week that are usual.
SMALL_SHARE = 0.5


@dataclass(frozen=True)
class Question:
    """An open question. `asked`: the moment as a number, the smaller the older; `waited_days`: school days.

    `week`: how many weeks from this one its work is wanted to begin.
    """

    key: int
    hours: float
    asked: float = 0.0
    waited_days: int = 0
    is_urgent: bool = False
    week: int = 0

    @property
    def work(self) -> Work:
        return Work(self.week, self.hours)


@dataclass(frozen=True)
class Profile:
    """What a profile has left: free hours, places for new questions; and its usual hours a week."""

    key: int
    hours: Hours
    places: int
    weekly_hours: float


@dataclass(frozen=True)
class Pair:
    """A question and a profile that may be asked for it, with the score in ten-thousandths.

    `is_akin`: the profile is only akin to what is asked.
    """

    question: int
    profile: int
    points: int
    is_akin: bool = False

    @property
    def worth(self) -> int:
        """What it counts for in a division."""
        return self.points * AKIN_PERCENT // 100 if self.is_akin else self.points


@dataclass(frozen=True)
class Settings:
    """How to divide: new questions per profile at most, who counts as waiting long, and whether small is protected."""

    most_per_profile: int = 2
    first_after_days: int = 9
    protects_small: bool = True


class Reason(StrEnum):
    """Why a question gets nobody."""

    NO_CANDIDATE = "no_candidate"
    ALL_FULL = "all_full"
    NO_PLACE = "no_place"
    TOO_FEW_HOURS = "too_few_hours"
    GIVEN_TO_OTHERS = "given_to_others"


@dataclass(frozen=True)
class Case:
    """Everything that is divided: made by `case_of`; questions in their turn: those who go first, then the oldest.

    `pairs` holds only what could be given if it were the only question; `limits` is the most per profile.
    """

    questions: Mapping[int, Question]
    profiles: Mapping[int, Profile]
    pairs: tuple[Pair, ...]
    limits: Mapping[int, int]
    first: frozenset[int]
    without: Mapping[int, Reason]


Given = Mapping[int, Pair]


def case_of(
    questions: Iterable[Question],
    profiles: Iterable[Profile],
    pairs: Iterable[Pair],
    settings: Settings,
    *,
    full: Collection[int] = (),
) -> Case:
    """What is to be divided, with its limits: questions that can get nobody are named with the reason.

    `full`: the questions without any pair for which somebody fits who has no room now.
    """
    in_order = sorted(questions, key=lambda q: (not goes_first(q, settings), q.asked, q.key))
    asked = {question.key: question for question in in_order}
    having = {profile.key: profile for profile in sorted(profiles, key=lambda p: p.key)}
    limits = limits_of(having.values(), settings)
    known = [pair for pair in pairs if pair.question in asked and pair.profile in having]
    fitting = [pair for pair in known if limits[pair.profile] > 0 and _fits(asked[pair.question], having[pair.profile])]
    return Case(
        questions=asked,
        profiles=having,
        pairs=tuple(sorted(fitting, key=lambda pair: (pair.question, pair.profile))),
        limits=limits,
        first=frozenset(key for key, question in asked.items() if goes_first(question, settings)),
        without=_without(asked, known, fitting, limits, full=full),
    )


def limits_of(profiles: Iterable[Profile], settings: Settings) -> dict[int, int]:
    """How many new questions each profile may get: its places, the most per profile, and its fair share.

    The fair share holds for small profiles, those with at most half of the hours a week that are usual (the
    median): their share of the most, in proportion to their hours, yet always one.
    """
    every = list(profiles)
    usual = median(profile.weekly_hours for profile in every) if every else 0.0
    return {profile.key: max(0, min(profile.places, _share(profile, usual, settings))) for profile in every}


def goes_first(question: Question, settings: Settings) -> bool:
    """Whether a question is one of the oldest and most urgent."""
    return question.is_urgent or question.waited_days >= settings.first_after_days


def each_on_its_own(case: Case) -> dict[int, Pair]:
    """What happens without a plan: those who go first, then the oldest; each takes the best that still has room.

    As in the waves, whoever is only akin to what is asked comes after all who truly cover it.
    """
    chances = pairs_by_question(case.pairs)
    taken: dict[int, list[Work]] = {key: [] for key in case.profiles}
    given: dict[int, Pair] = {}
    for key, question in case.questions.items():
        for pair in sorted(chances.get(key, ()), key=lambda p: (p.is_akin, -p.points, p.profile)):
            own = taken[pair.profile]
            if len(own) < case.limits[pair.profile] and _fits(question, case.profiles[pair.profile], own):
                given[key] = pair
                own.append(question.work)
                break
    return given


def keeps_to_limits(case: Case, given: Given) -> bool:
    """Whether nobody gets more hours or more questions than there is room for."""
    taken: dict[int, list[Work]] = {}
    for key, pair in given.items():
        taken.setdefault(pair.profile, []).append(case.questions[key].work)
    return all(len(own) <= case.limits[key] and case.profiles[key].hours.hold(own) for key, own in taken.items())


def total_of(given: Given) -> int:
    """What all pairs count for together."""
    return sum(pair.worth for pair in given.values())


def first_served(case: Case, given: Given) -> int:
    """How many of the oldest and most urgent get somebody."""
    return sum(key in case.first for key in given)


def reasons_of(case: Case, given: Given) -> dict[int, Reason]:
    """Why each question that got nobody got nobody."""
    return {key: case.without.get(key, Reason.GIVEN_TO_OTHERS) for key in case.questions if key not in given}


def pairs_by_question(pairs: Iterable[Pair]) -> dict[int, list[Pair]]:
    """The pairs of each question."""
    found: dict[int, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.question, []).append(pair)
    return found


def _share(profile: Profile, usual: float, settings: Settings) -> int:
    if not settings.protects_small or profile.weekly_hours > SMALL_SHARE * usual or usual <= 0:
        return settings.most_per_profile
    return max(1, int(settings.most_per_profile * profile.weekly_hours / usual))


def _fits(question: Question, profile: Profile, taken: Collection[Work] = ()) -> bool:
    return question.hours <= profile.hours.left_for(question.week, taken) + HOURS_SLACK


def _without(
    asked: Mapping[int, Question],
    known: Sequence[Pair],
    fitting: Sequence[Pair],
    limits: Mapping[int, int],
    *,
    full: Collection[int],
) -> dict[int, Reason]:
    """The questions that get nobody whatever the division, and why."""
    candidates, possible = pairs_by_question(known), pairs_by_question(fitting)
    found = {}
    for key in asked:
        if key in possible:
            continue
        if key not in candidates:
            found[key] = Reason.ALL_FULL if key in full else Reason.NO_CANDIDATE
        elif any(limits[pair.profile] > 0 for pair in candidates[key]):
            found[key] = Reason.TOO_FEW_HOURS
        else:
            found[key] = Reason.NO_PLACE
    return found
