"""The vocabulary that the product ships, without a database: for measuring."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from network.taxonomy.lexicon import Entry
from network.taxonomy.spellings import ALSO_CALLED

SHIPPED = Path(__file__).parent / "data" / "taxonomy.json"


@cache
def shipped_needs() -> tuple[Entry, ...]:
    """The needs with their names."""
    return tuple(
        Entry.of(term["code"], term["label_nl"], [*term["synonyms"], *ALSO_CALLED.get(term["code"], ())])
        for term in _terms("need")
    )


@cache
def shipped_forms() -> tuple[Entry, ...]:
    """The forms of support with their names."""
    return tuple(Entry.of(term["code"], term["label_nl"], term["synonyms"]) for term in _terms("form"))


@cache
def shipped_parents() -> dict[str, str]:
    """The group of each need that has one."""
    return {term["code"]: term["parent"] for term in _terms("need") if term["parent"]}


def _terms(facet: str) -> list[dict[str, Any]]:
    return [term for term in json.loads(SHIPPED.read_text("utf-8")) if term["facet"] == facet]
