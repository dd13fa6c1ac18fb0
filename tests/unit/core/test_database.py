"""How a transaction ends in which nothing was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event, select

from network.core.database import db, end_reading, unit_of_work
from network.models import Region, Term
from tests.factories import make_region

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def ended() -> Iterator[Counter[str]]:
    """How transactions ended since."""
    found: Counter[str] = Counter()
    ways = {way: lambda _connection, way=way: found.update([way]) for way in ("commit", "rollback")}
    for way, note in ways.items():
        event.listen(db.engine, way, note)
    yield found
    for way, note in ways.items():
        event.remove(db.engine, way, note)


def test_what_a_page_read_is_not_rolled_back(app: Flask, ended: Counter[str]) -> None:
    with app.app_context():
        assert db.session.scalars(select(Term).limit(1)).one()

    assert ended == {"commit": 1}


def test_after_an_error_it_is(app: Flask, ended: Counter[str]) -> None:
    with pytest.raises(ZeroDivisionError), app.app_context():
        db.session.scalars(select(Term).limit(1)).one()
        raise ZeroDivisionError

    assert ended == {"rollback": 1}


def test_what_was_changed_outside_a_unit_of_work_is_not_kept() -> None:
    region = make_region(name="Zoals het was")
    region.name = "Zoals het niet mag worden"

    end_reading()

    db.session.rollback()
    assert region.name == "Zoals het was"


def test_nor_is_what_a_query_sent_ahead(app: Flask) -> None:
    region_id = make_region(name="Zoals het was").id
    with app.app_context():
        db.session.get_one(Region, region_id).name = "Zoals het niet mag worden"
        db.session.scalars(select(Term).limit(1)).one()

    db.session.expire_all()
    assert db.session.get_one(Region, region_id).name == "Zoals het was"


def test_a_unit_of_work_does_not_keep_it_either() -> None:
    make_region().name = "Zoals het niet mag worden"
    db.session.flush()

    with pytest.raises(RuntimeError), unit_of_work():
        pass
