"""Training the model that hears needs: a linear softmax over stems, pairs of stems and pieces of words.

The same texts give the same model. Constants were chosen on the tuning part of the evaluation set: docs/evaluation.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from network.core.text import words_of
from network.hearing.classifier import MODEL, STEPS
from network.hearing.features import Kind, features_by_word, kind_of, weight_of
from network.hearing.phrases import Sample, fingerprint, read_samples
from network.taxonomy.shipped import shipped_of

# A feature must stand in so many texts to be learned from.
LEAST_TEXTS = {Kind.STEM: 2, Kind.PAIR: 3, Kind.PIECE: 5}
# Of a text with several needs, the main one counts most.
SHARES = (1.0, 0.7, 0.5, 0.4)
STRICTNESS = 8.0
ROUNDS = 60
# Of a need that few texts name beside others little can be said of its company: as if so many more had it alone.
FEW = 20

Floats = NDArray[np.float64]


def train(path: Path = MODEL, samples: Sequence[Sample] = ()) -> str:
    """Train from these texts, or all that the product ships, and write the model; says in a sentence what came of it."""
    samples = samples or [*read_samples(), *_terms()]
    texts = [_features(sample.text) for sample in samples]
    names, worth = _vocabulary(texts)
    codes = sorted({code for sample in samples for code in sample.codes})
    aims = _aims(samples, codes)
    weights, bias = _fit(_rows(texts, names, worth), aims, _balance(aims))
    _write(path, codes, names, worth=worth, weights=weights, bias=bias, company=_company(samples, codes))
    size = path.stat().st_size / 1e6
    return f"{len(samples)} texts, {len(names)} features, {len(codes)} needs, {size:.1f} MB"


def _terms() -> list[Sample]:
    """Labels, definitions and synonyms of the needs are learned from too."""
    return [
        Sample((term["code"],), text)
        for term in shipped_of("need")
        for text in (term["label_nl"], term["definition"], *term["synonyms"])
        if text
    ]


def _features(text: str) -> set[str]:
    return {name for names in features_by_word(words_of(text)) for name in names}


def _vocabulary(texts: Sequence[set[str]]) -> tuple[list[str], Floats]:
    """The features that enough texts have, and what each is worth: the rarer the more, stems most of all."""
    counts = Counter(name for text in texts for name in text)
    names = sorted(name for name, count in counts.items() if count >= LEAST_TEXTS[kind_of(name)])
    rarity = [np.log((1 + len(texts)) / (1 + counts[name])) + 1 for name in names]
    return names, np.array([rare * weight_of(name) for rare, name in zip(rarity, names, strict=True)])


def _rows(texts: Iterable[set[str]], names: Sequence[str], worth: Floats) -> csr_matrix:
    """A row of length 1 for each text."""
    index = {name: at for at, name in enumerate(names)}
    columns = [sorted(index[name] for name in text if name in index) for text in texts]
    lengths = [float(np.sqrt(np.square(worth[found]).sum())) or 1.0 for found in columns]
    values = np.concatenate([worth[found] / length for found, length in zip(columns, lengths, strict=True)])
    starts = np.concatenate([[0], np.cumsum([len(found) for found in columns])])
    return csr_matrix((values, np.concatenate(columns).astype(int), starts), shape=(len(columns), len(names)))


def _aims(samples: Sequence[Sample], codes: Sequence[str]) -> Floats:
    """What the model should say of each text: shares per need, together 1; the last column is "no need"."""
    place = {code: at for at, code in enumerate(codes)}
    aims = np.zeros((len(samples), len(codes) + 1))
    for row, sample in enumerate(samples):
        for code, share in zip(sample.codes, SHARES, strict=False):
            aims[row, place[code]] = share
        if not sample.codes:
            aims[row, -1] = 1.0
    shares: Floats = aims / aims.sum(axis=1, keepdims=True)
    return shares


def _company(samples: Iterable[Sample], codes: Sequence[str]) -> Floats:
    """Of the texts that speak of several needs, this one among them (row): the share that has the other (column) too."""
    several = [sample.codes for sample in samples if len(sample.codes) > 1]
    said = np.array([[code in spoken for code in codes] for spoken in several], dtype=float).reshape(-1, len(codes))
    together = said.T @ said
    company: Floats = together / (together.diagonal() + FEW)[:, None]
    np.fill_diagonal(company, 0.0)
    return company


def _balance(aims: Floats) -> Floats:
    """How much each text counts, so that every need counts as much, however many texts it has."""
    mass = aims.sum(axis=0)
    return np.asarray(aims @ (mass.mean() / np.maximum(mass, 1.0)))


def _fit(rows: csr_matrix, aims: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """Weights (features x columns) and biases that say what is aimed at, not stricter than STRICTNESS allows."""
    features, columns = rows.shape[1], aims.shape[1]
    turned = rows.T.tocsr()

    def cost(values: Floats) -> tuple[float, Floats]:
        weights, bias = values[: features * columns].reshape(features, columns), values[features * columns :]
        scores = rows @ weights + bias
        scores -= scores.max(axis=1, keepdims=True)
        surely = np.exp(scores)
        whole = surely.sum(axis=1, keepdims=True)
        missed = counts[:, None] * (surely / whole - aims)
        loss = -(counts[:, None] * aims * (scores - np.log(whole))).sum() + np.square(weights).sum() / (2 * STRICTNESS)
        slope = turned @ missed + weights / STRICTNESS
        return float(loss), np.concatenate([slope.ravel(), missed.sum(axis=0)])

    start = np.zeros(features * columns + columns)
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 6}).x
    return found[: features * columns].reshape(features, columns), found[features * columns :]


def _write(
    path: Path,
    codes: Sequence[str],
    names: Sequence[str],
    *,
    worth: Floats,
    weights: Floats,
    bias: Floats,
    company: Floats,
) -> None:
    """Weights in steps of a 127th of the largest of their need: a fourth of the size, and nothing lost in ranking."""
    step = np.abs(weights).max(axis=0) / STEPS
    np.savez_compressed(
        path,
        codes=np.array("\n".join(codes)),
        names=np.array("\n".join(names)),
        worth=worth.astype(np.float16),
        weights=np.round(weights / step).astype(np.int8),
        step=step.astype(np.float32),
        bias=bias.astype(np.float32),
        company=company.astype(np.float32),
        trained_from=np.array(fingerprint()),
    )


if __name__ == "__main__":
    sys.stdout.write(train() + "\n")
