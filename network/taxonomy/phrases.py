"""The phrases in which schools describe a need without naming it: one file per need."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

PHRASES = Path(__file__).parent / "data" / "phrases"
# What everybody says in such a text, and what tells of no need at all.
NO_NEED = "_none"


def read_phrases() -> list[tuple[str, str]]:
    """(code of the need, phrase), by file and line."""
    return [
        (path.stem, line.strip())
        for path in sorted(PHRASES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def fingerprint() -> str:
    """Changes when a phrase or a synonym changes: the model tells from what it was trained."""
    content = sha256((PHRASES.parent / "taxonomy.json").read_bytes())
    for code, phrase in read_phrases():
        content.update(f"{code}\t{phrase}\n".encode())
    return content.hexdigest()
