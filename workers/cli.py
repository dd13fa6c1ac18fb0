"""Commands that begin an installation or do workers' work by hand: `prepare`, `sweep`, and `demo`, which does months of it."""

from __future__ import annotations

import fcntl
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from network.core import clock
from network.core.database import unit_of_work
from network.core.errors import DomainError
from network.demo import guard as demo_guard
from network.demo import logins, mails, progress
from network.demo.replay import replay
from network.models.outbox import OutboxKind
from network.notices.gathering import GATHERED_FOR
from network.outbox import queries
from workers import mailbox as kept_mail
from workers import work
from workers.handlers import LOOK_AGAIN
from workers.preparing import CannotPrepare, prepare_database

# Beat looks again: the second look does what waited for other work, the third mails what was gathered. More of them would
# each be a try more for what fails.
LOOKS = (timedelta(0), LOOK_AGAIN, LOOK_AGAIN + GATHERED_FOR)

# What is done as of a day is put off from that day on: of too late a day it would never come back.
FARTHEST = timedelta(days=5 * 365)


@click.command()
@with_appcontext
def prepare() -> None:
    """Migrate and seed the database, and hear profiles anew where the model is newer. Safe to repeat."""
    try:
        prepare_database()
    except CannotPrepare as error:
        raise click.ClickException(str(error)) from error
    click.echo("The database is ready.")


@click.command()
@click.option("--as-of", "as_of", help='Do as if it were this moment in the Netherlands: "2026-12-07 09:00".')
@with_appcontext
def sweep(as_of: str | None) -> None:
    """Do what beat would do now, or (not in production) at another moment. Where no mail server is set, mail is held."""
    with _quiet():
        _sweep(as_of)
    if _held() is not None:
        click.echo("Mail is held: Naast is not running here, and NAAST_SMTP_URL names no server.")
    if failing := queries.count_failing():
        click.echo(f"{failing} failed so far and will be tried again; ./run status says more.")


def _sweep(as_of: str | None) -> None:
    if as_of is None:
        click.echo(f"{work.sweep(but=_held())} done.")
        return
    if current_app.config["NAAST"].is_production:
        raise click.ClickException("--as-of is for trying out; this installation is in production.")
    try:
        moment = _instant(datetime.fromisoformat(as_of))
    except (ValueError, OverflowError) as error:
        raise click.ClickException('Write the moment as "2026-12-07 09:00".') from error
    if moment > clock.now() + FARTHEST:
        raise click.ClickException("Give a moment in the coming five years.")
    click.echo(f"{_sweep_from(moment)} done, as of {as_of}.")


def _instant(given: datetime) -> datetime:
    """In the Netherlands, unless it says how far from UTC it is."""
    return given.astimezone(UTC) if given.tzinfo else clock.from_local(given)


def _sweep_from(moment: datetime) -> int:
    """Do what beat would do at this moment and when it looks again."""
    done = 0
    for later in LOOKS:
        with clock.as_of(moment + later):
            done += work.sweep(but=_held())
    return done


def _held() -> OutboxKind | None:
    """What is left lying where no mail server is known."""
    return None if current_app.config["NAAST"].smtp_url else OutboxKind.DELIVER_NOTICE


@contextmanager
def _quiet() -> Iterator[None]:
    """The lines of a log, one for each mail that fails, are no answer to a person; real faults are."""
    sweeps = logging.getLogger(work.__name__)
    before = sweeps.level
    sweeps.setLevel(logging.ERROR)
    try:
        yield
    finally:
        sweeps.setLevel(before)


@click.group()
def demo() -> None:
    """The invented network to look around in; only in an installation without real data."""
    # A line for each of some hundred sweeps would fill the screen.
    logging.getLogger(work.__name__).setLevel(logging.WARNING)


@demo.command("load")
@with_appcontext
def load_demo() -> None:
    """Fill an empty installation with the demo; a part that was left when loading was cut off is taken away first."""
    _refuse_in_production()
    with _one_at_a_time():
        try:
            demo_guard.refuse_real_data()
            if not demo_guard.is_empty():
                _take_away()
        except DomainError as error:
            raise click.ClickException(error.message) from error
        _load()


@demo.command("reset")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask; for scripts.")
@with_appcontext
def reset_demo(is_sure: bool) -> None:
    """Take the demo away, with all that was done in it, and load it anew."""
    _refuse_in_production()
    with _one_at_a_time():
        try:
            demo_guard.refuse_to_wipe_real_data()
            if not is_sure:
                _ask_to_reset()
            _take_away()
        except DomainError as error:
            raise click.ClickException(error.message) from error
        _load()


@demo.command("logins")
@with_appcontext
def list_logins() -> None:
    """The accounts to look around with, where all of the demo is."""
    if demo_guard.is_demo() and not progress.was_cut_off():
        for line in logins.list_lines():
            click.echo(line)


def _take_away() -> None:
    _logins_shown().unlink(missing_ok=True)
    with unit_of_work():
        demo_guard.wipe()
    kept_mail.empty(current_app.config["NAAST"].mailbox)


def _load() -> None:
    """Months of the demo; its last mails, which no mail server sees, straight into the local mailbox; and its logins, in
    the file that `./run` shows, and takes for the sign that all of it is here."""
    _logins_shown().unlink(missing_ok=True)
    with unit_of_work():
        progress.begin()
    count = replay(_sweep_without_mail)
    for sent_at, message in mails.render_lately():
        kept_mail.keep(current_app.config["NAAST"].mailbox, message.as_bytes(), sent_at=sent_at)
    with unit_of_work():
        progress.end()
    _logins_shown().write_text("".join(f"{line}\n" for line in logins.list_lines()))
    click.echo(f"{count} questions loaded.")


def _logins_shown() -> Path:
    instance: Path = current_app.config["NAAST"].instance
    return instance / "demo-logins.txt"


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """What another process is loading now looks as what was cut off: it must not be taken away."""
    instance: Path = current_app.config["NAAST"].instance
    instance.mkdir(parents=True, exist_ok=True)
    with (instance / "demo.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise click.ClickException("The demo is being loaded at this moment.") from None
        yield


def _ask_to_reset() -> None:
    if not _has_terminal():
        raise click.ClickException(
            "This takes the whole demo away, and there is nobody to ask. Add --yes if that is meant."
        )
    click.confirm(f"This takes away {demo_guard.what_is_lost()}. Load the demo anew?", abort=True)


def _has_terminal() -> bool:
    return sys.stdin.isatty()


def _sweep_without_mail() -> int:
    return work.sweep(but=OutboxKind.DELIVER_NOTICE)


def _refuse_in_production() -> None:
    if current_app.config["NAAST"].is_production:
        raise click.ClickException("The demo is for trying out; this installation is in production.")


@click.command()
@with_appcontext
def mailbox() -> None:
    """Take mail at NAAST_SMTP_URL and keep it in the instance folder. For one's own machine only."""
    kept_mail.serve(current_app.config["NAAST"])


def register_commands(app: Flask) -> None:
    for command in (prepare, mailbox, sweep, demo):
        app.cli.add_command(command)
