"""The measures of a ranking, against figures worked out by hand."""

from __future__ import annotations

import pytest

from network.matching.evaluation import interval, ndcg, precision, recall, success

GRADES = {"a": 2, "b": 1, "c": 0}


def test_the_best_order_has_ndcg_one() -> None:
    assert ndcg(["a", "b", "x"], GRADES, at=5) == pytest.approx(1.0)


def test_ndcg_discounts_by_place() -> None:
    # 3/log2(3) + 1/log2(2) against 3/log2(2) + 1/log2(3)
    assert ndcg(["b", "a"], GRADES, at=5) == pytest.approx((1 + 3 / 1.584963) / (3 + 1 / 1.584963), rel=1e-5)


def test_nothing_relevant_gives_zero() -> None:
    assert ndcg(["a"], {}, at=5) == 0.0
    assert recall(["a"], [], at=5) == 0.0


def test_counts_only_the_first_places() -> None:
    ranked = ["x", "a", "b"]

    assert success(ranked, GRADES, at=1) == 0.0
    assert success(ranked, GRADES, at=2) == 1.0
    assert recall(ranked, ["a", "b"], at=2) == 0.5
    assert precision(ranked, ["a", "b"], at=3) == pytest.approx(2 / 3)


def test_the_interval_holds_the_mean_and_stays_the_same() -> None:
    values = [0.0, 1.0, 1.0, 0.5] * 10

    low, high = interval(values)

    assert low < 0.625 < high
    assert interval(values) == (low, high)
