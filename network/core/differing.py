"""Where two texts differ, as the passages that a reader compares: what only the one says, and what only the other. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Words on either side of a passage, so that its place is found.
AROUND = 5
# Fewer words than this that are alike between two passages do not part them.
PARTS = 4
# Of two texts of a thousand words each, pairs of places that have the same word: some ten thousand.
MOST_PAIRS = 50_000

# Where two texts differ: from and up to which word of the one, and of the other.
Stretch = tuple[int, int, int, int]


@dataclass(frozen=True)
class Passage:
    """`before` and `after` stand in both texts; `mine` and `theirs` are what each has between them, "" where it has nothing."""

    before: str
    mine: str
    theirs: str
    after: str


def passages(mine: str, theirs: str) -> list[Passage]:
    """Every place where the texts differ, word by word, in the order of `theirs`; none where only white space differs.

    Texts of few words said over and over are compared by their rarer words only, or they would take minutes.
    """
    ours, others = mine.split(), theirs.split()
    return [
        Passage(
            before=_words(others, max(0, begin - AROUND), begin, cut_before=begin > AROUND),
            mine=" ".join(ours[first:last]),
            theirs=" ".join(others[begin:end]),
            after=_words(others, end, end + AROUND, cut_behind=end + AROUND < len(others)),
        )
        for first, last, begin, end in _together(_unlike(ours, others))
    ]


def _unlike(ours: Sequence[str], others: Sequence[str]) -> Iterator[Stretch]:
    """The stretches that differ. How both begin and end is set aside: said again elsewhere it would be taken for something moved."""
    same = _count_alike(ours, others)
    ours, others = ours[same:], others[same:]
    same_behind = _count_alike(ours[::-1], others[::-1])
    ours, others = ours[: len(ours) - same_behind], others[: len(others) - same_behind]
    counts = Counter(others)
    is_long = sum(counts[word] for word in ours) > MOST_PAIRS
    for tag, first, last, begin, end in SequenceMatcher(None, ours, others, autojunk=is_long).get_opcodes():
        if tag != "equal":
            yield same + first, same + last, same + begin, same + end


def _count_alike(ours: Sequence[str], others: Sequence[str]) -> int:
    """With how many words that are the same both begin."""
    return next(
        (at for at, (one, other) in enumerate(zip(ours, others, strict=False)) if one != other),
        min(len(ours), len(others)),
    )


def _together(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """What lies close together as one stretch."""
    held: Stretch | None = None
    for first, last, begin, end in stretches:
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
