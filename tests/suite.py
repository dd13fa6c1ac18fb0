"""What `./run test` does once the packages are there: every check, every test on SQLite and on PostgreSQL, and a
summary that counts what was skipped. The tests themselves know nothing of this file.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree

from tests import postgresql_server

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# Each takes the next test when it is done, so what is long (see the marker) comes first and is shared.
# Three on two processors: some tests wait more than they work.
THREE_AT_ONCE = ("-n", "3", "--dist", "load", "--maxschedchunk", "1")
ALL_BUT_STORY = ("tests", "--ignore=tests/story", *THREE_AT_ONCE)
# The story on each database and the walk through all pages, each with an installation of its own.
STORY = ("tests/story", "-n", "3", "--dist", "loadscope")
NOTHING_COLLECTED = 5
CHROMIUM = "chromium-headless-shell"

CHECKS = {
    "ruff check": ("ruff", "check", ".", "run"),
    "ruff format": ("ruff", "format", "--check", ".", "run"),
    "import contracts": ("lint-imports",),
    "djlint": ("djlint", "templates", "--lint", "--quiet"),
}


@dataclass
class Suite:
    """One run: what was done, how long it took, and what was skipped and why."""

    environment: dict[str, str]
    results: Path
    steps: list[tuple[str, float, bool]] = field(default_factory=list)
    skips: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def check(self, name: str, command: list[str], fine: tuple[int, ...] = (0,), **settings: str) -> None:
        """Do one step; its output goes to the terminal."""
        print(f"\n--- {name}", flush=True)
        started = time.monotonic()
        code = _run(command, self.environment | settings)
        self.steps.append((name, time.monotonic() - started, code in fine))

    @contextmanager
    def beside(self, name: str, command: list[str]) -> Iterator[None]:
        """Do one step while what stands within goes on; its output goes to the terminal afterwards."""
        with ThreadPoolExecutor(1) as thread:
            step = thread.submit(_run_quietly, command, self.environment)
            yield
        code, seconds, output = step.result()
        print(f"\n--- {name}\n{output}", flush=True)
        self.steps.append((name, seconds, code == 0))

    def test(self, name: str, words: list[str], fine: tuple[int, ...] = (0,), **settings: str) -> None:
        """Do one run of pytest and note what it skipped."""
        results = self.results / f"{len(self.steps)}.xml"
        pytest = [sys.executable, "-m", "pytest", "-q", f"--junit-xml={results}"]
        self.check(name, [*pytest, *words], fine, **settings)
        if results.exists():
            self.skips += [f"{skip} ({name})" for skip in skips_in(results.read_text())]

    def print_summary(self) -> None:
        print("\n--- Summary")
        for name, seconds, passed in self.steps:
            print(f"  {'ok    ' if passed else 'FAILED'} {seconds:6.1f} s  {name}")
        print(f"         {time.monotonic() - self.began:6.1f} s  in all")
        print(f"  {len(self.skips)} skipped{':' if self.skips else ''}")
        for skip in self.skips:
            print(f"    {skip}")

    def passed(self, *, skips_count: bool) -> bool:
        return all(passed for _, _, passed in self.steps) and not (skips_count and self.skips)


def main(words: list[str]) -> int:
    """Run what the words ask for; the exit code."""
    fast = "--fast" in words
    chosen = [word for word in words if word != "--fast"]
    in_ci = os.environ.get("CI", "").lower() in ("1", "true")
    with tempfile.TemporaryDirectory(prefix="naast-test-") as folder:
        suite = Suite(environment_from(os.environ), Path(folder))
        try:
            _run_suite(suite, chosen, fast=fast)
        except KeyboardInterrupt:
            print("\nStopped.")
            return 130
    suite.print_summary()
    if in_ci and suite.skips:
        print("CI is set: what was skipped counts as failed.")
    return 0 if suite.passed(skips_count=in_ci) else 1


def _run_suite(suite: Suite, chosen: list[str], *, fast: bool) -> None:
    if not fast:
        install_missing()
    suite.environment |= chromium()
    if not chosen:
        for name, (program, *words) in CHECKS.items():
            suite.check(name, [str(BIN / program), *words])
    _test_on_sqlite(suite, chosen)
    if fast:
        return
    binaries = postgresql_server.find_binaries()
    if binaries is None:
        suite.skips.append("everything on PostgreSQL: it is not installed on this machine")
        if not chosen:
            suite.test("story on SQLite, and all pages", [*STORY])
        return
    with postgresql_server.running(binaries) as url:
        _test_on_postgresql(suite, chosen, url)


def _test_on_sqlite(suite: Suite, chosen: list[str]) -> None:
    """All but the story; mypy, which uses one processor, goes beside it, because some tests only wait."""
    if chosen:
        suite.test("tests on SQLite", chosen)
        return
    with suite.beside("mypy", [str(BIN / "mypy")]):
        suite.test("tests on SQLite", [*ALL_BUT_STORY])


def _test_on_postgresql(suite: Suite, chosen: list[str], url: str) -> None:
    """Everything again, but for what says the same on every database."""
    if chosen:
        suite.test("tests on PostgreSQL", chosen, (0, NOTHING_COLLECTED), NAAST_TEST_DATABASE_URL=url)
        return
    words = [*ALL_BUT_STORY, "--ignore=tests/architecture", "-m", "not once"]
    suite.test("tests on PostgreSQL", words, NAAST_TEST_DATABASE_URL=url)
    suite.test("story on both databases, and all pages", [*STORY], NAAST_TEST_DATABASE_URL=url)


def environment_from(given: os._Environ[str] | dict[str, str]) -> dict[str, str]:
    """The tests see no settings of an installation that happens to be in the shell, and what one process compiled is
    there for the next: several of them read the same hundreds of files."""
    not_ours = ("NAAST_", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in given.items() if not name.startswith(not_ours)}


def skips_in(junit_xml: str) -> list[str]:
    """The skipped tests with their reasons; an expected failure is no skip."""
    return [
        f"{case.get('classname')}.{case.get('name')}: {skip.get('message')}"
        for case in ElementTree.fromstring(junit_xml).iter("testcase")
        for skip in case.findall("skipped")
        if skip.get("type") != "pytest.xfail"
    ]


def find_chromium() -> str | None:
    """The one without a window first: it does the same in less time."""
    names = (CHROMIUM, "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def chromium() -> dict[str, str]:
    path = find_chromium()
    return {"NAAST_TEST_CHROMIUM": path} if path else {}


def install_missing() -> None:
    """Install Chromium and PostgreSQL with apt where that is allowed, saying so."""
    needed = {CHROMIUM: find_chromium(), "postgresql": postgresql_server.find_binaries()}
    missing = [name for name, found in needed.items() if found is None]
    if not missing:
        return
    names = " and ".join(missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"There is no {names} here: the tests that need it are skipped. Install it to run them too.")
        return
    print(f"Installing {names} with apt-get, because tests need it ...", flush=True)
    for words in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = ["apt-get", "-qq", *words]
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(f"apt-get {words[0]} failed: {done.stderr.strip()[-500:]}", flush=True)


def _run_quietly(command: list[str], environment: dict[str, str]) -> tuple[int, float, str]:
    """The exit code of a command, its seconds and all that it said."""
    started = time.monotonic()
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    done = subprocess.run(command, cwd=ROOT, env=environment, text=True, check=False, **pipes)
    return done.returncode, time.monotonic() - started, done.stdout


def _run(command: list[str], environment: dict[str, str]) -> int:
    """The exit code of a command. Who stops us, gives it the time to clean up."""
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL) as process:

        def pass_on(*_arguments: object) -> NoReturn:
            process.send_signal(signal.SIGINT)
            raise KeyboardInterrupt

        signal.signal(signal.SIGTERM, pass_on)
        try:
            return process.wait()
        except KeyboardInterrupt:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
            raise


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
