"""The text guard: finds what could identify a pupil in Dutch free text. Pure; it reports places, it keeps nothing.

Rules of a first version. No guard sees everything: pages ask for text without names, and say so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

LONGEST_TEXT = 20_000

_NAMES = Path(__file__).parent / "data" / "first_names.txt"
_NO_NAMES = Path(__file__).parent / "data" / "not_names.txt"
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


class FindingKind(StrEnum):
    """What sort of thing was seen."""

    BSN = "bsn"
    BIRTH_DATE = "birth_date"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    RECORD_NUMBER = "record_number"
    NAME = "name"


@dataclass(frozen=True)
class Finding:
    """A place in the original text, `start` to `end`, and what may stand there instead ("": take it away)."""

    kind: FindingKind
    start: int
    end: int
    suggestion: str = ""


def check_all(texts: Mapping[str, str]) -> dict[str, list[Finding]]:
    """What could identify a pupil in each of these texts: a name in one of them is a name wherever it stands in any."""
    names: dict[str, str] = {}
    for text in texts.values():
        for finding in check(text):
            if finding.kind is FindingKind.NAME:
                names |= dict.fromkeys(words_of_name(text, finding), _who(text[: finding.start]))
    return {field: check(text, names=names) for field, text in texts.items()}


def mend(texts: Mapping[str, str], field: str, place: Finding) -> dict[str, str]:
    """The texts with this place of a field mended; a name wherever it stands, for without its cue nothing would mark it."""
    known = words_of_name(texts[field], place) if place.kind is FindingKind.NAME else frozenset()
    mended = dict(texts)
    for name, findings in check_all(texts).items():
        for finding in reversed(findings):  # from the end, so that the other places stay where they are
            if (name, finding) == (field, place) or known & words_of_name(texts[name], finding):
                mended[name] = replace(mended[name], finding)
    return mended


def words_of_name(text: str, finding: Finding) -> frozenset[str]:
    """The words of a name, in lower case, by which it is known again; initials and affixes are too common for that."""
    words = (_bare(word) for word in text[finding.start : finding.end].split())
    return frozenset(word for word in words if len(word) > 2 and word not in not_names() | _AFFIX)


def check(text: str, *, names: Mapping[str, str] | None = None) -> list[Finding]:
    """What could identify a pupil, in the order of the text, without overlaps.

    `names`: those known from elsewhere, in lower case, with what may stand there instead.
    """
    plain, places = _normalise(text[:LONGEST_TEXT])
    found = [
        Finding(kind, places[start], places[end - 1] + 1, _suggestion(kind, plain[max(0, start - 16) : start]))
        for kind, start, end in _all(plain)
    ]
    found += [
        Finding(FindingKind.NAME, places[start], places[end - 1] + 1, instead)
        for start, end, instead in _again(plain, names or {})
    ]
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda finding: (finding.start, -finding.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


def replace(text: str, finding: Finding) -> str:
    """The text with the marked place replaced by the suggestion; without one it goes, with the space before it."""
    before = text[: finding.start]
    if not finding.suggestion and before.endswith(" "):
        before = before[:-1]
    return before + finding.suggestion + text[finding.end :]


def is_bsn(digits: str) -> bool:
    """The eleven test of a burgerservicenummer (weights 9 to 2 and -1)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    padded = digits.zfill(9)
    return (
        len(padded) == 9 and int(padded) > 0 and sum(w * int(d) for w, d in zip(weights, padded, strict=True)) % 11 == 0
    )


_SUGGESTIONS = {
    FindingKind.BSN: "",
    FindingKind.BIRTH_DATE: "",
    FindingKind.EMAIL: "",
    FindingKind.PHONE: "",
    FindingKind.ADDRESS: "",
    FindingKind.RECORD_NUMBER: "",
    FindingKind.NAME: "een leerling",
}

# A parent or somebody of the school: who knows their name knows the child.
_GROWN_UP = (
    r"(?:pleeg|stief)?(?:moeder|vader|ouders?)|mama|papa|oma|opa|mevrouw|mevr\.?|meneer|dhr\.?|de heer|familie|fam\."
    r"|juf|juffrouw|meester"
)
# Behind these words a name can simply go.
_ALREADY_SAID = re.compile(
    rf"\b(?:leerling|kind|kleuter|jongen|jongetje|meisje|zoon|zoontje|dochter|dochtertje|broer|broertje|zus|zusje|{_GROWN_UP})"
    r"[,:]?\s$",
    re.I,
)


def _suggestion(kind: FindingKind, before: str) -> str:
    return "" if kind is FindingKind.NAME and _ALREADY_SAID.search(before) else _SUGGESTIONS[kind]


Place = tuple[FindingKind, int, int]


def _normalise(text: str) -> tuple[str, list[int]]:
    """The text with plain digits and letters and nothing invisible, and where each character stood."""
    out: list[str] = []
    places: list[int] = []
    for place, ch in enumerate(text):
        if ord(ch) in _INVISIBLE:
            continue
        digit = unicodedata.digit(ch, None)
        for plain in str(digit) if digit is not None else unicodedata.normalize("NFKC", ch):
            out.append(plain)
            places.append(place)
    return "".join(out), places


def _all(text: str) -> Iterator[Place]:
    for rule in (_emails, _records, _numbers, _phones, _birth_dates, _addresses, _names, _initials):
        yield from rule(text)


_EMAIL = re.compile(r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def _emails(text: str) -> Iterator[Place]:
    yield from _places(FindingKind.EMAIL, _EMAIL, text)


_NUMBER = re.compile(r"(?<![\d+])(?<!\d[.,])\d(?:[ .\-/]?\d){7,8}(?![\d])(?![.,]\d)")
_BSN_CUE = re.compile(
    r"\b(?:bsn|sofi|sofinummer|burgerservice\w*|pgn|onderwijsn\w*|persoonsgebonden nummer)\W{0,3}(?:nr|nummer|is)?\W{0,3}$",
    re.I,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}[ ]?[A-Z]{4}[ ]?(?:\d[ ]?){10}")


def _numbers(text: str) -> Iterator[Place]:
    """Nine digits are a BSN or onderwijsnummer; eight only where a cue or the eleven test says so."""
    banks = [match.span() for match in _IBAN.finditer(text)]
    for start, end in banks:
        yield FindingKind.RECORD_NUMBER, start, end
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if any(start <= match.start() < end for start, end in banks) or _is_date(match.group()):
            continue
        has_cue = _BSN_CUE.search(text[max(0, match.start() - 40) : match.start()]) is not None
        if has_cue or len(digits) == 9 or is_bsn(digits):
            yield FindingKind.BSN, match.start(), match.end()


def _is_date(number: str) -> bool:
    return re.fullmatch(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}", number) is not None


_PHONE = re.compile(
    r"(?<![\d.,])(?:\+\s?31|0031|0)(?:\s?\(0\))?[ \-.]?(?:6(?:[ \-.]?\d){8}|\d(?:[ \-.]?\d){8})(?!\d)"
    r"|\bnul zes(?:[ ,-]{1,2}(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)){8}\b",
    re.I,
)


def _phones(text: str) -> Iterator[Place]:
    yield from _places(FindingKind.PHONE, _PHONE, text)


_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sep(?:t(?:ember)?)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = rf"(?:\d{{1,2}}\s?[-/. ]\s?(?:\d{{1,2}}|{_MONTH})\s?[-/. ]?\s?(?:'?\d{{2}}|(?:19|20)\d{{2}})?(?!\d)|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}})"
_BIRTH = re.compile(
    rf"\b(?:geboren|geb\.?|geboortedatum|verjaardag|jarig|g\.d\.)(?:\W{{1,3}}(?:op|is|in|datum|van))?\W{{1,4}}(?P<place>{_DATE})",
    re.I,
)


def _birth_dates(text: str) -> Iterator[Place]:
    for match in _BIRTH.finditer(text):
        yield FindingKind.BIRTH_DATE, *match.span("place")


_STREET = re.compile(
    r"\b[A-Z][\w'’-]{1,30}(?:straat|laan|weg|plein|hof|dijk|gracht|kade|singel|pad|markt|steeg|dreef)\s{1,2}\d{1,4}(?:\s?[a-zA-Z]\b|-\w{1,3})?"
    r"|\b(?:[a-z]{3,30})(?:straat|laan|dijk|gracht|kade|singel)\s{1,2}\d{1,4}\b"
)
_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}\b(?:\s?,?\s?(?:nr\.?\s?)?\d{1,4}\b)?")


def _addresses(text: str) -> Iterator[Place]:
    yield from _places(FindingKind.ADDRESS, _STREET, text)
    yield from _places(FindingKind.ADDRESS, _POSTCODE, text)


_RECORD = re.compile(
    r"\b(?:dossier|pati[eë]nt|cli[eë]nt|mrn|polis|beschikking|tlv|zivver|zorg)(?:-?\s?(?:nr\.?|nummer|no\.?))\W{1,3}(?P<place>[A-Z0-9][A-Z0-9/.\-]{3,20})",
    re.I,
)


def _records(text: str) -> Iterator[Place]:
    for match in _RECORD.finditer(text):
        if any(ch.isdigit() for ch in match.group("place")):
            yield FindingKind.RECORD_NUMBER, *match.span("place")


# A cue word, up to two small words, and then what may be a name.
_CUE = re.compile(
    r"\b(?:leerlinge?|kind|kleuter|jongen|jongetje|meisje|zoon|zoontje|dochter|dochtertje|broer|broertje|zus|zusje"
    rf"|{_GROWN_UP}|heet|genaamd|naam is|noemen we|noem ik)(?!\w)",
    re.I,
)
_FILLER = frozenset(
    [
        "is",
        "heet",
        "genaamd",
        "met",
        "de",
        "het",
        "een",
        "naam",
        "onze",
        "ons",
        "mijn",
        "hem",
        "haar",
        "van",
        "dat",
        ":",
        "-",
        "(",
        ",",
        '"',
        "“",
        "‘",
    ]
)
_AFFIX = frozenset(["van", "de", "der", "den", "het", "'t", "ter", "ten", "te", "el", "al", "la", "le", "von", "op"])
_TOKEN = re.compile(r"[^\W\d_][\w'’-]*\.?|[:(,\"“‘-]")


def _names(text: str) -> Iterator[Place]:
    for cue in _CUE.finditer(text):
        yield from _name_after(text, cue.end())


def _name_after(text: str, start: int) -> Iterator[Place]:
    """The name that begins within three words after a cue, with its affixes and surname."""
    tokens = list(_TOKEN.finditer(text, start, min(len(text), start + 80)))
    for position, token in enumerate(tokens[:4]):
        if re.search(r"[.!?;\n]", text[start : token.start()]):
            return
        word = token.group().strip(".")
        if _is_name(word, is_next=position == 0) or _begins_surname(tokens[position : position + 2]):
            yield FindingKind.NAME, token.start(), _end_of_name(text, tokens, position)
            return
        if word.casefold() not in _FILLER:
            return


def _is_name(word: str, *, is_next: bool) -> bool:
    folded = word.casefold()
    if folded in not_names() | _AFFIX or len(word) < 2 or folded.endswith(("syndroom", "stoornis")):
        return False
    if folded in first_names():
        return word[0].isupper() or (is_next and folded not in _ALSO_WORDS)
    return all(part[:1].isupper() and part[1:].islower() for part in word.split("-"))


def _begins_surname(tokens: list[re.Match[str]]) -> bool:
    """ "De Vries", "Van Dalen": a capital before the affix too."""
    words = [token.group().strip(".") for token in tokens]
    return len(words) > 1 and words[0].istitle() and words[0].casefold() in _AFFIX and _is_name(words[1], is_next=False)


def _end_of_name(text: str, tokens: list[re.Match[str]], position: int) -> int:
    """Where the name ends: after the surname, with the affixes before it ("jan de jong")."""
    end = name_end = tokens[position].end()
    after_affix = False
    for token in tokens[position + 1 : position + 5]:
        word = token.group().strip(".")
        if text[end : token.start()].strip() or word.casefold() in not_names() - _AFFIX:
            break
        end = token.end()
        if word.casefold() in _AFFIX:
            after_affix = True
            continue
        if word[:1].isupper() or (after_affix and len(word) > 2):
            name_end = end
        break
    return name_end - 1 if text[name_end - 1] == "." else name_end


_INITIALS = re.compile(r"\b(?:[A-Z]\.\s?){1,3}(?:(?:de|van|der|den|ter|ten|el)\s){0,2}[A-Z](?:\.|[a-zé]{2,20}\b)")
_FIRST_AND_INITIAL = re.compile(r"\b([A-Z][a-zéëï]{2,20})\s[A-Z]\.(?=\s|$|,)")

_FIRST_AND_AGE = re.compile(r"\b([A-Z][a-zéëï]{1,20})\s?\(\d{1,2}(?:\s?jaar|\s?jr)?\)")


def _initials(text: str) -> Iterator[Place]:
    yield from _places(FindingKind.NAME, _INITIALS, text)
    for match in _FIRST_AND_INITIAL.finditer(text):
        if match.group(1).casefold() in first_names():
            yield FindingKind.NAME, match.start(), match.end()
    for match in _FIRST_AND_AGE.finditer(text):
        if match.group(1).casefold() in first_names():
            yield FindingKind.NAME, match.start(), match.end()


def _again(text: str, names: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where a name that is known stands once more, without a cue, and what may stand there instead."""
    for token in _TOKEN.finditer(text) if names else ():
        word = token.group().strip(".")
        if _bare(word) in names and _may_be_said_again(word):
            instead = names[_bare(word)]
            begins = re.search(r"(?:^|[.!?]\s)\s*$", text[max(0, token.start() - 4) : token.start()])
            yield token.start(), token.start() + len(word), instead[:1].upper() + instead[1:] if begins else instead


def _bare(word: str) -> str:
    """A word of a name without what hangs on it."""
    return re.sub(r"['’]s?$", "", word.strip('.,;:!?()"“”').casefold())


def _who(before: str) -> str:
    """How the person of a name is spoken of from then on, by the word before it: "de moeder", "het meisje"."""
    said = _ALREADY_SAID.search(before[-20:])
    if not said:
        return _SUGGESTIONS[FindingKind.NAME]
    noun = re.sub(r"\W+$", "", said.group()).casefold()
    return f"{'het' if noun.endswith(('je', 'kind')) else 'de'} {noun}"


def _may_be_said_again(word: str) -> bool:
    """With a capital, or a first name that is no word in lower case."""
    folded = _bare(word)
    return word[0].isupper() or (folded in first_names() and folded not in _ALSO_WORDS)


# Known first names that are ordinary words in lower case.
_ALSO_WORDS = frozenset(
    ["roos", "bas", "lies", "wessel", "linde", "fleur", "sam", "tim", "floris", "isa", "maria", "dave", "rick"]
)


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Words that may stand capitalised behind a cue and are no name, in lower case."""
    return frozenset(_NO_NAMES.read_text("utf-8").split())


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Common first names, in lower case."""
    return frozenset(_NAMES.read_text("utf-8").split())


def _places(kind: FindingKind, pattern: re.Pattern[str], text: str) -> Iterator[Place]:
    for match in pattern.finditer(text):
        yield kind, match.start(), match.end()
