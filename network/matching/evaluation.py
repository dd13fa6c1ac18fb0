"""How good a ranking is: the usual measures of information retrieval, with bootstrap intervals. Pure.

nDCG after Järvelin and Kekäläinen (2002), with the gain 2^grade - 1.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

ROUNDS = 1000
SEED = 20261


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], *, at: int) -> float:
    """Discounted gain of the first `at`, as a share of the best possible; 0 when nothing is relevant."""
    best = _gain(sorted(grades.values(), reverse=True)[:at])
    return _gain([grades.get(one, 0) for one in ranked[:at]]) / best if best else 0.0


def success(ranked: Sequence[str], grades: Mapping[str, int], *, at: int) -> float:
    """1 when a relevant one stands among the first `at`."""
    return float(any(grades.get(one, 0) > 0 for one in ranked[:at]))


def recall(ranked: Sequence[str], wanted: Collection[str], *, at: int) -> float:
    """The share of what is wanted among the first `at`; 0 when nothing is wanted."""
    return len(set(ranked[:at]) & set(wanted)) / len(wanted) if wanted else 0.0


def precision(ranked: Sequence[str], wanted: Collection[str], *, at: int) -> float:
    """The share of the first `at` places that is wanted."""
    return len(set(ranked[:at]) & set(wanted)) / at


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % bootstrap interval of the mean; the same values give the same interval."""
    if not values:
        return 0.0, 0.0
    draws = np.random.default_rng(SEED).choice(np.asarray(values), size=(ROUNDS, len(values)))
    low, high = np.percentile(draws.mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def _gain(grades: Sequence[int]) -> float:
    return float(sum((2**grade - 1) / np.log2(place + 2) for place, grade in enumerate(grades)))
