"""What a text says to go well beside what does not: "moeite met lezen, maar niet met rekenen", "rekenen gaat goed". Pure.

Only of school subjects and skills, and only where trouble with something else is told or praise is plain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from network.mentions.words import DENIALS, ENDS_CLAUSE, HELP, TROUBLES, UNTROUBLED_IN, listed

# So far before the contrast stands what is troubled, with the same small word.
BACK = 8
ASKED = HELP | TROUBLES | listed("gaat ging gaan draait hulpvraag moeizaam steun uitval vraag zwak")
# "Kan goed leren" says that somebody is clever.
SUBJECTS_OF_SCHOOL = listed("""
    automatiseren begrijpend handschrift klokkijken lezen motoriek rekenen schrijven sommen spelling taal tafels technisch topografie
    """)
PRAISE = listed("goed prima uitstekend vlot")
CAN = listed("kan kunnen kon konden")
GOES = listed("gaat gaan lukt lukken loopt")
# "Lezen gaat pas goed als ik naast hem zit" tells of trouble.
ON_CONDITION = listed("als indien met mits tenzij tot totdat wanneer zodra zolang zonder")
SELDOM = listed("alleen amper eerder eerst enkel minder nauwelijks nog pas soms steeds thuis vroeger zelden")
# "Hoe kunnen we haar goed rekenen leren" asks for it.
ASKS = listed("hoe ik jullie u we wij")
# So many words behind it take it back: "rekenen gaat goed, maar in de klas niet".
TAKEN_BACK_WITHIN = 5
_ARTICLES = listed("de het een zijn haar hun")
_TURNS = listed("maar en")


def words_that_go_well(words: Sequence[str], breaks: Collection[int]) -> frozenset[int]:
    """The places of what a text says to be no trouble by setting it against what is, or by praise.

    `words`: folded; `breaks`: the places of the words before which a mark ends the clause.
    """
    found: set[int] = set()
    for at, word in enumerate(words):
        if word == "niet":
            found.update(_set_against(words, breaks, at))
        if word in PRAISE:
            found.update(_praised(words, breaks, at))
    return frozenset(found)


def _set_against(words: Sequence[str], breaks: Collection[int], start: int) -> Iterator[int]:
    """ "Moeite met lezen maar niet met rekenen"; but "kan goed omgaan met taal, niet met rekenen" tells of trouble."""
    link = _word(words, start + 1)
    begins_contrast = start in breaks or _word(words, start - 1) in _TURNS
    if not begins_contrast or link not in UNTROUBLED_IN | {"om"}:
        return
    before = words[max(0, start - BACK) : start]
    if link in before and not ASKED.isdisjoint(before) and PRAISE.isdisjoint(before) and DENIALS.isdisjoint(before):
        yield from _named_from(words, breaks, start + 2)


def _praised(words: Sequence[str], breaks: Collection[int], start: int) -> Iterator[int]:
    """ "Kan goed rekenen", "is goed in rekenen", "rekenen gaat goed"; not "kan niet goed rekenen"."""
    clause, following = _clause_before(words, breaks, start), start + 1
    if not (DENIALS | SELDOM | ASKS).isdisjoint(clause) or _on_condition(words, breaks, following):
        return
    if _word(words, following) == "in" and not {"is", "zijn", "was"}.isdisjoint(clause):
        yield from _named_from(words, breaks, following + 1)
    elif not CAN.isdisjoint(clause) and following not in breaks:
        yield from _named_from(words, breaks, following)
    elif (
        clause
        and not GOES.isdisjoint(clause[-3:])
        and (following >= len(words) or following in breaks or _word(words, following) in ENDS_CLAUSE)
    ):
        first = start - len(clause)
        yield from (at for at in range(first, start) if words[at] in SUBJECTS_OF_SCHOOL)


def _on_condition(words: Sequence[str], breaks: Collection[int], start: int) -> bool:
    """Whether what is praised, named from here on or before, goes well only when something else is so, or elsewhere."""
    named = [] if start in breaks else [*_named_from(words, breaks, start)]
    after = named[-1] + 1 if named else start
    if _word(words, after) in ON_CONDITION:
        return True
    end = next((at for at in sorted(breaks) if at > after), len(words))
    behind = words[after:end]
    takes_back = len(behind) <= TAKEN_BACK_WITHIN and not DENIALS.isdisjoint(behind)
    return takes_back and SUBJECTS_OF_SCHOOL.isdisjoint(behind)


def _named_from(words: Sequence[str], breaks: Collection[int], start: int) -> Iterator[int]:
    """The subjects of school that are named from here on, and nothing once another word stands between."""
    for at in range(start, len(words)):
        if at in breaks and at != start:
            return
        if words[at] in SUBJECTS_OF_SCHOOL:
            yield at
        elif words[at] not in _ARTICLES | {"en", "of"}:
            return


def _clause_before(words: Sequence[str], breaks: Collection[int], start: int) -> Sequence[str]:
    first = start
    while first > 0 and first not in breaks and words[first - 1] not in ENDS_CLAUSE - {"met", "in", "bij", "over"}:
        first -= 1
    return words[first:start]


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""
