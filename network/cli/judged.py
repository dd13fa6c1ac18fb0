"""Reading a judged set from files, with a clear sentence about the line that is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

# Of what is unknown so many are named.
NAMED = 10
GRADES = range(3)

Read = TypeVar("Read")


@dataclass(frozen=True)
class Judged:
    """An offer or a question of a set: its text, and the needs that people read in it, the main one first."""

    id: str
    text: str
    themes: tuple[str, ...] = ()
    part: str | None = None


def read_texts(path: Path) -> list[Judged]:
    """The offers or questions of a file, each id once; ClickException names the line that is not one."""
    found: dict[str, Judged] = {}
    doubles: set[str] = set()
    for one in _read(path, _text):
        if one.id in found:
            doubles.add(one.id)
        found.setdefault(one.id, one)
    _warn(f"More than once in {path}, only the first counts", doubles)
    return list(found.values())


def read_grades(path: Path) -> dict[str, dict[str, int]]:
    """Per question the grade of each relevant offer, of all its lines; ClickException names the line that is wrong."""
    found: dict[str, dict[str, int]] = {}
    for question, grades in _read(path, _grades):
        found.setdefault(question, {}).update(grades)
    return found


def warn_of_unknown(texts: Iterable[Judged], *, needs: Collection[str]) -> None:
    """Say which themes are no needs: they are never found, and cost figures."""
    _warn("Themes that are no needs", {code for one in texts for code in one.themes if code not in needs})


def warn_of_missing(grades: Mapping[str, Mapping[str, int]], *, offers: Collection[str]) -> None:
    """Say which relevant offers do not exist: they are never found, and cost figures."""
    _warn("Relevant offers that do not exist", {one for relevant in grades.values() for one in relevant} - {*offers})


def warn_of_nothing_relevant(grades: Mapping[str, Mapping[str, int]]) -> None:
    """Say for which questions no offer is relevant: whatever is found for them, they count as 0."""
    _warn("Questions for which no offer is relevant", {one for one, own in grades.items() if not any(own.values())})


def warn_of_left_out(*, questions: Collection[str], judged: Collection[str]) -> None:
    """Say which questions nobody judged, and which judged questions there are none of: neither is measured."""
    without, unknown = {*questions} - {*judged}, {*judged} - {*questions}
    _warn(f"Questions without a line in the relevance file, left out ({len(without)})", without)
    _warn(f"Questions of the relevance file that do not exist, left out ({len(unknown)})", unknown)


def warn_of_no_themes(offers: Iterable[Judged], asked: Iterable[Judged]) -> None:
    """Say where nobody read needs: what is measured by them is left out."""
    if not have_themes(asked):
        click.echo("No question has themes: suggested and confirmed needs are not measured.", err=True)
    elif not have_themes(offers):
        click.echo("No offer has themes: confirmed needs are not measured.", err=True)


def have_themes(texts: Iterable[Judged]) -> bool:
    """Whether people read needs in any of these texts."""
    return any(one.themes for one in texts)


def _warn(title: str, unknown: Collection[str]) -> None:
    if unknown:
        more = f" and {len(unknown) - NAMED} more" if len(unknown) > NAMED else ""
        click.echo(f"{title}: {', '.join(sorted(unknown)[:NAMED])}{more}.", err=True)


def _read(path: Path, of: Callable[[Mapping[str, Any]], Read]) -> Iterator[Read]:
    # Not splitlines: a text may hold other marks that end a line, as U+2028.
    for number, line in enumerate(path.read_text("utf-8-sig", errors="replace").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError("this is not an object")
            yield of(row)
        except (ValueError, RecursionError) as error:
            raise click.ClickException(
                f"{path}, line {number}: not a JSON object as it should be ({error})."
            ) from error


def _text(row: Mapping[str, Any]) -> Judged:
    text, themes, part = row.get("text"), row.get("themes") or (), row.get("part")
    if not isinstance(text, str):
        raise ValueError('"text" must be a text')
    if not isinstance(themes, Sequence) or not all(isinstance(code, str) for code in themes) or isinstance(themes, str):
        raise ValueError('"themes" must be a list of codes')
    return Judged(_id(row, "id"), text, tuple(themes), None if part is None else str(part))


def _grades(row: Mapping[str, Any]) -> tuple[str, dict[str, int]]:
    relevant = row.get("relevant")
    if not isinstance(relevant, dict):
        raise ValueError('"relevant" must be an object with a grade for each offer')
    # A table writes whole numbers as 2.0.
    if not all(type(grade) in (int, float) and grade in GRADES for grade in relevant.values()):
        raise ValueError("a grade must be 0, 1 or 2")
    return _id(row, "b"), {offer: int(grade) for offer, grade in relevant.items()}


def _id(row: Mapping[str, Any], name: str) -> str:
    """As a text: whoever numbers the offers still names them by texts in the relevance."""
    found = row.get(name)
    if not isinstance(found, str | int) or isinstance(found, bool):
        raise ValueError(f'"{name}" must be a text or a number')
    return str(found)
