"""`train-needs`: the model that hears needs, trained anew from the texts that the product ships."""

from __future__ import annotations

from pathlib import Path

import click

from network.taxonomy.classifier import MODEL
from network.taxonomy.training import train


@click.command("train-needs")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), default=MODEL, help="Where the model goes.")
def train_needs(output: Path) -> None:
    """Train the model that hears needs, after its phrases, stories or offers were changed; a minute or two."""
    click.echo(train(output))
