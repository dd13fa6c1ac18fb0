"""The database session, the columns every table shares, and the unit of work: the only place that commits."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Enum, MetaData, String, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from network.core import clock
from network.core.ids import new_public_id

BEGIN = "naast_begin"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant: stored as UTC, read back as aware UTC, a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table: one naming convention, instants in UTC."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(column_0_N_label)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: UtcDateTime()},
    )


class Aggregate:
    """A thing with a life of its own: internal id, random public id, version against lost updates, instants."""

    id: Mapped[int] = mapped_column(primary_key=True)
    # As sentinel it tells the rows of one INSERT apart, where a database does not give back its counters in order.
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id, insert_sentinel=True)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class Addressed:
    """A row of an aggregate that an address can name: by a random public id, never by a counter."""

    public_id: Mapped[str] = mapped_column(
        String(16), index=True, unique=True, default=new_public_id, insert_sentinel=True
    )


def enum_type(values: type[StrEnum], name: str) -> Enum:
    """A text column that holds one of `values`, guarded by a CHECK constraint of that name."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


db = SQLAlchemy(model_class=Base)


@contextmanager
def unit_of_work() -> Iterator[None]:
    """One transaction: everything within is committed together or not at all; then the after-commit calls run.

    It ends the reading transaction that a page began, so objects loaded before are read afresh under the
    write lock (SQLite: BEGIN IMMEDIATE). Units do not nest.
    """
    session = db.session()
    if session.info.get("in_unit"):
        raise RuntimeError("units of work do not nest")
    if _has_written(session):
        raise RuntimeError("something was changed outside a unit of work")
    session.commit()
    session.info.update(in_unit=True, after_commit=[])
    try:
        session.connection(execution_options={BEGIN: "IMMEDIATE"})
        yield
        session.commit()
    except BaseException:
        session.rollback()
        session.info["after_commit"] = []
        raise
    finally:
        session.info["in_unit"] = False
    for call in session.info.pop("after_commit", []):
        call()


def after_commit(call: Callable[[], None]) -> None:
    """Run `call` once the present unit of work has been committed; it must not raise."""
    info = db.session().info
    if not info.get("in_unit"):
        raise RuntimeError("after_commit needs a unit of work")
    info["after_commit"].append(call)


def end_reading() -> None:
    """End a transaction in which nothing was written, as a page's is.

    Committed all the same: at a rollback the driver for PostgreSQL forgets every statement that the server prepared.
    """
    session = db.session()
    if _has_written(session):
        session.rollback()
    elif session.in_transaction():
        session.commit()


def _has_written(session: Session) -> bool:
    """Whether an object was changed, in the database already or not, that no unit of work keeps."""
    return bool(session.new or session.dirty or session.deleted or session.info.get("wrote"))


@event.listens_for(Session, "after_flush")
def _note_flush(session: Session, _flushing: object) -> None:
    session.info["wrote"] = True


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget_writing(session: Session) -> None:
    session.info.pop("wrote", None)


def init_app(app: Flask) -> None:
    db.init_app(app)

    @app.teardown_appcontext  # before the extension closes the session: what is added last is called first
    def _end_reading(error: BaseException | None) -> None:
        if error is None and db.session.registry.has():
            with suppress(SQLAlchemyError):  # the connection was lost, and the page is done
                end_reading()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        mode = connection.get_execution_options().get(BEGIN, "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")
