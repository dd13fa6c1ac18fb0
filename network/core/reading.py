"""Reading many plain rows in little time: straight from the database, and ids as one value instead of one each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Dialect, Executable, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import bindparam
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Boolean, TypeDecorator, TypeEngine

from network.core.database import db


def read(statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Any]:
    """The rows as the database gives them, never objects; what the session still held back is written first."""
    db.session.flush()
    return db.session.connection().execute(statement, values or {}).all()


class among(FunctionElement[bool]):
    """`among(Match.profile_id, "ids")`: the column is one of the whole numbers in the list that is given as `ids`.

    `in_` writes a bind per id: the statement is then another one each time, and SQLite takes no more than 32,766.
    """

    type = Boolean()
    inherit_cache = True

    def __init__(self, column: Any, name: str) -> None:
        super().__init__(column, bindparam(name, type_=_Ids()))


class _Ids(TypeDecorator[list[int]]):
    """Whole numbers as one value: an array where the database knows arrays, else JSON."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(BigInteger()) if dialect.name == "postgresql" else String())

    def process_bind_param(self, value: list[int] | None, dialect: Dialect) -> Any:
        return value if dialect.name == "postgresql" else json.dumps(value)


@compiles(among, "sqlite")
def _among_json(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = _both(element, compiler, options)
    return f"{column} IN (SELECT value FROM json_each({ids}))"  # noqa: S608 - a column and the place of a bind


@compiles(among, "postgresql")
def _among_array(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = _both(element, compiler, options)
    return f"{column} = ANY ({ids})"


def _both(element: among, compiler: SQLCompiler, options: dict[str, Any]) -> tuple[str, str]:
    column, ids = element.clauses
    return compiler.process(column, **options), compiler.process(ids, **options)
