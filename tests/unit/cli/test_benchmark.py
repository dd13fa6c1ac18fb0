"""Measuring how fast matching is."""

from __future__ import annotations

import json
import os

import pytest
from flask import Flask

from benchmarks import matching

pytestmark = [pytest.mark.usefixtures("session"), pytest.mark.once]


def test_measures_matching_beside_its_floor_with_the_same_survivors(app: Flask) -> None:
    words = ["benchmark", "matching", "--json", "--profiles", "300", "--sqlite-only"]

    result = app.test_cli_runner().invoke(args=words)

    rows = {row["name"]: row for row in json.loads(result.stdout)}
    assert all(set(row) == {"name", "value", "unit", "floor", "ratio"} for row in rows.values())
    assert rows["matching_sqlite_300_ms"]["ratio"] > 1
    asked = rows["matching_sqlite_300_who_may_be_asked"]
    assert asked["value"] == asked["floor"]


def test_each_size_and_database_is_measured_in_a_process_of_its_own() -> None:
    measured_in = {matching.in_own_process(os.getpid) for _ in range(2)}

    assert len(measured_in - {os.getpid()}) == 2


def test_refuses_a_size_that_says_nothing(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["benchmark", "matching", "--profiles", "3"])

    assert result.exit_code == 2
    assert "50" in result.output
