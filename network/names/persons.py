"""How somebody is spoken of once the name is gone, and where a name that is known stands again. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from network.names.context import Span, begins_sentence, word_of, words_in
from network.names.cues import AT_WORK, CALLED, CHILD, GROWN_UP, PERSON
from network.names.lexicon import AFFIXES, fold, is_also_word, is_first_name, not_names, stem

UNKNOWN_PERSON = "een leerling"
NAMELESS = "X"

# Who these are is said, but without the name they need an article.
_TITLE = r"(?<!\w)(?:(mevrouw|mevr\.?|mw\.?)|(meneer|dhr\.?|de heer)|(familie|fam\.?))(?:\s|(?<=\.))"
_ENDS_IN_TITLE = re.compile(_TITLE + "$", re.I)
_BEGINS_WITH_TITLE = re.compile(_TITLE, re.I)
_INSTEAD_OF_TITLE = ("een mevrouw", "een meneer", "de familie")
_DETERMINER = re.compile(
    r"\b(?:de|het|een|onze|ons|mijn|jullie|deze|die|dit|zijn|haar|hun|jouw|uw|kleine|grote)\s$", re.I
)
_ALREADY_SAID = re.compile(rf"\b({CHILD}|{GROWN_UP}|{AT_WORK})(?:,\s|:?\s|:|\s?[(\"“‘])$", re.I)
_CALLED = re.compile(rf"\b(?:{CALLED}|noem(?:en|t)? (?:(?:we|wij|ik) )?(?:hem|haar))[:,]?\s[\"“‘]?$", re.I)
_WHO_IS_CALLED = re.compile(rf"\b({CHILD}|{GROWN_UP})\s(?:{CALLED})\s[\"“‘]?$", re.I)
# What is somebody's, in words of which the article is known.
_RELATIVE = re.compile(
    rf"\s((?:tweeling|half|stief|pleeg)?(?:{GROWN_UP}|broer|zus|broertje|zusje|zoon|dochter|vriend|vriendin|vriendje|vriendinnetje))\b"
)

_SHE = re.compile(
    r"(?:meisje|moeder|mama|oma|tante|zus|zusje|dochter|dochtertje|nicht|nichtje|vriendin|vriendinnetje|juf|mevrouw)$",
    re.I,
)

_MORE_NAMES = re.compile(r",\s[A-Z][\w'’-]+(?:,|\sen\b)")


def words_of_name(name: str) -> frozenset[str]:
    """The words of a name, folded, by which it is known again, a surname also with its affixes; initials are too common for that."""
    known: set[str] = set()
    affixes: list[str] = []
    for part in name.split():
        word = _bare(part)
        if word in AFFIXES:
            affixes.append(word)
            continue
        if len(word) > 2 and word not in not_names() and not _is_noun(word):
            known |= {word, " ".join([*affixes, word])}
        affixes = []
    return frozenset(known)


def find_again(text: str, names: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where a name that is known stands once more, without a cue, and how that person is spoken of."""
    tokens = words_in(text) if names else []
    for position, token in enumerate(tokens):
        word = word_of(token)
        key = next((form for form in (_bare(word), _bare(word).removesuffix("s")) if form in names), None)
        if key is None or not _may_be_said_again(word):
            continue
        start = token.start()
        for before in reversed(tokens[max(0, position - 3) : position]):
            longer = f"{fold(word_of(before))} {key}"
            if longer not in names:
                break
            start, key = before.start(), longer
        yield start, token.start() + len(word), names[key]


def who(text: str, name: Span) -> str:
    """How the person of a name is spoken of from then on, by the words before it: "de moeder", "het meisje"."""
    start, end = name
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    for title in (_ENDS_IN_TITLE.search(before), _BEGINS_WITH_TITLE.match(text, start)):
        if title and title.lastindex:
            return f"de {_INSTEAD_OF_TITLE[title.lastindex - 1].split()[1]}"
    said = _WHO_IS_CALLED.search(before) or (_ALREADY_SAID.search(before) if _is_said_before(before, after) else None)
    noun = said.group(1).casefold() if said else ""
    return f"{'het' if noun.endswith(('je', 'kind')) else 'de'} {noun}" if noun else UNKNOWN_PERSON


def without_name(text: str, name: Span, person: str) -> tuple[int, int, str]:
    """What is to be replaced so that the sentence still reads ("Fatima's moeder"), and by which words."""
    start, end = name
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    title = _ENDS_IN_TITLE.search(before)
    if title and title.lastindex and not _DETERMINER.search(before[: title.start()]):
        start -= len(title.group())
        return start, end, _as_begun(text, start, _INSTEAD_OF_TITLE[title.lastindex - 1])
    relative = _RELATIVE.match(after)
    if relative and text[end - 1] in "s'’":
        return start, end + relative.end(), _as_begun(text, start, _owned(relative.group(1), person, before))
    is_owner = after[:1] == " " and _is_possessive(text[start:end])
    return start, end, _as_begun(text, start, _instead_of_name(before, after, person, is_owner=is_owner))


def _owned(noun: str, person: str, before: str) -> str:
    """ "Fatima's moeder": the mother of that person."""
    article = "" if _DETERMINER.search(before) else "het " if noun.endswith("je") else "de "
    return f"{article}{noun} van {person}"


def _instead_of_name(before: str, after: str, person: str, *, is_owner: bool) -> str:
    """The words for a name between these words, with a possessive where it owns what follows; nothing where it can simply go."""
    if _is_said_before(before, after):
        return _his_or_her(before.rstrip(" ,:")) if is_owner else ""
    if _CALLED.search(before):
        return NAMELESS
    words = person.split(maxsplit=1)[-1] if _DETERMINER.search(before) else person
    return f"{words} {_his_or_her(words)}" if is_owner else words


def _his_or_her(words: str) -> str:
    return "haar" if _SHE.search(words) else "zijn"


def _is_said_before(before: str, after: str) -> bool:
    """Whether the text before a name says who it is; behind a comma only where another closes it ("een jongen, Bilal, rent")."""
    said = _ALREADY_SAID.search(before)
    if said is None or not before.rstrip().endswith(","):
        return said is not None
    return after[:1] in {",", ""} and not _MORE_NAMES.match(after)


def _is_possessive(name: str) -> bool:
    """ "Fatima's", "Roos'", "Jans"."""
    last = name.split()[-1]
    return last.endswith(("'s", "’s", "'", "’")) or (last.endswith("s") and stem(last) != fold(last))


def _as_begun(text: str, start: int, words: str) -> str:
    """The words as they would stand there: with a capital where a sentence begins."""
    return words[:1].upper() + words[1:] if begins_sentence(text, start) else words


def _bare(word: str) -> str:
    """A word of a name without what hangs on it."""
    return stem(word.strip('.,;:!?()"“”*_'))


def _is_noun(word: str) -> bool:
    return PERSON.fullmatch(word) is not None


def _may_be_said_again(word: str) -> bool:
    """With a capital, or a first name that is no word in lower case."""
    return word[0].isupper() or (is_first_name(word) and not is_also_word(word))
