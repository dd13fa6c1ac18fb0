"""Scores in words: why this specialist, for who asked and who steers; why this question, for who is asked to help.

A match keeps codes and numbers; here they become sentences in the reader's language. hurdles.py does so for the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask import Flask, g

from network.core.i18n import _, current_language
from network.explaining import calculation
from network.explaining.sentences import GONE, OF_PARTS, TO_SPECIALIST, Labels
from network.matching.rules import Part, points
from network.models import Match
from network.models.taxonomy import Facet
from network.taxonomy import queries as taxonomy

# The parts that say most to somebody who asked or is asked; coordinators see all of them.
BRIEFLY = ("needs", "form", "distance", "start", "hours")
# From these scores on a part fits well, or fairly, in words.
WELL, FAIRLY = 0.75, 0.4

_WORDS_FROM = (Facet.NEED, Facet.FORM, Facet.AGE_GROUP, Facet.SCHOOL_TYPE)


class Reader(StrEnum):
    """To whom a sentence speaks: SCHOOL asked or steers, SPECIALIST is the profile's own."""

    SCHOOL = "school"
    SPECIALIST = "specialist"


@dataclass(frozen=True)
class Reason:
    """One part for the screen: its name, score (0..1), and a sentence.

    Also what it adds to the whole, for who wants to add up: `weight` and `points`, 0..100 with one decimal, come to
    exactly 100 and the score that is shown; and `how` it was worked out.
    """

    code: str
    label: str
    score: float
    sentence: str
    weight: float
    points: float
    how: str

    @property
    def fit(self) -> str:
        """The score in words, for who does not add up."""
        if self.score >= WELL:
            return _("past goed")
        return _("past redelijk") if self.score >= FAIRLY else _("past minder")


def labels() -> dict[str, str]:
    """The words for the codes that reasons and rules name, in the reader's language."""
    return taxonomy.labels_of(_WORDS_FROM, current_language())


def why(match: Match, *, brief: bool = False, reader: Reader = Reader.SCHOOL) -> list[Reason]:
    """The parts of a match in words, for any page; `brief` gives those that say most.

    A match keeps what was known when it was ranked: parts that the rules had then and have no more stand as one.
    """
    if "labels" not in g:
        g.labels = labels()
    found = reasons_of([Part(**part) for part in match.parts], match.total, g.labels, reader=reader)
    return [one for one in found if one.code in BRIEFLY] if brief else found


def init_app(app: Flask) -> None:
    """Lets every page say why, also those of slices below this one."""
    app.jinja_env.globals["why"] = why


def reasons_of(parts: Sequence[Part], total: float, words: Labels, *, reader: Reader = Reader.SCHOOL) -> list[Reason]:
    """The parts of one score (`total`, 0..1) in words."""
    parts = _those_known(parts)
    shown = zip(
        parts,
        points([part.weight for part in parts], 1.0),
        points([part.score * part.weight for part in parts], total),
        strict=True,
    )
    return [_reason_of(part, words, reader, weight=weight, points=added) for part, weight, added in shown]


def _reason_of(part: Part, words: Labels, reader: Reader, *, weight: float, points: float) -> Reason:
    label, to_school = OF_PARTS[part.code]
    sentence = TO_SPECIALIST.get(part.code, to_school) if reader is Reader.SPECIALIST else to_school
    how = calculation.how(part.code, part.facts, words)
    return Reason(part.code, label(), part.score, sentence(part.facts, words), weight, points, how)


def _those_known(parts: Sequence[Part]) -> list[Part]:
    """Parts that have no words any more, as one at the end."""
    known = [part for part in parts if part.code in OF_PARTS]
    gone = [part for part in parts if part.code not in OF_PARTS]
    weight = sum(part.weight for part in gone)
    if not weight:
        return known
    return [*known, Part(GONE, sum(part.score * part.weight for part in gone) / weight, weight, {})]
