"""Which words of a text are about what is over, what was not so after all, or somebody else's diagnosis. Pure.

"Vorig jaar had hij faalangst, dat is over", "we dachten eerst aan dyslexie, maar dat is het niet", "zijn zusje heeft
autisme". Only what is said so plainly: what is told of the past or of the family mostly matters now as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise, takewhile

from network.core.text import stem_of
from network.mentions.words import (
    AT_LAST,
    BINDS_NO_MORE,
    BINDS_OVER,
    DENIALS,
    EXPECTED,
    GOODS,
    HAD_IT_DONE,
    HAVE,
    HELP,
    LIKE_PUPIL,
    OF_PUPIL,
    OVER,
    OWN,
    OWN_OF_STAFF,
    RELATIVES,
    STAFF,
    VERDICT,
    WELL,
)

REACH = 4
# So far behind somebody's diagnosis stands that the pupil has it as well.
REACH_OF_TOO = 10


def set_aside_words(words: Sequence[str], breaks: Set[int]) -> frozenset[int]:
    """The places of the words that tell nothing of the pupil as he or she is now.

    `words`: folded; `breaks`: the places of the words before which a mark ends the clause.
    """
    found = {*_of_others(words, breaks)}
    for clause, following in pairwise([*_clauses(words, breaks), range(0)]):
        if _is_over(words, clause) or _ended(words, clause, following) or _was_not_so(words, clause, following):
            found.update(clause)
    return frozenset(found)


def _of_others(words: Sequence[str], breaks: Set[int]) -> Iterator[int]:
    for start, word in enumerate(words):
        verb = start + 2 if _word(words, start + 1) == "zelf" else start + 1
        # "Mijn broertje heeft autisme": who asks asks about him.
        if words[max(0, start - 1)] in {"mijn", "onze", "ons"}:
            continue
        theirs = OWN if word in RELATIVES else OWN_OF_STAFF if word in STAFF else frozenset[str]()
        if not theirs or _word(words, verb) not in HAVE or not breaks.isdisjoint({start + 1, verb}):
            continue
        end = next((at for at in range(verb, len(words)) if at in breaks), len(words))
        ahead = range(verb + 1, min(verb + 1 + REACH, end))
        # "Zijn broer heeft ook adhd": like him.
        beyond = words[ahead.start : ahead.stop + REACH_OF_TOO]
        if not HAD_IT_DONE.isdisjoint(words[ahead.start : min(end, ahead.stop + REACH_OF_TOO)]):
            continue
        if LIKE_PUPIL.isdisjoint(beyond) or _is_of_relative(words, ahead.start):
            own = [at for at in takewhile(lambda at: words[at] not in OF_PUPIL, ahead) if words[at] in theirs]
            yield from [start, *own] if own else []


def _is_of_relative(words: Sequence[str], start: int) -> bool:
    """ "Haar broer heeft adhd en haar vader ook"."""
    too = words.index("ook", start) if "ook" in words[start:] else 0
    return too >= start + 2 and words[too - 1] in RELATIVES


def _clauses(words: Sequence[str], breaks: Set[int]) -> Iterator[range]:
    edges = sorted({0, len(words), *breaks, *(at for at, word in enumerate(words) if word == "maar")})
    yield from (range(first, end) for first, end in pairwise(edges))


def _is_over(words: Sequence[str], clause: range) -> bool:
    """ "Haar faalangst is gelukkig verdwenen"."""
    said = words[clause.start : clause.stop]
    if len(said) < 3 or said[-1] not in OVER or not _denies_nothing(said) or _speaks_of_goods(said):
        return False
    verb = len(said) - 2
    while verb and said[verb] in BINDS_OVER - {"is"}:
        verb -= 1
    is_at_last = said[-1] in {"gestopt", "opgelost"} or not AT_LAST.isdisjoint(said[verb:])
    return verb > 0 and said[verb] in {"is", "zijn"} and is_at_last


def _ended(words: Sequence[str], clause: range, following: range) -> bool:
    """ "Hij stotterde, dat is over", "vroeger was hij bang, nu niet meer"."""
    said, then = words[clause.start : clause.stop], words[following.start : following.stop]
    if len(then) < 2 or not _denies_nothing(said) or _speaks_of_goods(said):
        return False
    if then[-1] in OVER and {*then[:-1]} <= BINDS_OVER:
        return "is" in then and then[0] in {"dat", "het", "nu"}
    no_more = list(then[-2:]) == ["niet", "meer"] and {*then} <= BINDS_NO_MORE and "nu" in then
    return no_more or (list(then[:1]) == ["daar"] and "last" in then and {"geen", "meer"} <= {*then})


def _was_not_so(words: Sequence[str], clause: range, following: range) -> bool:
    """ "We dachten eerst aan dyslexie, maar dat is het niet", "hij is onderzocht op adhd, dat had hij niet".

    But for these words nothing is said: "maar dat wilden ouders niet horen", "dat is niet vreemd".
    """
    said, then = words[clause.start : clause.stop], {*words[following.start : following.stop]}
    return _expects(said) and _denies_nothing(said) and {"dat", "niet"} <= then <= VERDICT


def _expects(said: Sequence[str]) -> bool:
    """That a pupil would have something; not that it would end ("we dachten dat zijn angst over was")."""
    expected = next((at for at, word in enumerate(said) if word in EXPECTED), None)
    if expected is None:
        return False
    is_so = said[-1] == "was" and OVER.isdisjoint(said)
    return is_so or not {"aan", "op", "vermoedde", "vermoedden"}.isdisjoint(said[expected:])


def _denies_nothing(said: Sequence[str]) -> bool:
    return DENIALS.isdisjoint(said)


def _speaks_of_goods(said: Sequence[str]) -> bool:
    """ "Ze had vriendinnen, nu niet meer": what is over is what was good."""
    return not (WELL | HELP).isdisjoint(said) or any(stem_of(word) in GOODS for word in said)


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""
