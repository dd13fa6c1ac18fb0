"""Reading many plain rows in little time: straight from the database, and ids as one value instead of one each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Dialect, Executable, TableValuedAlias
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import bindparam
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator

from network.core.database import db


def read(statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Any]:
    """The rows as the database gives them, never objects; what the session still held back is written first."""
    db.session.flush()
    return db.session.connection().execute(statement, values or {}).all()


def among(column: Any, name: str) -> ColumnElement[bool]:
    """The column is one of the whole numbers in the list that is given as `name`.

    `in_` writes a bind per id: the statement is then another one each time, and SQLite takes no more than 32,766.
    """
    found: ColumnElement[bool] = column.bool_op("IN")(_Each(bindparam(name, type_=_Ids())))
    return found


def each(name: str) -> TableValuedAlias:
    """The whole numbers in the list that is given as `name`, one per row, in a column `value`."""
    return _Each(bindparam(name, type_=_Ids())).table_valued("value")


class _Each(FunctionElement[int]):
    """The numbers of a bound list, one per row."""

    type = BigInteger()
    inherit_cache = True


class _Ids(TypeDecorator[list[int]]):
    """Whole numbers as one text: an array as PostgreSQL writes it, else JSON. A driver's own arrays take longer to write.

    Without a type of its own: PostgreSQL then reads it as the array that it is cast to, once, when it plans.
    """

    impl = NullType
    cache_ok = True

    def process_bind_param(self, value: list[int] | None, dialect: Dialect) -> str:
        text = json.dumps(value or [])
        return "{" + text[1:-1] + "}" if dialect.name == "postgresql" else text


@compiles(_Each, "sqlite")
def _each_of_json(element: _Each, compiler: SQLCompiler, **options: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **options)}))"  # noqa: S608 - only a bind


@compiles(_Each, "postgresql")
def _each_of_array(element: _Each, compiler: SQLCompiler, **options: Any) -> str:
    """Once each and in order: what is looked up by index then lies beside what was looked up just before."""
    ids = compiler.process(element.clauses, **options)
    return f"(SELECT DISTINCT unnest(CAST({ids} AS INTEGER[])) AS value ORDER BY 1)"
