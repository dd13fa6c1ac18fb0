"""`import`: bring files of schools, regions, places and holidays in, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from network.core.database import db, unit_of_work
from network.demo import guard as demo_guard
from network.expertise import cards
from network.schools import coordinates, imports, postcodes, service
from network.schools.reports import SHOWN, NothingUsable, Report
from network.schools.tables import MOST_BYTES, UnreadableFile

_ABOUT_SCHOOLS = (imports.import_locations, postcodes.import_regions, postcodes.import_places)
_BESIDE_THE_DEMO = (
    "this installation holds the demo.\nReal schools go into one of their own: NAAST_INSTANCE=instance-real NAAST_PORT=8001 "
    "NAAST_DEMO=0 ./run, and beside it NAAST_INSTANCE=instance-real ./run import ...\nTo try it here: --dry-run changes nothing; "
    "--into-demo puts what the file holds beside the demo, and ./run demo reset takes it away again."
)
_ENDS = (
    "Ends with 0 when all was done that can be done: a row that is refused, or a closing that is held back, is told on the "
    "screen and in the report, and keeps nothing else from coming in. Ends with 1 when nothing was changed."
)
_FILE = click.Path(path_type=Path)


class _Rehearsal(Exception):
    """Ends a rehearsal: the unit of work takes everything back."""


@dataclass(frozen=True)
class _Wishes:
    """The options of a command."""

    dry_run: bool
    report: Path | None
    into_demo: bool
    allow_closing: bool
    check_against: Path | None


@click.group("import")
def import_group() -> None:
    """Bring in files of schools, regions, places and holidays."""


def _file_command(name: str, summary: str) -> Callable[[Callable[..., Report]], click.Command]:
    """A command that takes a file and --dry-run, and prints the report of `act`."""
    is_hidden = name != "locations"
    demo_help = "Into an installation that holds the demo, whose own schools stay as they are."

    def make(act: Callable[..., Report]) -> click.Command:
        @import_group.command(name, help=summary, epilog=_ENDS)
        @click.argument("file", type=_FILE)
        @click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
        @click.option(
            "--report",
            type=_FILE,
            metavar="FILE.csv",
            help=f"Write what is new, changed, closed, not closed or refused to this file, with its row, code and name, "
            f"what changed and why; the screen shows all that is refused, and the first {SHOWN} of each other sort. "
            "With --dry-run too.",
        )
        @click.option("--into-demo", is_flag=True, hidden=name == "holidays", help=demo_help)
        @click.option("--allow-closing", is_flag=True, hidden=is_hidden, help="Close however many are missing.")
        @click.option("--check-against", type=_FILE, hidden=is_hidden, help="Compare coordinates with this file.")
        @with_appcontext
        def command(file: Path, **options: Any) -> None:
            wishes = _Wishes(**options)
            mixes = act in _ABOUT_SCHOOLS and not wishes.into_demo and bool(demo_guard.own_brins())
            if mixes and not wishes.dry_run:
                raise click.ClickException(f"Nothing was changed: {_BESIDE_THE_DEMO}")
            _print(_run(act, file, wishes))
            if wishes.dry_run:
                click.echo("This was a rehearsal: nothing was changed.")
            if mixes:
                click.echo(f"It would be refused: {_BESIDE_THE_DEMO}")

        return command

    return make


def _run(act: Callable[..., Report], file: Path, wishes: _Wishes) -> Report:
    """Bring the file in and write its report, or do neither."""
    raw = _read(file)
    _refuse_to_overwrite(wishes, file)
    more: dict[str, Any] = {"apart": demo_guard.own_brins()} if act in _ABOUT_SCHOOLS else {}
    if act is imports.import_locations:
        more["may_close_many"] = wishes.allow_closing
    report = Report()
    try:
        with click.progressbar(length=raw.count(b"\n"), label=file.name) as bar, unit_of_work():
            with _naming(file):
                report = act(raw, tick=lambda: bar.update(1), **more)
            cards.follow_schools()
            _compare(report, wishes.check_against)
            # Before the end of the transaction: where no report can be written, nothing is changed without one.
            _write(report, wishes.report)
            if wishes.dry_run:
                raise _Rehearsal
    except _Rehearsal:
        db.session.expire_all()
    except NothingUsable as error:
        _print(error.report)
        _write(error.report, wishes.report)
        raise click.ClickException(f"{file.name}: {error}") from error
    return report


def _compare(report: Report, other: Path | None) -> None:
    if other is not None:
        with _naming(other):
            report.figures |= coordinates.compare(_read(other))


def _refuse_to_overwrite(wishes: _Wishes, file: Path) -> None:
    """A report must not take the place of a file that is read."""
    read = [one.resolve() for one in (file, wishes.check_against) if one is not None]
    if wishes.report is not None and wishes.report.resolve() in read:
        raise click.ClickException(f"{wishes.report.name} is a file to read: name another one for the report.")


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """What is wrong with a file becomes a sentence that begins with its name."""
    try:
        yield
    except NothingUsable:
        raise
    except UnreadableFile as error:
        raise click.ClickException(f"{file.name}: {error}") from error
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror or error}. Nothing was changed.") from error


def _read(file: Path) -> bytes:
    """The contents of a file; of one that is far too long to be a table, no more than shows that."""
    with _naming(file), file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _write(report: Report, file: Path | None) -> None:
    if file is not None:
        with _naming(file):
            file.write_text("".join(report.table()), encoding="utf-8", newline="")


def _print(report: Report) -> None:
    for line in report.lines():
        click.echo(line)


_file_command("locations", "Schools, from a file of DUO (primary, special or secondary education).")(
    imports.import_locations
)
_file_command("regions", "Which postcodes belong to which samenwerkingsverbanden (pc4, swv_po, swv_vo).")(
    postcodes.import_regions
)
_file_command("places", "Where postcodes lie (pc4, latitude, longitude).")(postcodes.import_places)
_file_command("holidays", "School holidays (region;school_year;name;starts_on;ends_on).")(service.import_holidays)
