"""A whole installation for the story: everything that `./run` starts, its mailbox, and its command line."""

from __future__ import annotations

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN_SECONDS = 300
# After so many vain looks at the mail: from the furthest moment or from now, so many days on (tomorrow; past a holiday).
MOVES = {6: (False, 1), 16: (False, 22), 24: (True, 1), 32: (True, 22)}


class Installation:
    """Web, worker, beat, Valkey and mail as real processes, on a database of its own: a SQLite file, or one that is
    made on the given PostgreSQL server."""

    def __init__(self, folder: Path, *, server: str = "") -> None:
        self.folder = folder
        with socket.socket() as attempt:
            attempt.bind(("127.0.0.1", 0))
            self.port = attempt.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("NAAST_")},
            "NAAST_INSTANCE": str(folder),
            "NAAST_PORT": str(self.port),
            "NAAST_DEMO": "0",
        }
        self.days_ahead = 0
        self.database = _own_database(server)
        if self.database:
            self.environment["NAAST_DATABASE_URL"] = self.database

    def start(self) -> None:
        """Start everything and return once it is healthy."""
        log = (self.folder / "run.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "run")], env=self.environment, stdout=log, stderr=log
        )
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while "Naast is running" not in (said := (self.folder / "run.log").read_text()):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"./run did not start: {said}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop everything, and drop the database."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        _drop(self.database)

    def run(self, *words: str) -> str:
        """What a command of the product answers; it must succeed."""
        done = subprocess.run(
            [sys.executable, str(ROOT / "run"), *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def sweep(self, days_from_now: int) -> None:
        """Do what beat would do at nine in the morning, so many days from now."""
        self.days_ahead = max(self.days_ahead, days_from_now)
        day = datetime.now() + timedelta(days=days_from_now)
        self.run("sweep", "--as-of", f"{day:%Y-%m-%d} 09:00")

    def mails_to(self, address: str) -> list[EmailMessage]:
        """Everything that was mailed to an address, in order."""
        files = sorted((self.folder / "mailbox").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        mails = [message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=policy.default) for file in files]
        return [mail for mail in mails if mail["To"] == address]

    def was_mailed(self, address: str, subject: str) -> bool:
        """Whether a mail with these words in its subject has come."""
        return any(subject in mail["Subject"] for mail in self.mails_to(address))

    def link_to(self, address: str, subject: str, *, urgent: bool = False) -> str:
        """The link in the newest mail with these words in its subject; waits for it.

        Mail that is not urgent goes out in school time: when the test runs at another time, time is moved on; first from
        now, then from the furthest that it was moved to before.
        """
        furthest = self.days_ahead
        for attempt in range(50):
            for mail in reversed(self.mails_to(address)):
                if subject in mail["Subject"]:
                    body = mail.get_body(("plain",))
                    assert body is not None
                    return re.findall(rf"{self.url}/\S+", body.get_content())[0]
            time.sleep(0.5)
            if attempt in MOVES and not urgent:
                from_furthest, days = MOVES[attempt]
                self.sweep(_weekday(days + (furthest if from_furthest else 0)))
        raise AssertionError(f"no mail {subject!r} to {address}: {[m['Subject'] for m in self.mails_to(address)]}")


def _weekday(days_ahead: int) -> int:
    """So many days from now, or some more where that is a weekend."""
    while (datetime.now() + timedelta(days=days_ahead)).weekday() >= 5:
        days_ahead += 1
    return days_ahead


def _own_database(server: str) -> str:
    if not server:
        return ""
    name = f"naast_story_{secrets.token_hex(4)}"
    engine = create_engine(make_url(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _drop(database: str) -> None:
    if not database:
        return
    engine = create_engine(make_url(database).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {make_url(database).database} WITH (FORCE)"))
    engine.dispose()
