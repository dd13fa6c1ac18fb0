"""The learned part: how much a text sounds like the phrases that teachers use for each need.

A linear model, trained by `scripts/train_needs.py` from `data/phrases`. It needs only NumPy here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from network.taxonomy.features import features_by_word

MODEL = Path(__file__).parent / "data" / "needs.npz"

# A long text is heard piece by piece too: one sentence may carry a need that the rest drowns.
PIECE_WORDS = 24
PIECE_STEP = 12

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Heard:
    """Per need how sure the model is (0..1), and per word and need what it contributed (words x needs)."""

    codes: Mapping[str, int]
    sureness: Floats
    by_word: Floats

    def of(self, code: str) -> tuple[float, list[float]]:
        """For one need: how sure, and what each word contributed; nothing for a need the model never heard of."""
        at = self.codes.get(code)
        if at is None:
            return 0.0, [0.0] * len(self.by_word)
        return float(self.sureness[at]), [float(worth) for worth in self.by_word[:, at]]


class Classifier:
    """A trained model. `codes`: the needs in the order of its columns."""

    def __init__(self, path: Path = MODEL) -> None:
        with np.load(path) as stored:
            self.codes: tuple[str, ...] = tuple(str(stored["codes"]).split("\n"))
            self.trained_from = str(stored["trained_from"])
            self._places = {code: at for at, code in enumerate(self.codes)}
            self.index = {name: at for at, name in enumerate(str(stored["names"]).split("\n"))}
            self.rarity: Floats = stored["rarity"].astype(np.float32)
            self.weights: Floats = stored["weights"].astype(np.float32)
            self.bias: Floats = stored["bias"].astype(np.float32)

    def hear(self, words: list[str], *, silent: Collection[int] = ()) -> Heard:
        """How sure the model is of each need, for the text as a whole and for each piece of it: the surest counts.

        `words`: the folded words; `silent`: those that must not count, because the text denies them.
        """
        columns = [() if at in silent else self._known(names) for at, names in enumerate(features_by_word(words))]
        by_word = np.zeros((len(words), len(self.codes)), dtype=np.float32)
        if not any(columns):
            return Heard(self._places, np.zeros(len(self.codes), dtype=np.float32), by_word)
        for at, known in enumerate(columns):
            if known:
                by_word[at] = self.rarity[known] @ self.weights[known]
        pieces = [self._sure(columns[a:b]) for a, b in _pieces(len(words))]
        return Heard(self._places, np.max(pieces, axis=0), by_word)

    def _sure(self, columns: Sequence[Sequence[int]]) -> Floats:
        """The logistic of the weights: each feature counts once, and all are brought to length 1, as in training."""
        found = sorted({column for known in columns for column in known})
        length = float(np.sqrt(np.square(self.rarity[found]).sum())) or 1.0
        sureness: Floats = 1 / (1 + np.exp(-(self.rarity[found] @ self.weights[found] / length + self.bias)))
        return sureness

    def _known(self, names: Iterable[str]) -> Sequence[int]:
        return [self.index[name] for name in names if name in self.index]


@cache
def classifier() -> Classifier:
    """The shipped model, read once per process."""
    return Classifier()


def _pieces(count: int) -> list[tuple[int, int]]:
    """The whole, and overlapping pieces when it is long."""
    if count <= PIECE_WORDS:
        return [(0, count)]
    return [(0, count), *((start, start + PIECE_WORDS) for start in range(0, count - PIECE_STEP, PIECE_STEP))]
