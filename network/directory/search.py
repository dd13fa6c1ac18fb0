"""Finding profiles by words, with Dutch stems, in the same way on every database: one row per stem and profile."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import log

from sqlalchemy import case, delete, func, insert, select

from network.core.database import db
from network.core.text import stem, stems_of, words_of
from network.models import ExpertiseProfile, ProfileStem
from network.models.taxonomy import Facet

TITLE, NEED, FORM, BODY = 4.0, 3.0, 2.0, 1.0
# That a profile holds a word counts for so much, beside where it stands: two words in passing come before one in a title.
HELD = 4.0
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

_PARTICIPLE = re.compile(r"(\w{2})ende?$")


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


def list_matching_ids(words: str, *, limit: int = 500) -> list[int] | None:
    """The profiles that hold at least one of the words, the best first; None when the words say nothing.

    Of more words the profile that holds more of them comes first, unless the others say little: a word that few
    profiles hold counts for more, as does one in the title.
    """
    wanted = _wanted(words)
    if not wanted:
        return None
    rarity = _rarity_of(wanted)
    if not rarity:
        return []
    relevance = func.sum(case(rarity, value=ProfileStem.stem) * (HELD + ProfileStem.weight))
    return list(
        db.session.scalars(
            select(ProfileStem.profile_id)
            .where(ProfileStem.stem.in_(rarity))
            .group_by(ProfileStem.profile_id)
            # Rounded: the same words in another order add up to the same.
            .order_by(func.round(relevance * 1000).desc(), ProfileStem.profile_id)
            .limit(limit)
        )
    )


def _wanted(words: str) -> set[str]:
    """The stems to look for; of "lezend" also that of "lezen", which the stemmer keeps apart."""
    said = words_of(words)
    found = {stem(word) for word in (*said, *(_PARTICIPLE.sub(r"\1en", word) for word in said))}
    return {one[:LONGEST_STEM] for one in found - _STOP_STEMS}


def _rarity_of(stems: Iterable[str]) -> dict[str, float]:
    """How much each of these stems tells, of those that any profile holds: the fewer hold it, the more (inverse document frequency)."""
    count = func.count()
    held = select(ProfileStem.stem, count).where(ProfileStem.stem.in_(stems)).group_by(ProfileStem.stem)
    profiles = db.session.scalar(select(count).select_from(ExpertiseProfile)) or 0
    return {found: log(1 + profiles / number) for found, number in db.session.execute(held)}


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
