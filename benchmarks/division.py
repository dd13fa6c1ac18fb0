"""How long the best division takes, and what it gains, beside the floor of the same run: each question on its own.

python -m benchmarks.division
"""

from __future__ import annotations

import json
import random
from time import perf_counter
from typing import Any

from network.division import rules, solver
from network.division.rules import POINTS, Case, Pair, Profile, Question, Settings

QUESTIONS = 500
PROFILES = 200
FEWEST_CANDIDATES, MOST_CANDIDATES = 15, 40
SEED = 2026


def case(*, seed: int = SEED, questions: int = QUESTIONS, profiles: int = PROFILES) -> Case:
    """A scarce region: more questions than places, profiles near each other in needs, a few small schools."""
    chance = random.Random(seed)
    having = [
        Profile(key, hours=chance.choice([4, 8, 12, 20, 30, 40, 60]), places=chance.randint(0, 4), weekly_hours=weekly)
        for key, weekly in enumerate(chance.choice([1, 2, 4, 6, 8, 8, 12, 16]) for _ in range(profiles))
    ]
    asked = [
        Question(
            key,
            hours=chance.choice([2, 3, 4, 6, 6, 8, 10, 16]),
            asked=chance.random(),
            waited_days=int(chance.expovariate(1 / 6)),
            is_urgent=chance.random() < 0.1,
        )
        for key in range(questions)
    ]
    quality = [chance.random() for _ in range(profiles)]
    pairs = [
        Pair(question.key, profile, round(POINTS * min(1.0, 0.2 + 0.4 * quality[profile] + 0.4 * chance.random())))
        for question in asked
        for profile in chance.sample(range(profiles), chance.randint(FEWEST_CANDIDATES, MOST_CANDIDATES))
    ]
    return rules.case_of(asked, having, pairs, Settings())


def measure() -> list[dict[str, Any]]:
    """The rows of this benchmark."""
    divided = case()
    begun = perf_counter()
    alone = rules.each_on_its_own(divided)
    plain_seconds = perf_counter() - begun
    begun = perf_counter()
    outcome = solver.divide(divided)
    seconds = perf_counter() - begun
    together = outcome.together
    figures = [
        ("division_seconds", seconds, "s", plain_seconds),
        ("division_total", rules.total_of(together) / POINTS, "score", rules.total_of(alone) / POINTS),
        ("division_served", len(together), "questions", len(alone)),
        (
            "division_first_served",
            rules.first_served(divided, together),
            "questions",
            rules.first_served(divided, alone),
        ),
        ("division_proven_best", int(outcome.proof is solver.Proof.BEST), "yes=1", 1),
    ]
    return [_row(*figure) for figure in figures]


def _row(name: str, value: float, unit: str, floor: float) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "floor": round(floor, 4),
        "ratio": round(value / floor, 3) if floor else None,
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
