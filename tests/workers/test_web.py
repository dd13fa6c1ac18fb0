"""The web process of `./run`: the database is ready before anybody is served."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from network.core.database import db
from network.hearing.likeness import model_in_use
from network.models import ProfileCard
from tests.factories import make_profile
from workers import preparing, web

pytestmark = pytest.mark.usefixtures("session", "migrated")


@pytest.fixture
def server(app: Flask) -> SimpleNamespace:
    return SimpleNamespace(app=SimpleNamespace(wsgi=lambda: app))


def test_what_the_product_brings_along_is_there_before_the_port_opens(
    server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrated: list[bool] = []
    monkeypatch.setattr(preparing, "upgrade", lambda: migrated.append(True))
    make_profile()
    db.session.execute(update(ProfileCard).values(model="before"))
    db.session.commit()
    connections = db.engine.pool

    web.on_starting(server)

    assert migrated
    assert db.engine.pool is not connections
    assert db.session.scalars(select(ProfileCard.model)).all() == [model_in_use()]


def test_a_database_that_is_away_ends_the_start_with_one_sentence(
    server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError("SELECT 1", {}, Exception("connection refused\nmore"))

    monkeypatch.setattr(preparing, "upgrade", away)

    # gunicorn prints the message of a RuntimeError, and no traceback.
    with pytest.raises(RuntimeError, match=r"^connection refused\. Is the database running"):
        web.on_starting(server)
