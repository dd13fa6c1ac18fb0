"""The texts that the model learned from: short phrases, whole stories and offers, each with the needs it speaks of.

`data/phrases/<code>.txt` has a phrase a line; `data/stories` and `data/offers` have `code,code<TAB>text`, the main need
first. All were written for this purpose, by several hands, without sight of the questions that matching is judged by.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from network.taxonomy.shipped import shipped_of

DATA = Path(__file__).parent / "data"
PHRASES = DATA / "phrases"
# What everybody says in such a text, and what tells of no need at all.
NO_NEED = "_none"

_SEVERAL_NEEDS = ("stories", "offers")


@dataclass(frozen=True)
class Sample:
    """One text with the needs it speaks of, the main one first; none for what tells of no need."""

    codes: tuple[str, ...]
    text: str


def read_phrases() -> list[tuple[str, str]]:
    """(code of the need, phrase), by file and line."""
    return [(path.stem, line) for path in sorted(PHRASES.glob("*.txt")) for line in _lines(path)]


def read_samples() -> list[Sample]:
    """Every text that the product ships to learn from."""
    samples = [Sample(() if code == NO_NEED else (code,), phrase) for code, phrase in read_phrases()]
    for folder in _SEVERAL_NEEDS:
        for path in sorted((DATA / folder).glob("*.txt")):
            samples += [_sample(line) for line in _lines(path)]
    return samples


def fingerprint() -> str:
    """Changes when a text or a word of a need changes: the model tells from what it was trained.

    The other lists may be put better without all being heard anew.
    """
    content = sha256(json.dumps(shipped_of("need"), sort_keys=True).encode())
    for sample in read_samples():
        content.update(f"{','.join(sample.codes)}\t{sample.text}\n".encode())
    return content.hexdigest()


def _sample(line: str) -> Sample:
    codes, text = line.split("\t", 1)
    return Sample(tuple(codes.split(",")), text)


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
