"""Finding profiles by words, with Dutch stems, in the same way on every database: one row per stem and profile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select

from network.core.database import db
from network.core.text import stem, stems_of, words_of
from network.models import ExpertiseProfile, ProfileStem
from network.models.taxonomy import Facet

TITLE, NEED, FORM, BODY = 4.0, 3.0, 2.0, 1.0
LONGEST_STEM = 60
SHORTEST_WORD = 2
# Dutch words that say nothing about a profile.
STOP_WORDS = frozenset(
    [
        "aan",
        "al",
        "als",
        "bij",
        "dan",
        "dat",
        "de",
        "die",
        "dit",
        "door",
        "een",
        "en",
        "er",
        "het",
        "hij",
        "ik",
        "in",
        "is",
        "je",
        "kan",
        "met",
        "naar",
        "niet",
        "nog",
        "of",
        "om",
        "onze",
        "ook",
        "op",
        "over",
        "te",
        "tot",
        "uit",
        "van",
        "voor",
        "was",
        "wat",
        "we",
        "wel",
        "wij",
        "worden",
        "zij",
        "zijn",
        "zo",
    ]
)


def index(profile: ExpertiseProfile) -> None:
    """Write the stems of the profile anew. Within a unit of work, after every change of its words."""
    db.session.flush()
    db.session.execute(delete(ProfileStem).where(ProfileStem.profile_id == profile.id))
    weights: dict[str, float] = {}
    for text, weight in _texts(profile):
        for found in stems_of(text):
            if len(found) >= SHORTEST_WORD and found not in _STOP_STEMS:
                weights[found[:LONGEST_STEM]] = max(weight, weights.get(found[:LONGEST_STEM], 0.0))
    if weights:
        rows = [{"stem": key, "profile_id": profile.id, "weight": value} for key, value in weights.items()]
        db.session.execute(insert(ProfileStem), rows)


def relevance_of(words: str) -> tuple[ColumnElement[Any], ColumnElement[bool]] | None:
    """How well a profile answers the words, and whether it does at all; None when the words say nothing.

    For queries that join ProfileStem and group by profile: profiles that hold more of the words come first.
    """
    wanted = sorted({found for found in stems_of(words) if found not in _STOP_STEMS})
    if not wanted:
        return None
    hits = func.count(ProfileStem.stem)
    return hits * 100.0 + func.sum(ProfileStem.weight), ProfileStem.stem.in_(wanted)


def list_matching_ids(words: str, *, limit: int = 500) -> list[int] | None:
    """The profiles that hold at least one of the words, the best first; None when the words say nothing."""
    found = relevance_of(words)
    if found is None:
        return None
    relevance, holds = found
    return list(
        db.session.scalars(
            select(ProfileStem.profile_id)
            .where(holds)
            .group_by(ProfileStem.profile_id)
            .order_by(relevance.desc(), ProfileStem.profile_id)
            .limit(limit)
        )
    )


def _texts(profile: ExpertiseProfile) -> Iterable[tuple[str, float]]:
    yield profile.title, TITLE
    for need in profile.terms_of(Facet.NEED):
        yield need.label_nl, NEED
        for synonym in need.synonyms:
            yield synonym.phrase, FORM
    for form in profile.terms_of(Facet.FORM):
        yield form.label_nl, FORM
    for person in profile.people:
        yield person.job_title, BODY
    yield profile.description, BODY
    yield f"{profile.location.name} {profile.location.place}", FORM


_STOP_STEMS = frozenset(stem(word) for phrase in STOP_WORDS for word in words_of(phrase))
