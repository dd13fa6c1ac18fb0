"""`import`: bring files of schools, regions, places and holidays in, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from flask.cli import with_appcontext

from network.core.database import db, unit_of_work
from network.expertise import cards
from network.schools import coordinates, imports, postcodes, service
from network.schools.reports import NothingUsable, Report
from network.schools.tables import UnreadableFile

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class _Rehearsal(Exception):
    """Ends a rehearsal: the unit of work takes everything back."""


@click.group("import")
def import_group() -> None:
    """Bring in files of schools, regions, places and holidays."""


def _file_command(name: str, summary: str) -> Callable[[Callable[..., Report]], click.Command]:
    """A command that takes a file and --dry-run, and prints the report of `act`."""

    def make(act: Callable[..., Report]) -> click.Command:
        @import_group.command(name, help=summary)
        @click.argument("file", type=_FILE)
        @click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
        @click.option(
            "--allow-closing", is_flag=True, hidden=name != "locations", help="Close however many are missing."
        )
        @click.option(
            "--check-against", type=_FILE, hidden=name != "locations", help="Compare coordinates with this file."
        )
        @with_appcontext
        def command(file: Path, dry_run: bool, allow_closing: bool, check_against: Path | None) -> None:
            report = _run(act, file, dry_run=dry_run, allow_closing=allow_closing, check_against=check_against)
            _print(report)
            if dry_run:
                click.echo("This was a rehearsal: nothing was changed.")

        return command

    return make


def _run(
    act: Callable[..., Report], file: Path, *, dry_run: bool, allow_closing: bool, check_against: Path | None
) -> Report:
    report = Report()
    more = {"may_close_many": allow_closing} if act is imports.import_locations else {}
    read = file
    try:
        raw = file.read_bytes()
        with click.progressbar(length=raw.count(b"\n"), label=file.name) as bar, unit_of_work():
            report = act(raw, tick=lambda: bar.update(1), **more)
            cards.follow_schools()
            if check_against is not None:
                read = check_against
                report.figures |= coordinates.compare(check_against.read_bytes())
            if dry_run:
                raise _Rehearsal
    except _Rehearsal:
        db.session.expire_all()
    except NothingUsable as error:
        _print(error.report)
        raise click.ClickException(f"{read.name}: {error}") from error
    except (UnreadableFile, OSError) as error:
        raise click.ClickException(f"{read.name}: {error}") from error
    return report


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
