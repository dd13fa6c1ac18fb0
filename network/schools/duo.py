"""DUO's files of locations in primary, special and secondary education, row by row. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from network.core.text import fold
from network.schools.tables import Refusal, Row, longer_than, read_rows

COLUMNS = {
    "kind": ("SOORT PRIMAIR ONDERWIJS",),
    "structure": ("ONDERWIJSSTRUCTUUR",),
    "province": ("PROVINCIE",),
    "board": ("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG"),
    "brin": ("INSTELLINGSCODE", "BRIN NUMMER", "BRIN"),
    "code": ("VESTIGINGSCODE", "VESTIGINGSNUMMER", "BRIN VESTIGINGSNUMMER"),
    "name": ("VESTIGINGSNAAM",),
    "street": ("STRAATNAAM",),
    "house_number": ("HUISNUMMER-TOEVOEGING",),
    "postcode": ("POSTCODE",),
    "place": ("PLAATSNAAM",),
    "municipality": ("GEMEENTENAAM",),
    "denomination": ("DENOMINATIE",),
    "phone": ("TELEFOONNUMMER",),
    "website": ("INTERNETADRES",),
    "cluster": ("CLUSTER",),
    "education": ("ONDERWIJS",),
    "holiday_region": ("VAKANTIEREGIO",),
}

# The room that there is for each text.
LONGEST = {
    "name": 200,
    "street": 120,
    "house_number": 20,
    "place": 120,
    "municipality": 120,
    "province": 40,
    "denomination": 120,
    "phone": 20,
    "website": 200,
    "cluster": 8,
    "education": 400,
}

_BRIN = re.compile(r"\d{2}[A-Z]{2}")
_CODE = re.compile(r"\d{2}[A-Z]{2}\d{2}")
_BOARD = re.compile(r"\d{5}")
_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")
_ARTICLES = {"de", "den", "der", "het", "la"}
_SMALL_WORDS = _ARTICLES | {"gem", "aan", "in", "op", "van", "en", "a/d", "ad", "bij", "ter", "ten"}


@dataclass(frozen=True)
class LocationRow:
    """One location as the file has it, in our own terms; `number` is that of its row."""

    number: int
    code: str
    brin: str
    board: str
    name: str
    kind: str
    street: str
    house_number: str
    postcode: str
    place: str
    raw_place: str
    municipality: str
    province: str
    denomination: str
    phone: str
    website: str
    cluster: str
    education: str
    holiday_region: str
    # The columns of the file: what it does not speak of stays as it was.
    told: frozenset[str]


def read_locations(raw: bytes) -> Iterator[LocationRow | Refusal]:
    """The locations of a file, and the rows that cannot be one. Raises UnreadableFile for another sort of file."""
    seen: set[str] = set()
    boards: dict[str, str] = {}
    needed = ("board", "brin", "code", "name", "postcode", "place")
    for row in read_rows(raw, COLUMNS, needed=needed):
        found = _location(row)
        if isinstance(found, LocationRow):
            if found.code in seen:
                yield Refusal(row.number, f"location {found.code} is in the file already", found.code)
                continue
            if boards.setdefault(found.brin, found.board) != found.board:
                told = f"school {found.brin} has board {boards[found.brin]} in an earlier row, and {found.board} here"
                yield Refusal(row.number, told, found.code)
                continue
            seen.add(found.code)
        yield found


def place_words(name: str) -> str:
    """A place as people write it: "ALPHEN AAN DEN RIJN" is Alphen aan den Rijn, "2E EXLOERMOND" 2e Exloermond."""
    words = [_place_word(word, is_first=n == 0) for n, word in enumerate(name.split())]
    return " ".join(words)


def _location(row: Row) -> LocationRow | Refusal:
    brin, code = row["brin"].upper(), row["code"].upper()
    if len(code) == 2 and code.isdigit():
        code = brin + code
    postcode = row["postcode"].replace(" ", "").upper()
    wrong = _wrong(row, brin, code, postcode)
    if wrong:
        return Refusal(row.number, wrong, code if _CODE.fullmatch(code) else "")
    location = _as_told(row, brin, code, postcode)
    too_long = _too_long(location)
    return Refusal(row.number, too_long, code) if too_long else location


def _as_told(row: Row, brin: str, code: str, postcode: str) -> LocationRow:
    return LocationRow(
        number=row.number,
        code=code,
        brin=brin,
        board=row["board"].zfill(5),
        name=row["name"],
        kind=_kind(row),
        street=row["street"],
        house_number=row["house_number"],
        postcode=postcode,
        place=place_words(row["place"]),
        raw_place=row["place"],
        municipality=place_words(row["municipality"]),
        province=row["province"],
        denomination=row["denomination"],
        phone=row["phone"],
        website=row["website"],
        cluster=row["cluster"],
        education=row["education"],
        holiday_region=_holiday_region(row["holiday_region"]),
        told=frozenset(row.cells),
    )


def _too_long(location: LocationRow) -> str:
    """Which text there is no room for; empty when there is for all."""
    wrong = (name for name, most in LONGEST.items() if len(getattr(location, name)) > most)
    return "; ".join(longer_than(name, LONGEST[name]) for name in wrong)


def _wrong(row: Row, brin: str, code: str, postcode: str) -> str:
    """Why this row is no location; empty when it is one."""
    if row.wrong:
        return row.wrong
    if not _BRIN.fullmatch(brin):
        return f"BRIN {brin!r} is not two digits and two letters"
    if not _CODE.fullmatch(code) or not code.startswith(brin):
        return f"code {code!r} does not belong to BRIN {brin}"
    if not _BOARD.fullmatch(row["board"].zfill(5)):
        return f"board {row['board']!r} is not five digits"
    if not _POSTCODE.fullmatch(postcode):
        return f"postcode {row['postcode']!r} is wrong"
    return "" if row["name"] else "the name is missing"


def _kind(row: Row) -> str:
    if "structure" in row.cells:
        return "vo"
    sort = row["kind"].upper().replace(" ", "")
    if sort in {"SBAO", "SBO"}:
        return "sbo"
    if not sort or sort in {"BO", "BAO"}:
        return "bo"
    education = row["education"].upper()
    has_so = bool(re.search(r"(?<![VP-])\bSO\b", education))
    has_vso = "VSO" in education
    if has_so and has_vso:
        return "so-vso"
    return "vso" if has_vso else "so"


def _holiday_region(words: str) -> str:
    folded = fold(words)
    return folded if folded in {"noord", "midden", "zuid"} else ""


def _place_word(word: str, *, is_first: bool) -> str:
    lower = word.lower()
    if not is_first and lower in _SMALL_WORDS:
        return lower
    if not is_first and len(word) <= 3 and word.isupper() and lower not in {"oud"}:
        return word if len(word) == 2 else word.capitalize()
    parts = [_capital(part) for part in lower.split("-")]
    return "-".join(parts)


def _capital(word: str) -> str:
    if word.startswith("'s"):
        return word
    if word.startswith("ij"):
        return "IJ" + word[2:]
    return word if word in _SMALL_WORDS and word not in {"de", "den", "het", "la"} else word[:1].upper() + word[1:]
