"""Train the model that hears needs in a teacher's words, from the phrases that the product ships.

    PYTHONPATH=. .venv/bin/python scripts/train_needs.py

Reads `network/taxonomy/data/phrases/<code>.txt` and the labels and synonyms of the taxonomy; writes
`network/taxonomy/data/needs.npz`. The same phrases give the same model.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from network.core.text import words_of
from network.taxonomy.classifier import MODEL
from network.taxonomy.features import features_by_word
from network.taxonomy.phrases import NO_NEED, PHRASES, fingerprint, read_phrases

LEAST_TEXTS = 2
WEIGHT_OF_FEW = 8.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=MODEL)
    parser.add_argument("--strictness", type=float, default=10.0, help="C of the logistic regression")
    options = parser.parse_args()
    phrases = read_phrases() + _terms()
    texts = [_features(text) for _code, text in phrases]
    labels = np.array([code for code, _text in phrases])
    names, rarity = _vocabulary(texts)
    rows = _rows(texts, names, rarity)
    codes = sorted(set(labels) - {NO_NEED})
    models = [_one_against_all(rows, labels == code, options.strictness) for code in codes]
    weights = np.vstack([one.coef_[0] for one in models]).T
    np.savez_compressed(
        options.output,
        codes=np.array("\n".join(codes)),
        names=np.array("\n".join(names)),
        rarity=rarity.astype(np.float16),
        weights=weights.astype(np.float16),
        bias=np.array([one.intercept_[0] for one in models], dtype=np.float32),
        trained_from=np.array(fingerprint()),
    )
    size = options.output.stat().st_size / 1e6
    print(f"{len(phrases)} phrases, {len(names)} features, {len(codes)} needs, {size:.1f} MB")


def _one_against_all(rows: csr_matrix, is_this: np.ndarray, strictness: float) -> LogisticRegression:
    """One need against all others; the few that have it weigh more."""
    weights = {False: 1.0, True: WEIGHT_OF_FEW}
    return LogisticRegression(C=strictness, class_weight=weights, solver="liblinear").fit(rows, is_this)


def _terms() -> list[tuple[str, str]]:
    """Labels, definitions and synonyms of the needs are phrases too."""
    terms = json.loads((PHRASES.parent / "taxonomy.json").read_text())
    return [
        (term["code"], text)
        for term in terms
        if term["facet"] == "need"
        for text in (term["label_nl"], term["definition"], *term["synonyms"])
        if text
    ]


def _features(text: str) -> set[str]:
    return {name for names in features_by_word(words_of(text)) for name in names}


def _vocabulary(texts: list[set[str]]) -> tuple[list[str], np.ndarray]:
    """The features that more than one text has, with their inverse document frequency."""
    counts = Counter(name for text in texts for name in text)
    names = sorted(name for name, count in counts.items() if count >= LEAST_TEXTS)
    return names, np.array([np.log((1 + len(texts)) / (1 + counts[name])) + 1 for name in names])


def _rows(texts: list[set[str]], names: list[str], rarity: np.ndarray) -> csr_matrix:
    index = {name: at for at, name in enumerate(names)}
    columns = [sorted(index[name] for name in text if name in index) for text in texts]
    lengths = [float(np.sqrt(np.square(rarity[found]).sum())) or 1.0 for found in columns]
    values = np.concatenate([rarity[found] / length for found, length in zip(columns, lengths, strict=True)])
    starts = np.concatenate([[0], np.cumsum([len(found) for found in columns])])
    return csr_matrix((values, np.concatenate(columns).astype(int), starts), shape=(len(texts), len(names)))


if __name__ == "__main__":
    main()
