"""The vocabulary that the product brings along, as its files have it; no database."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@cache
def shipped_terms() -> tuple[dict[str, Any], ...]:
    """All terms, in their order."""
    return tuple(json.loads((_DATA / "taxonomy.json").read_text("utf-8")))


@cache
def shipped_meanings() -> dict[str, dict[str, dict[str, str]]]:
    """What terms mean, by list, code and language.

    Apart from the words: those teach the model, which may not learn anew whenever an explanation is put better.
    """
    meanings: dict[str, dict[str, dict[str, str]]] = json.loads((_DATA / "meanings.json").read_text("utf-8"))
    return meanings


def shipped_of(facet: str) -> list[dict[str, Any]]:
    """The terms of one list."""
    return [term for term in shipped_terms() if term["facet"] == facet]
