"""Which numbers of a text are a measured intelligence, and what schools call such a pupil: "een IQ van 62", "TIQ: 138". Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from network.mentions.words import listed

MEASURES = listed("iq tiq totaaliq intelligentie intelligentiequotient")
# What stands between the word and its number: "IQ ligt ergens rond de 70", "IQ werd gemeten op 48".
BETWEEN = listed("""
    bleek blijkt boven circa dan de een ergens gemeten heeft heel hoger is kwam lager lag ligt met om onder ongeveer op rond score
    totaal uit valt van was werd
    """)
REACH = 5
# The usual bands, each with the name that schools have for it: up to 55, up to 85, and from 130.
ZML, LVB, HB = range(20, 56), range(56, 86), range(130, 161)
_CALLED = {ZML: "zml", LVB: "lvb", HB: "hb"}


@dataclass(frozen=True)
class Measured:
    """`name`: what schools call it; `first`: the place of the word before the number that says what was measured."""

    name: str
    first: int


def measured_numbers(words: Sequence[str], breaks: Set[int]) -> Mapping[int, Measured]:
    """The places of the numbers that say how intelligent a pupil is; none for the broad middle.

    `words`: folded; `breaks`: the places of the words before which a mark ends the clause.
    """
    numbers = ((_number_behind(words, at, breaks), at) for at, word in enumerate(words) if word in MEASURES)
    return {
        number: Measured(name, at)
        for number, at in numbers
        if number is not None
        for band, name in _CALLED.items()
        if int(words[number]) in band
    }


def _number_behind(words: Sequence[str], at: int, breaks: Set[int]) -> int | None:
    """The place of the number that the measure at `at` has; a mark may stand right behind the measure: "TIQ: 68"."""
    for place in range(at + 1, min(at + 1 + REACH, len(words))):
        if words[place].isdecimal():
            return place
        if words[place] not in BETWEEN or (place in breaks and place > at + 1):
            return None
    return None
