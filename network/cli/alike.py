"""`find-alike`: which texts of a file sound like those on standard input; for offers, practice examples and questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

import click
from flask.cli import with_appcontext

from network.cli.judged import read_texts
from network.cli.suggest import vocabulary
from network.earlier.queries import SHOWN
from network.hearing.likeness import LEAST_LIKENESS, hear, most_alike


@click.command("find-alike")
@click.option(
    "--among", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON lines: id, text."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
@click.argument("texts", type=click.File(encoding="utf-8-sig", errors="replace"), default="-")
@with_appcontext
def find_alike(texts: TextIO, among: Path, as_json: bool) -> None:
    """The texts of a file that sound most like each line, the most alike first, with how much (0..1).

    By the model that finds earlier questions on the page of a question, and as few as are shown there.
    """
    own_needs, _forms = vocabulary()
    others = {one.id: hear(one.text, own_needs) for one in read_texts(among)}
    for line in texts:
        found = most_alike(hear(line, own_needs), others, least=LEAST_LIKENESS, most=SHOWN)
        if as_json:
            click.echo(json.dumps({"alike": [{"id": id, "likeness": round(one, 3)} for id, one in found.items()]}))
        else:
            click.echo("; ".join(f"{id} {one:.0%}" for id, one in found.items()))
