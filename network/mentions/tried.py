"""What a text says was tried already: "Time-out en gesprekken: al geprobeerd". It is no wish for that help. Pure."""

from __future__ import annotations

import re

# The sentence up to the words that say so; where they head what follows, that too.
_TRIED = re.compile(
    r"(?<![^.!?;\n])[^.!?;\n]*\b(?:al (?:eens )?geprobeerd|hebben we (?:al )?gedaan)\b(?:\s*[:?][^.!?\n]*)?",
    re.IGNORECASE,
)
_WISH = re.compile(r"\b(?:graag|willen|wil|zoek|zoeken|vragen|vraag|wensen|nodig)\b", re.IGNORECASE)


def without_tried(text: str) -> str:
    """The text without what was tried; a sentence that speaks of a wish as well stays whole."""
    return _TRIED.sub(lambda found: found[0] if _WISH.search(found[0]) else " ", text)
