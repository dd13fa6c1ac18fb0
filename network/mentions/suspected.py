"""Which diagnoses of a text are only suspected: "we denken aan autisme", "dyslexie, nooit onderzocht". Pure.

What is suspected is worth hearing, but nobody found that the pupil has it. "Zijn autisme" and "een leerling met autisme"
say that it is there, whatever else the clause wonders about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from network.core.text import stem_of
from network.mentions.denial import RULED_OUT
from network.mentions.words import DENIALS, EXAMINED, FOUND, HAD_IT_DONE, HIS, SUBJECTS, THINKS, listed

REACH = 8
# What somebody must have found before a pupil has it.
DIAGNOSES = frozenset(
    stem_of(word)
    for word in listed("""
    add adhd angststoornis ass asperger autisme autist autistisch cvi dcd depressie downsyndroom dyscalculie dyslectisch
    dyslexie epilepsie fas fasd gedragsstoornis hb hechtingsstoornis hersenletsel hoogbegaafd hoogbegaafdheid hsp lvb
    mcdd mutisme nah nld odd ontwikkelingsstoornis ontwikkelingsstoornissen pdd ptss taalontwikkelingsstoornis tos tourette
    """)
)
SUSPECTS = listed("""
    aanwijzingen eventueel eventuele kenmerken leek lijken lijkt misschien mogelijk mogelijke schijnt signalen symptomen
    tekenen trekjes trekken twijfel twijfelen twijfels twijfelt verdenking vermoed vermoedde vermoedden vermoedelijk
    vermoedelijke vermoeden vermoedens vermoedt waarschijnlijk wellicht zou zouden
    """)
# "Denken aan", "denkt dat", "past bij".
WONDERS = THINKS | listed("dacht denkt gevoel idee indruk past passen passend")
AFTER_DIAGNOSIS = listed(
    "achtig achtige kenmerken onderzoek screening signalen symptomen test trekjes trekken vermoeden"
)
EXAMINES = EXAMINED | listed("diagnose diagnostiek onderzoek onderzoeken screening test testen wachtlijst")
CONFIRMS = FOUND | listed("bleek blijkt gediagnosticeerd gesteld klopt klopte")
PENDING = listed("loopt moet nog wacht wachten worden wordt")
UNPROVEN = (
    EXAMINES
    | CONFIRMS
    | DENIALS
    | PENDING
    | HAD_IT_DONE
    | listed("""
    daar dat dit echt een er goed heeft het hij hun is laten maar naar officieel officiele op ouders we wij willen ze zeker
    zij zijn
    """)
)
LISTS = listed("aan een en het naar of ook op van voor zelfs")
WITH = listed("met ondanks vanwege wegens")


def is_diagnosis(stems: Iterable[str]) -> bool:
    """Whether these stems name what somebody must have found."""
    return not DIAGNOSES.isdisjoint(stems)


def suspected_words(words: Sequence[str], breaks: Set[int]) -> frozenset[int]:
    """The places of the diagnoses that the text only suspects.

    `words`: folded, misspelt ones as they are meant; `breaks`: the places of the words before which a mark ends the clause.
    """
    suspected: set[int] = set()
    last = None
    clauses = list(_clauses(words, breaks))
    for clause, following in pairwise([*clauses, range(0)]):
        then = words[following.start : following.stop]
        for at in clause:
            bare = _bare(words[at])
            if not is_diagnosis([stem_of(bare)]):
                continue
            if last is not None and LISTS.issuperset(words[last + 1 : at]):
                is_so = last in suspected
            else:
                is_so = bare != words[at] or _is_suspected(words, at, clause, then)
            suspected |= {at} if is_so else set()
            last = at
    return frozenset(suspected)


def _is_suspected(words: Sequence[str], at: int, clause: range, then: Sequence[str]) -> bool:
    before, behind = words[max(clause.start, at - REACH) : at], words[at + 1 : clause.stop]
    if _is_confirmed([*before, *behind]) or _is_confirmed(then):
        return False
    if _is_unproven(then) or _is_pending(behind) or not AFTER_DIAGNOSIS.isdisjoint(behind[:1]):
        return True
    return not _is_of_somebody(before) and _wonders(before)


def _clauses(words: Sequence[str], breaks: Set[int]) -> Iterator[range]:
    """Up to each mark, "maar" and "en hij"; "dat" and "of" go on with what was said."""
    edges = {at for at in breaks if words[at] not in {"dat", "of"}}
    edges.update(at for at, (word, following) in enumerate(pairwise(words)) if _begins(word, following))
    yield from (range(first, end) for first, end in pairwise(sorted({0, len(words), *edges})))


def _begins(word: str, following: str) -> bool:
    return word == "maar" or (word == "en" and following in SUBJECTS)


def _bare(word: str) -> str:
    """ "Dyslexieonderzoek" says dyslexie, which is looked for."""
    return next((word.removesuffix(end) for end in AFTER_DIAGNOSIS if word.endswith(end)), word)


def _is_confirmed(said: Sequence[str]) -> bool:
    return not CONFIRMS.isdisjoint(said) and (DENIALS | SUSPECTS).isdisjoint(said)


def _is_unproven(then: Sequence[str]) -> bool:
    """ "Maar dat is nooit onderzocht", "zonder diagnose"; nothing else is said."""
    return UNPROVEN.issuperset(then) and _is_pending(then)


def _is_pending(said: Sequence[str]) -> bool:
    """ "Wordt vermoed", "is nog niet onderzocht", "laten testen", "niet uitgesloten"."""
    if {"niet", RULED_OUT}.issubset(said):
        return True
    if not HAD_IT_DONE.isdisjoint(said) and not {"onderzoeken", "testen"}.isdisjoint(said):
        return True
    is_open = not (DENIALS | PENDING).isdisjoint(said)
    return not {"vermoed", "gedacht"}.isdisjoint(said) or (is_open and not (EXAMINES | CONFIRMS).isdisjoint(said))


def _is_of_somebody(before: Sequence[str]) -> bool:
    """ "Zijn autisme", "een jongen met adhd", but "dit heeft te maken met adhd"."""
    return before[-1:] != [] and (before[-1] in HIS or (before[-1] in WITH and before[-2:-1] != ["maken"]))


def _wonders(before: Sequence[str]) -> bool:
    """ "Misschien", "we denken dat hij", "onderzocht op", "heeft hij", "of het"."""
    if not SUSPECTS.isdisjoint(before):
        return True
    if _follows(before, WONDERS, {"aan", "bij", "dat"}) or _follows(before, EXAMINES, {"naar", "op", "voor"}):
        return True
    asks = any(first == "of" and second in SUBJECTS for first, second in pairwise(before))
    return asks or (before[:1] in (["heeft"], ["is"]) and not SUBJECTS.isdisjoint(before[1:2]))


def _follows(said: Sequence[str], first: Set[str], then: Set[str]) -> bool:
    begun = next((at for at, word in enumerate(said) if word in first), len(said))
    return not then.isdisjoint(said[begun:])
