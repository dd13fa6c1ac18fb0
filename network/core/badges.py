"""The mark that tells a state on a page; which state looks how is with the slice that has the state."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Badge:
    """A state for the screen: its kind (wait, good, stuck, calm) and its words."""

    kind: str
    words: str
