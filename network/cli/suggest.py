"""`suggest-needs`: what a text is about, one text per line of standard input."""

from __future__ import annotations

import json
from typing import TextIO

import click
from flask.cli import with_appcontext

from network.taxonomy.suggestions import Suggestion, suggest_forms, suggest_needs

MOST_NEEDS = 10


@click.command("suggest-needs")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
@click.argument("texts", type=click.File(encoding="utf-8-sig", errors="replace"), default="-")
@with_appcontext
def suggest(texts: TextIO, as_json: bool) -> None:
    """The needs and forms that each line speaks of, the surest first, with the words that led to them.

    Of a line the first 20,000 letters are heard; what is no UTF-8 counts for nothing.
    """
    for line in texts:
        needs, forms = suggest_needs(line, limit=MOST_NEEDS), suggest_forms(line)
        if as_json:
            found = {"needs": [_plain(one) for one in needs], "forms": [_plain(one) for one in forms]}
            click.echo(json.dumps(found, ensure_ascii=False))
        else:
            click.echo("; ".join(f"{one.label} {one.confidence:.0%} ({', '.join(one.evidence)})" for one in needs))


def _plain(one: Suggestion) -> dict[str, object]:
    return {"code": one.code, "confidence": round(one.confidence, 3), "evidence": list(one.evidence)}
