"""`benchmark`: how fast the product is, beside the floor of the same run. Never touches the instance's own database."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parents[2]


@click.group()
def benchmark() -> None:
    """Measure how fast the product is."""


@benchmark.command("matching")
@click.option("--json", "as_json", is_flag=True, help="A list of name, value, unit, floor, ratio.")
@click.option("--profiles", multiple=True, type=click.IntRange(50, 1_000_000), help="Instead of 700, 10,000, 100,000.")
@click.option("--sqlite-only", is_flag=True, help="Leave PostgreSQL out.")
def matching(as_json: bool, profiles: Sequence[int], sqlite_only: bool) -> None:
    """One question against many profiles, on SQLite and PostgreSQL, beside NumPy alone."""
    words = [*map(str, profiles), *(["--sqlite-only"] if sqlite_only else [])]
    _show(_measure("benchmarks.matching", words), as_json=as_json)


@benchmark.command("division")
@click.option("--json", "as_json", is_flag=True, help="A list of name, value, unit, floor, ratio.")
def division(as_json: bool) -> None:
    """The best division of 500 questions over 200 profiles, beside each question on its own."""
    _show(_measure("benchmarks.division", []), as_json=as_json)


def _measure(module: str, words: Sequence[str]) -> list[dict[str, Any]]:
    """In a process of its own, so that nothing of this command is measured."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise click.ClickException(f"{module} stopped before it was done; the reason stands above.")
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def _show(rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        floor = "" if row["floor"] is None else f"floor {row['floor']:g}"
        ratio = "" if row["ratio"] is None else f"ratio {row['ratio']:g}"
        click.echo(f"{row['name']:48}{row['value']:>12g} {row['unit']:10}{floor:18}{ratio}".rstrip())
