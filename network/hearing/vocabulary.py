"""The vocabulary that the product ships, without a database: for measuring."""

from __future__ import annotations

from functools import cache

from network.mentions.lexicon import Entry
from network.taxonomy.shipped import shipped_of
from network.taxonomy.spellings import ALSO_CALLED


@cache
def shipped_needs() -> tuple[Entry, ...]:
    """The needs with their names."""
    return tuple(
        Entry.of(term["code"], term["label_nl"], [*term["synonyms"], *ALSO_CALLED.get(term["code"], ())])
        for term in shipped_of("need")
    )


@cache
def shipped_forms() -> tuple[Entry, ...]:
    """The forms of support with their names."""
    return tuple(Entry.of(term["code"], term["label_nl"], term["synonyms"]) for term in shipped_of("form"))


@cache
def shipped_parents() -> dict[str, str]:
    """The group of each need that has one."""
    return {term["code"]: term["parent"] for term in shipped_of("need") if term["parent"]}
