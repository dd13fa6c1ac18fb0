"""The invented texts, schools and people; and the login that opens every demo account."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"
DOMAIN = "demo.naast.example"
# No samenwerkingsverband has such a number.
REGIONS = {
    "PO9901": "Samenwerkingsverband Rivierenland (voorbeeld)",
    "VO9901": "Samenwerkingsverband VO Rivierenland (voorbeeld)",
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PASSWORD = "samen naast de leraar"  # noqa: S105 - printed at every start; the demo is refused in production


@lru_cache(maxsize=16)
def load(name: str) -> Any:
    """The contents of one file of the demo."""
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def list_brins() -> list[str]:
    """The BRINs of the special schools and then the regular ones: no school in DUO's files has one that begins so."""
    schools = load("schools")
    return [f"99{LETTERS[n // 26]}{LETTERS[n % 26]}" for n in range(len(schools["special"]) + len(schools["regular"]))]
