"""Two who change one thing at once: what a form is to show of each field, from what was opened, was typed and now stands. Pure.

Of what was opened only digests come back with the form. A value is a text, as a browser sends it; of a list of ticks
it is the set of what is ticked.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256

Ticks = frozenset[str]
Value = str | Ticks

# Stands before the digest of each tick, so that none is taken for a text.
_TICK = "+"


class Decision(StrEnum):
    """What becomes of one field."""

    SAME = "same"  # what was typed is what stands
    KEPT = "kept"  # only the reader changed it: what was typed stays
    TAKEN = "taken"  # only somebody else changed it: what stands comes in its place
    JOINED = "joined"  # a list in which both ticked or unticked something: it has the ticks of both
    BOTH = "both"  # both did, or nobody can tell: what was typed stays, and what stands is shown beside it


def digest_of(value: Value) -> str:
    """What tells a value from others; long enough that two that are alike by chance are not to be expected."""
    if isinstance(value, str):
        return sha256(value.encode()).hexdigest()[:12]
    return _TICK + _TICK.join(sorted(digest_of(one) for one in value))


def decide(opened: str | None, typed: Value, standing: Value, *, alone: str = "") -> Decision:
    """`opened`: the digest of what the reader saw; None where that did not come along. `alone`: see `join`."""
    if typed == standing:
        return Decision.SAME
    if opened == digest_of(typed):
        return Decision.TAKEN
    if opened == digest_of(standing):
        return Decision.KEPT
    joined = join(opened, typed, standing, alone=alone)
    if joined is None:
        return Decision.BOTH
    return Decision.KEPT if joined == typed else Decision.JOINED


def join(opened: str | None, typed: Value, standing: Value, *, alone: str = "") -> Ticks | None:
    """A list of ticks with what each of two ticked and without what each unticked; None where that cannot be.

    Nor can it be of a text, where nothing would be left of what either has, or with the tick `alone` beside others.
    """
    if isinstance(typed, str) or isinstance(standing, str) or not (opened or "").startswith(_TICK):
        return None
    seen = (opened or "").split(_TICK)
    # What stands with only one of the two was ticked by that one, or unticked by the other when it stood there at first.
    joined = (typed & standing) | {one for one in typed ^ standing if digest_of(one) not in seen}
    is_emptied = not joined and typed and standing
    return None if is_emptied or (alone in joined and len(joined) > 1) else joined


def pack(version: str, values: Mapping[str, Value]) -> str:
    """What the reader sees at this version, for a hidden field: a digest by field. No spaces: it is no text to read."""
    return ",".join([version, *(f"{name}:{digest_of(value)}" for name, value in values.items())])


def unpack(packed: str, version: str) -> dict[str, str]:
    """The digests that `pack` made at this version; none when they are of another one, or of no form of ours."""
    seen_version, *pairs = packed.split(",")
    return dict(pair.split(":", 1) for pair in pairs if ":" in pair) if seen_version == version else {}
