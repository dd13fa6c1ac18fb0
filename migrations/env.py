"""How migrations run: on the application's own engine, in one transaction, in batch mode on SQLite."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy.types import TypeEngine

from network.core.database import UtcDateTime, db


def render_item(kind: str, item: Any, autogen_context: Any) -> str | bool:
    """Migrations name plain column types: they must run long after the product's own types have changed."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def compare_type(
    _context: Any, _inspected: Any, _column: Any, old: TypeEngine[Any], new: TypeEngine[Any]
) -> bool | None:
    """Instants are compared by their stored type; everything else as Alembic does."""
    return False if isinstance(new, UtcDateTime) else None


def run() -> None:
    """Bring the database of the present application up or down."""
    engine = db.engine
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=is_sqlite,
            render_item=render_item,
            compare_type=compare_type,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
