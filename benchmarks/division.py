"""How long the best division takes, and what it gains, beside the floor of the same run: each question on its own.

python -m benchmarks.division      prints JSON rows: name, value, unit, floor, ratio

First the solver alone, on a scarce region made of numbers; then all that a coordinator waits for, on rows in a
database: the proposal, keeping it, showing it, and promising its invitations; and what workers do with one line.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from time import perf_counter
from typing import Any

from flask import render_template

from benchmarks import country
from benchmarks.matching import SECRET, databases
from config import Mode
from config import Settings as AppSettings
from network import create_app
from network.core.database import db, unit_of_work
from network.division import proposing, queries, rules, service, solver
from network.division.hours import Hours
from network.division.page import DivisionPage
from network.division.rules import POINTS, Case, Pair, Profile, Question, Settings
from network.models import Division, DivisionItem, Region
from workers import work

QUESTIONS = 500
PROFILES = 200
FEWEST_CANDIDATES, MOST_CANDIDATES = 15, 40
SEED = 2026


def case(*, seed: int = SEED, questions: int = QUESTIONS, profiles: int = PROFILES) -> Case:
    """A scarce region: more questions than places, profiles near each other in needs, a few small schools."""
    chance = random.Random(seed)
    having = [
        Profile(
            key,
            hours=Hours((chance.choice([4, 8, 12, 20, 30, 40, 60]),)),
            places=chance.randint(0, 4),
            weekly_hours=weekly,
        )
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
    """The rows of this benchmark: the solver alone, and the whole on each database that is here."""
    rows = _measure_solver()
    for name, database in databases():
        with database as url:
            rows += _measure_whole(name, url)
    return rows


def _measure_solver() -> list[dict[str, Any]]:
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


def _measure_whole(database: str, url: str) -> list[dict[str, Any]]:
    """What the coordinator waits for, step by step, as in a request of its own; nothing is kept from step to step."""
    app = create_app(AppSettings(mode=Mode.TEST, secret_key=SECRET, database_url=url))
    with app.test_request_context("/coordinatie/verdeling"):
        country.empty()
        country.make(PROFILES, one_region=True)
        country.ask_many(QUESTIONS)
        proposing_seconds, proposal = _timed(lambda: proposing.work_out([db.session.get_one(Region, 1)], Settings()))
        keeping_seconds, public_id = _timed(lambda: _keep(proposal))
        showing_seconds, _page = _timed(lambda: _show(public_id))
        promising_seconds, lines = _timed(lambda: _send(public_id))
        sending_seconds, _done = _timed(work.sweep)
        sent = queries.get_division(public_id).items
        db.session.remove()
        db.engine.dispose()
    name = f"division_{database}"
    return [
        _row(f"{name}_proposing_seconds", proposing_seconds, "s", proposal.outcome.seconds),
        _row(f"{name}_keeping_seconds", keeping_seconds, "s"),
        _row(f"{name}_showing_seconds", showing_seconds, "s"),
        _row(f"{name}_promising_seconds", promising_seconds, "s"),
        _row(f"{name}_a_line_ms", 1000 * sending_seconds / lines, "ms"),
        _row(f"{name}_lines_sent", sum(item.match_id is not None for item in sent), "lines", lines),
    ]


def _timed(step: Callable[[], Any]) -> tuple[float, Any]:
    db.session.remove()
    begun = perf_counter()
    found = step()
    return perf_counter() - begun, found


def _keep(proposal: proposing.Proposal) -> str:
    with unit_of_work():
        return proposing.keep(proposal, actor_id=1).public_id


def _show(public_id: str) -> str:
    page = DivisionPage(queries.get_division(public_id))
    return render_template("division/show_division.html", page=page)


def _send(public_id: str) -> int:
    division: Division = queries.get_division(public_id)
    with unit_of_work():
        service.send(division, seen_version=division.version, actor_id=1)
    items: list[DivisionItem] = division.items
    return sum(item.chosen_id is not None for item in items)


def _row(name: str, value: float, unit: str, floor: float | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "floor": None if floor is None else round(floor, 4),
        "ratio": round(value / floor, 3) if floor else None,
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
