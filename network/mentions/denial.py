"""Which words of a text are denied: "geen sprake van dyslexie", "dyslexie is uitgesloten". Pure.

Dutch denies ahead ("geen adhd of autisme") and behind ("agressief is hij niet"). Both reach no further than their
clause. Where the lack is itself the need ("kan niet plannen", "geen zelfvertrouwen") nothing is denied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from network.mentions.words import (
    ADVERBS,
    BELIEVES,
    BINDS,
    CAUSES,
    DENIALS,
    DENIES_NOT_BEFORE,
    ENDS_AFTER_ADVERB,
    ENDS_CLAUSE,
    EXAMINED,
    EXAMINERS,
    FOUND,
    GOODS,
    JOINS,
    LACKING,
    LEADS_ON,
    LINKS,
    NOUNS,
    PASSIVE,
    SIGNS,
    SUBJECTS,
    TAKES_IN,
    TROUBLE,
    TROUBLES,
    VERDICTS,
    WISHES,
)

# What a verdict says; but also of a pupil whom the others shut out.
RULED_OUT = "uitgesloten"
# So many words ahead, those that only bind not counted.
REACH = 4
REACH_OF_WITHOUT = 1
# Within two words behind these, what stands is not denied.
_KEEPS = CAUSES | TAKES_IN


def is_good(name: Collection[str]) -> bool:
    """Whether these stems name something of which the lack is the need."""
    return not GOODS.isdisjoint(name)


def is_trouble(compound: str) -> bool:
    """Whether the stem of a compound ends in what troubles: angstklachten."""
    return compound.endswith(TROUBLE)


def denied_words(words: Sequence[str], breaks: Collection[int]) -> frozenset[int]:
    """The places of the words that the text denies.

    `words`: folded; `breaks`: the places of the words before which a mark ends the clause.
    """
    denied: set[int] = set()
    for at, word in enumerate(words):
        if word == RULED_OUT or word in DENIALS:
            behind = [*_behind(words, breaks, at)]
            denied.update([*behind, at] if behind and word == RULED_OUT else behind)
        if word in DENIALS and not _says_the_reverse(words, at):
            denied.update(_ahead(words, breaks, at))
    return frozenset(denied)


def _says_the_reverse(words: Sequence[str], at: int) -> bool:
    following, before = _word(words, at + 1), _word(words, at - 1)
    if words[at] == "geen" and following in {"enkel", "enkele"}:
        return False
    if following in DENIES_NOT_BEFORE or (words[at], before) == ("geen", "nog"):
        return True
    if words[at] in {"geen", "niet"} and before in WISHES:
        return True
    # "Geen dag gaat voorbij zonder ruzie".
    return words[at] == "zonder" and not DENIALS.isdisjoint(words[max(0, at - REACH) : at])


def _ahead(words: Sequence[str], breaks: Collection[int], start: int) -> Iterator[int]:
    reach = REACH_OF_WITHOUT if words[start] == "zonder" else REACH
    for at in range(start + 1, len(words)):
        # "Sprake van dyslexie, niet van adhd".
        is_contrast = words[at] == "van" and at == start + 1 and start in breaks
        # "Het lukt niet, autisme of adhd zit in de weg": a list goes on only behind what it denied already.
        if (at in breaks and (at == start + 1 or not _goes_on(words, at))) or not reach:
            return
        if _ends_scope(words, start, at) and not is_contrast:
            return
        yield at
        reach -= words[at] not in BINDS


def _goes_on(words: Sequence[str], at: int) -> bool:
    """ "Geen adhd, autisme of dyslexie": after the mark the list goes on."""
    return _word(words, at + 1) in {"of", "noch"} and _word(words, at + 2) not in SUBJECTS


def _ends_scope(words: Sequence[str], start: int, at: int) -> bool:
    word = words[at]
    if word in ENDS_CLAUSE or word in LACKING:
        return True
    if word == "dat":
        return not {words[start - 1] if start else "", words[at - 1]} & BELIEVES
    # "Geen moeite om ruzie te maken": there is ruzie.
    if word == "om" and not (TROUBLES - {"zorgen"}).isdisjoint(words[start:at]):
        return True
    if word in LEADS_ON and SIGNS.isdisjoint(words[start:at]):
        return True
    if word == "of":
        return at == start + 1 or _word(words, at + 1) in SUBJECTS
    return words[start] in ADVERBS and word in ENDS_AFTER_ADVERB


def _behind(words: Sequence[str], breaks: Collection[int], end: int) -> Iterator[int]:
    if not _closes(words, breaks, end):
        return
    at = end - 1
    # "Dyslexie: nee".
    links = LINKS | EXAMINED if _word(words, end + 1) in FOUND else LINKS
    if at > 0 and words[at] in {"en", "maar"} and words[at - 1] in links & EXAMINED:
        at -= 1
    while at >= 0 and words[at] in links and (at + 1 not in breaks or words[at] in EXAMINED):
        at -= 1
    if at < 0 or (at + 1 in breaks and words[end] != "nee") or not _KEEPS.isdisjoint(words[max(0, at - 2) : at]):
        return
    yield at
    # "Hij is bang en durft niet" denies no more than the daring.
    joins = JOINS if {words[end], _word(words, end + 1)} & VERDICTS else JOINS - {"en"}
    while at >= 2 and words[at - 1] in joins and at not in breaks:
        at -= 2
        yield at
    if at and words[at] in NOUNS:
        yield at - 1


def _closes(words: Sequence[str], breaks: Collection[int], at: int) -> bool:
    """Whether the denial speaks of what stands before it: its clause ends here, or with a verdict."""
    before, following = _word(words, at - 1), _word(words, at + 1)
    after = at + 2 if following == "meer" else at + 1
    if before == "nog" or words[at] == "zonder":
        return False
    ends = after == len(words) or after in breaks or _word(words, after) in {"maar", "en", "wel"}
    if words[at] == RULED_OUT:
        ends = ends or (
            words[after] in {"door", "na", "bij"} and not EXAMINERS.isdisjoint(words[after : after + REACH])
        )
        return before not in DENIALS and ends and PASSIVE.isdisjoint(words[max(0, at - REACH) : at])
    if words[at] == "geen":
        return following in {"sprake", "rol"}
    return ends or following in VERDICTS - {"uitgesloten"}


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""
