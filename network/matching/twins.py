"""When asking one profile is asking the same people as another: who answers for several is asked a question once. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import TypeVar

One = TypeVar("One")

People = Set[int]


def asked_through(own: People, others: Mapping[int, People]) -> list[int]:
    """Through which of the others everybody of `own` was asked already; none when somebody was not, or there is nobody."""
    if not own or not own <= set().union(*others.values()):
        return []
    return [other for other, people in others.items() if people & own]


def asking_somebody_new(in_order: Iterable[One], people_of: Callable[[One], People], *, asked: People) -> Iterator[One]:
    """Those who ask somebody who was not `asked` yet, nor by one before it: of twins only the first. Nobody asks nobody."""
    reached = set(asked)
    for one in in_order:
        people = people_of(one)
        if people and people <= reached:
            continue
        reached |= people
        yield one
