"""What changes slowly is counted at the start and by a tick."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from network.core.database import db
from network.models import RegionFigures
from tests.factories import make_profile
from workers import preparing
from workers.tasks.figures import count_regions_anew


def counted() -> int | None:
    db.session.expire_all()
    return db.session.scalar(select(func.sum(RegionFigures.providers)))


@pytest.mark.usefixtures("session", "migrated")
def test_what_is_usual_in_each_region_is_known_from_the_start(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "upgrade", lambda: None)
    make_profile()

    preparing.prepare_database()

    assert counted() == 1


@pytest.mark.usefixtures("session")
def test_a_tick_counts_it_anew() -> None:
    make_profile()

    count_regions_anew()

    assert counted() == 1
