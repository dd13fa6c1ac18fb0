"""Which words of a text are said to give no trouble: "geen problemen met rekenen", "niks met autisme te maken". Pure.

Beside what denial.py finds. Here a word between tells what lacks: trouble, worry, a link. So a skill is denied as well,
of which the lack itself would be a need.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from network.core.text import stem_of
from network.mentions.words import (
    BINDS,
    CONDITIONS,
    ENDS_CLAUSE,
    GOODS,
    HIS,
    LACKING,
    LEADS_ON,
    NOUNS,
    OPENS_CLAUSE,
    SKILLS,
    SUBJECTS,
    TELLS_OTHERWISE,
    THINKS,
    TROUBLES,
    UNTROUBLED_IN,
    VERBS_BETWEEN,
    WISHES,
)

# So many words that say something, those that only bind not counted.
REACH = 4
# So far before the denial stands who speaks, or when it was.
BEFORE = 5
_NOTHING = frozenset({"niks", "niets"})


def untroubled_words(words: Sequence[str], breaks: Collection[int]) -> frozenset[int]:
    """The places of what the text says to be no trouble, not an issue, or not thought of.

    `words`: folded; `breaks`: the places of the words before which a mark ends the clause.
    """
    found: set[int] = set()
    for at, word in enumerate(words):
        if word in {"geen", "zonder"} or word in _NOTHING:
            found.update(_no_trouble(words, breaks, at))
        if word in {"geen", "nooit"}:
            found.update(_no_question_of(words, breaks, at))
        if word == "niet" or word in _NOTHING:
            found.update(_no_link(words, breaks, at))
        if word == "niet":
            found.update(_not_thought_of(words, breaks, at))
            found.update(_not_about(words, breaks, at))
            found.update(_not_that(words, breaks, at))
    return frozenset(found)


def _no_trouble(words: Sequence[str], breaks: Collection[int], start: int) -> Iterator[int]:
    trouble = _trouble_of(words, breaks, start)
    before = _before(words, breaks, start)
    if trouble is None or before[-1:] == ["nog"] or not TELLS_OTHERWISE.isdisjoint(before):
        return
    at = trouble + 1
    meant: list[int] = []
    while _word(words, at) in {"meer", "gehad"} and at not in breaks:
        at += 1
    # "Geen moeite om ruzie te maken" says that there is ruzie, "geen moeite om te lezen" that reading goes well.
    only_skills = _word(words, at) == "om" and not words[trouble].startswith("zorg")
    if at not in breaks and (_word(words, at) in UNTROUBLED_IN or only_skills):
        ahead = [*_list_from(words, breaks, at + 1)]
        if TELLS_OTHERWISE.isdisjoint(words[one] for one in ahead):
            meant = [*_meant(words, ahead, only_skills=only_skills or words[at] in CONDITIONS - {"met"})]
    elif at >= len(words) or at in breaks or words[at] in OPENS_CLAUSE:
        meant = [*_no_trouble_with_what_went_ahead(words, breaks, start)]
    yield from [*meant, trouble] if meant else []


def _trouble_of(words: Sequence[str], breaks: Collection[int], start: int) -> int | None:
    """The place of what lacks: "geen problemen", "geen grote zorgen", "niks mis", "niets aan de hand"."""
    if words[start] in _NOTHING:
        if list(words[start + 1 : start + 4]) == ["aan", "de", "hand"]:
            return start + 3
        return start + 1 if _word(words, start + 1) == "mis" else None
    for at in (start + 1, start + 2):
        if at in breaks or _word(words, at) in ENDS_CLAUSE | LACKING | LEADS_ON:
            return None
        if _word(words, at) in TROUBLES:
            return at
    return None


def _no_trouble_with_what_went_ahead(words: Sequence[str], breaks: Collection[int], start: int) -> Iterator[int]:
    """ "Met rekenen heeft zij geen moeite", "over haar gedrag zijn er geen zorgen"."""
    first = start - len(_before(words, breaks, start, most=REACH + BEFORE))
    if first < start and words[first] in UNTROUBLED_IN:
        ahead = [*_until_verb(words, first + 1, start)]
        # "Met een koptelefoon zijn er geen problemen" tells what helps.
        yield from _meant(words, ahead, only_skills=words[first] in CONDITIONS)


def _no_link(words: Sequence[str], breaks: Collection[int], start: int) -> Iterator[int]:
    """ "Niks met autisme te maken", "niets te maken met adhd", "met adhd heeft het niets te maken"."""
    before = _before(words, breaks, start)
    if not WISHES.isdisjoint(before):
        return
    at = start + 2 if _word(words, start + 1) == "meer" else start + 1
    if list(words[at : at + 3]) == ["te", "maken", "met"]:
        yield from _list_from(words, breaks, at + 3)
    elif list(words[at : at + 2]) == ["te", "maken"] and "met" in before:
        yield from _until_verb(words, start - before[::-1].index("met"), start)
    elif _word(words, at) == "met":
        ahead = [*_list_from(words, breaks, at + 1)]
        linked = [*takewhile(lambda one: words[one] != "te", ahead)]
        if linked and list(words[linked[-1] + 1 : linked[-1] + 3]) == ["te", "maken"]:
            yield from linked


def _not_thought_of(words: Sequence[str], breaks: Collection[int], start: int) -> Iterator[int]:
    """ "We denken niet aan autisme"; but "hij denkt niet aan zijn spullen"."""
    at = start + 2 if _word(words, start + 1) in {"meer", "direct", "meteen"} else start + 1
    before = _before(words, breaks, start)
    if _word(words, at) != "aan" or before[-1:] == ["nog"] or not TELLS_OTHERWISE.isdisjoint(before):
        return
    ahead = [*_list_from(words, breaks, at + 1)]
    if not {*before, *(words[one] for one in ahead)}.isdisjoint(THINKS):
        yield from takewhile(lambda one: words[one] not in THINKS | {"te"}, ahead)


def _no_question_of(words: Sequence[str], breaks: Collection[int], start: int) -> Iterator[int]:
    """ "Geen sprake van agressie", "nooit sprake geweest van pesten"; but "geen sprake van contact" tells what lacks."""
    at = start + 1
    while at not in breaks and _word(words, at) in {"sprake", "geweest", "meer"}:
        at += 1
    if at > start + 1 and at not in breaks and _word(words, at) == "van" and "sprake" in words[start:at]:
        listed = [*_list_from(words, breaks, at + 1)]
        yield from (one for one in listed if stem_of(words[one]) not in GOODS and not _is_skill(words[one]))


def _not_about(words: Sequence[str], breaks: Collection[int], start: int) -> Iterator[int]:
    """ "Het gaat niet om gedrag, maar om lezen"; but "hij gaat niet om met anderen"."""
    at = start + 2 if _word(words, start + 1) == "zozeer" else start + 1
    before = _before(words, breaks, start)
    is_about = "het" in before and not {"gaat", "ging", "draait"}.isdisjoint(before)
    if is_about and _word(words, at) == "om" and _word(words, at + 1) not in {"met", "te"}:
        yield from _list_from(words, breaks, at + 1)


def _not_that(words: Sequence[str], breaks: Collection[int], start: int) -> Iterator[int]:
    """ "Niet dat hij druk is, integendeel"."""
    begins = start == 0 or start in breaks or words[start - 1] in OPENS_CLAUSE
    if begins and _word(words, start + 1) == "dat" and start + 1 not in breaks:
        yield from takewhile(
            lambda at: at not in breaks and words[at] not in OPENS_CLAUSE, range(start + 2, len(words))
        )


def _list_from(words: Sequence[str], breaks: Collection[int], start: int) -> Iterator[int]:
    """The places from here to the end of what is named, also of a list: "lezen, schrijven en rekenen"."""
    reach = REACH
    for at in range(start, len(words)):
        if not reach or (at in breaks and not _goes_on(words, breaks, at)):
            return
        word = words[at]
        if word in {"of", "en"}:
            if not _joins(words, breaks, at):
                return
            continue
        if word in ENDS_CLAUSE or word in LACKING or (word in SUBJECTS - BINDS and word not in HIS):
            return
        yield at
        reach -= word not in BINDS | HIS


def _joins(words: Sequence[str], breaks: Collection[int], at: int) -> bool:
    """Whether a list goes on at its "of", or at its "en" with one more skill: "lezen en rekenen", not "en is boos"."""
    following = _word(words, at + 1)
    if words[at] == "of":
        return following not in SUBJECTS
    after = at + 2
    return _is_skill(following) and (after >= len(words) or after in breaks or words[after] in ENDS_CLAUSE)


def _goes_on(words: Sequence[str], breaks: Collection[int], at: int) -> bool:
    return _word(words, at + 1) in {"of", "en"} and at + 1 not in breaks and _joins(words, breaks, at + 1)


def _until_verb(words: Sequence[str], start: int, end: int) -> Iterator[int]:
    """The places from here, a word that tells whose not taken for the verb, to the verb or the denial."""
    his = start if _word(words, start) in HIS else -1
    return takewhile(lambda at: at == his or words[at] not in VERBS_BETWEEN, range(start, end))


def _meant(words: Sequence[str], places: Sequence[int], *, only_skills: bool) -> Iterator[int]:
    """ "Geen moeite met zijn dyslexie" says that he has it; "geen zorgen over zijn gedrag" that this goes well."""
    are_his = any(words[at] in HIS for at in places)
    return (at for at in places if _is_skill(words[at]) or not (only_skills or are_his))


def _is_skill(word: str) -> bool:
    return word in SKILLS or word in NOUNS


def _before(words: Sequence[str], breaks: Collection[int], start: int, *, most: int = BEFORE) -> list[str]:
    """The words of the clause before the denial, the last few."""
    first = start
    while first > max(0, start - most) and first not in breaks and words[first - 1] not in OPENS_CLAUSE:
        first -= 1
    return list(words[first:start])


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""
