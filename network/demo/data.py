"""The invented texts, schools and people; and the login that opens every demo account."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"
DOMAIN = "demo.naast.example"
# How the BRINs of the demo begin: no school in DUO's files has one that does.
BRIN_START = "99"
PASSWORD = "samen naast de leraar"  # noqa: S105 - printed at every start; the demo is refused in production


@lru_cache(maxsize=8)
def load(name: str) -> Any:
    """The contents of one file of the demo."""
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
