"""Where tests find real files, and what they use where those are not at hand."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("NAAST_TEST_DATA", ROOT.parent / "shared" / "data"))
SAMPLE = ROOT / "tests" / "data" / "duo_vestigingen_bo_sample.csv"


def find(name: str) -> Path | None:
    """A real file, if it is here."""
    path = FOLDER / name
    return path if path.is_file() else None
