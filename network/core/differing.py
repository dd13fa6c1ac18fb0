"""Where two texts differ, as the passages that a reader compares: what only the one says, and what only the other. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Words on either side of a passage, so that its place is found.
AROUND = 5
# Fewer words than this that are alike between two passages do not part them.
PARTS = 4


@dataclass(frozen=True)
class Passage:
    """`before` and `after` stand in both texts; `mine` and `theirs` are what each has between them, "" where it has nothing."""

    before: str
    mine: str
    theirs: str
    after: str


def passages(mine: str, theirs: str) -> list[Passage]:
    """Every place where the texts differ, word by word, in the order of `theirs`; none where only white space differs."""
    ours, others = mine.split(), theirs.split()
    found = _unlike(SequenceMatcher(None, ours, others, autojunk=False))
    return [
        Passage(
            before=_words(others, max(0, begin - AROUND), begin, cut_before=begin > AROUND),
            mine=" ".join(ours[first:last]),
            theirs=" ".join(others[begin:end]),
            after=_words(others, end, end + AROUND, cut_behind=end + AROUND < len(others)),
        )
        for first, last, begin, end in found
    ]


def _unlike(matcher: SequenceMatcher[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ, in words of the one and of the other; what lies close together is one."""
    held: tuple[int, int, int, int] | None = None
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        if held is not None and begin - held[3] < PARTS and first - held[1] < PARTS:
            held = held[0], last, held[2], end
            continue
        if held is not None:
            yield held
        held = first, last, begin, end
    if held is not None:
        yield held


def _words(words: Sequence[str], begin: int, end: int, *, cut_before: bool = False, cut_behind: bool = False) -> str:
    said = " ".join(words[begin:end])
    return f"{'… ' if cut_before else ''}{said}{' …' if cut_behind else ''}"
