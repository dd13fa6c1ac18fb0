"""A throw-away PostgreSQL server for the tests, that trades safety for speed."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
}


def find_binaries() -> Path | None:
    """The folder with initdb and postgres: those on the path, else the newest of Debian."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: float(path.parent.name), default=None)


@contextlib.contextmanager
def running(binaries: Path) -> Iterator[str]:
    """The address of a new, empty server; server and data are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="naast-postgresql-"))
    server = None
    try:
        options = _as_owner(folder)
        password, port = secrets.token_hex(16), _free_port()
        _make_cluster(binaries, folder, password, options)
        server = _serve(binaries, folder, port, options)
        _wait_for(binaries, port, server, folder)
        yield f"postgresql+psycopg://naast:{password}@127.0.0.1:{port}/postgres"
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # end now, without waiting for those who are connected
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _as_owner(folder: Path) -> dict[str, Any]:
    """Options of a process that owns the folder. PostgreSQL refuses root: then its own user, else nobody."""
    options: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL}
    if os.geteuid() != 0:
        return options
    try:
        owner = pwd.getpwnam("postgres")
    except KeyError:
        owner = pwd.getpwnam("nobody")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return options | {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _make_cluster(binaries: Path, folder: Path, password: str, options: dict[str, Any]) -> None:
    given = folder / "password"
    given.write_text(password)
    if "user" in options:
        os.chown(given, options["user"], options["group"])
    command = [
        binaries / "initdb",
        "-D",
        folder / "data",
        "-U",
        "naast",
        "-E",
        "UTF8",
        "--no-locale",
        "--no-sync",
    ]
    command += ["-A", "scram-sha-256", f"--pwfile={given}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)


def _serve(binaries: Path, folder: Path, port: int, options: dict[str, Any]) -> subprocess.Popen[bytes]:
    settings = SETTINGS | {"port": str(port), "unix_socket_directories": str(folder)}
    command: list[str | Path] = [binaries / "postgres", "-D", folder / "data"]
    command += [f"--{name}={value}" for name, value in settings.items()]
    with (folder / "server.log").open("wb") as log:
        options = options | {"stdout": log, "stderr": log, "preexec_fn": _end_with_parent}
        return subprocess.Popen(command, **options)


def _wait_for(binaries: Path, port: int, server: subprocess.Popen[bytes], folder: Path) -> None:
    ask: list[str | Path] = [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(300):
        if server.poll() is not None:
            break
        if subprocess.run(ask, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'server.log').read_text()[-1000:]}")


def _end_with_parent() -> None:
    """On Linux the server ends with this process, even when that is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)  # 1 is PR_SET_PDEATHSIG


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])
