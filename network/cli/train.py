"""`train-needs`: the model that hears needs, trained anew from the texts that the product ships."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]


@click.command("train-needs")
def train_needs() -> None:
    """Train the model that hears needs, after its phrases, stories or offers were changed; a minute or two."""
    # A process of its own: what training needs is large, and no other command should load it.
    done = subprocess.run([sys.executable, "-m", "network.hearing.training"], cwd=ROOT, check=False)
    sys.exit(done.returncode)
