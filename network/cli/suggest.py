"""`suggest-needs`: what a text is about, one text per line of standard input."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TextIO

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError, ProgrammingError

from network.core.database import db
from network.hearing.suggestions import Suggestion, list_needs, needs, suggest_forms
from network.hearing.vocabulary import shipped_forms, shipped_needs
from network.mentions.lexicon import Entry


@click.command("suggest-needs")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
@click.argument("texts", type=click.File(encoding="utf-8-sig", errors="replace"), default="-")
@with_appcontext
def suggest(texts: TextIO, as_json: bool) -> None:
    """The needs and forms that each line speaks of, the surest first, with the words that led to them.

    Faint ones too: a screen would show those of 0.12 and more. Of a line the first 20,000 letters are heard; what is no
    UTF-8 counts for nothing. Without a database that was prepared, the vocabulary is the one that the product ships.
    """
    own_needs, own_forms = vocabulary()
    for line in texts:
        found = list_needs(line, entries=own_needs)
        forms = suggest_forms(line, entries=own_forms)
        if as_json:
            plain = {"needs": [_plain(one) for one in found], "forms": [_plain(one) for one in forms]}
            click.echo(json.dumps(plain, ensure_ascii=False))
        else:
            click.echo("; ".join(f"{one.label} {one.confidence:.0%} ({', '.join(one.evidence)})" for one in found))


def vocabulary() -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Needs and forms as they are in use; nothing said of forms: all in use."""
    try:
        in_use = needs()
    except (OperationalError, ProgrammingError):
        db.session.rollback()
        in_use = ()
    return (in_use, ()) if in_use else (shipped_needs(), shipped_forms())


def _plain(one: Suggestion) -> dict[str, object]:
    return {"code": one.code, "confidence": round(one.confidence, 3), "evidence": list(one.evidence)}
