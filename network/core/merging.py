"""Two who change one thing at once: what a form is to show of each field, from what was opened, was typed and now stands. Pure.

Of what was opened only a digest comes back with the form; values and digests are texts, as a browser sends them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256


class Decision(StrEnum):
    """What becomes of one field."""

    SAME = "same"  # what was typed is what stands
    KEPT = "kept"  # only the reader changed it: what was typed stays
    TAKEN = "taken"  # only somebody else changed it: what stands comes in its place
    BOTH = "both"  # both did, or nobody can tell: what was typed stays, and what stands is shown beside it


def digest_of(value: str) -> str:
    """What tells a value from others; long enough that two that are alike by chance are not to be expected."""
    return sha256(value.encode()).hexdigest()[:12]


def decide(opened: str | None, typed: str, standing: str) -> Decision:
    """`opened`: the digest of what the reader saw; None where that did not come along."""
    if typed == standing:
        return Decision.SAME
    if opened == digest_of(typed):
        return Decision.TAKEN
    return Decision.KEPT if opened == digest_of(standing) else Decision.BOTH


def pack(version: str, values: Mapping[str, str]) -> str:
    """What the reader sees at this version, for a hidden field: a digest by field. No spaces: it is no text to read."""
    return ",".join([version, *(f"{name}:{digest_of(value)}" for name, value in values.items())])


def unpack(packed: str, version: str) -> dict[str, str]:
    """The digests that `pack` made at this version; none when they are of another one, or of no form of ours."""
    seen_version, *pairs = packed.split(",")
    return dict(pair.split(":", 1) for pair in pairs if ":" in pair) if seen_version == version else {}
