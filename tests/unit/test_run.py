"""The pure parts of `./run`: what it decides before it starts anything."""

from __future__ import annotations

import ast
import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from config import read_settings
from tests import suite
from workers.broker import why_away

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def run() -> Iterator[ModuleType]:
    """The script as a module, without starting it."""
    loader = SourceFileLoader("naast_run", str(ROOT / "run"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    sys.modules[loader.name] = module
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = writes
    yield module
    del sys.modules[loader.name]


@pytest.fixture
def instance(run: ModuleType, tmp_path: Path) -> object:
    instance = run.Instance(tmp_path / "instance")
    instance.make()
    return instance


def test_a_python_of_long_ago_can_read_it_and_so_say_that_it_is_too_old():
    ast.parse((ROOT / "run").read_text(encoding="utf-8"), feature_version=(3, 6))


class TestEnvironment:
    def test_an_empty_shell_gets_everything_a_local_run_needs(self, run, instance):
        environment = run.environment_of({}, instance, "s" * 40, {"NAAST_REDIS_URL": "redis://here"})

        assert environment["NAAST_MODE"] == "local"
        assert environment["NAAST_SECRET_KEY"] == "s" * 40
        assert environment["NAAST_DATABASE_URL"] == f"sqlite:///{instance.folder}/naast.db"
        assert environment["NAAST_BASE_URL"] == "http://127.0.0.1:8000"
        assert environment["NAAST_REDIS_URL"] == "redis://here"

    def test_what_the_caller_gives_wins_but_an_empty_value_is_no_value(self, run, instance):
        given = {"NAAST_DATABASE_URL": "postgresql://db", "NAAST_REDIS_URL": "", "HOME": "/home/x"}

        environment = run.environment_of(given, instance, "secret", {"NAAST_REDIS_URL": "redis://here"})

        assert environment["NAAST_DATABASE_URL"] == "postgresql://db"
        assert environment["NAAST_REDIS_URL"] == "redis://here"
        assert environment["HOME"] == "/home/x"

    def test_mail_links_follow_host_and_port(self, run, instance):
        given = {"NAAST_HOST": "0.0.0.0", "NAAST_PORT": "8123"}

        assert run.environment_of(given, instance, "s")["NAAST_BASE_URL"] == "http://127.0.0.1:8123"

    def test_in_production_neither_the_address_nor_the_mail_server_is_made_up(self, run, instance, monkeypatch):
        monkeypatch.setenv("NAAST_MODE", "production")
        monkeypatch.delenv("NAAST_SMTP_URL", raising=False)
        services, commands = run.services_beside(instance)
        environment = run.environment_of({"NAAST_MODE": "production"}, instance, "s", services)

        assert not {"NAAST_BASE_URL", "NAAST_SMTP_URL", "NAAST_KEEPS_MAIL"} & environment.keys()
        assert list(commands) == ["valkey"]

    def test_bytecode_is_kept_so_that_a_second_start_is_fast(self, run, instance):
        assert "PYTHONDONTWRITEBYTECODE" not in run.environment_of({"PYTHONDONTWRITEBYTECODE": "1"}, instance, "s")

    def test_the_instance_folder_is_absolute_and_beside_the_product_unless_named(self, run):
        assert run.instance_of({}).folder == ROOT / "instance"
        assert run.instance_of({"NAAST_INSTANCE": "other"}).folder == Path.cwd() / "other"


class TestPort:
    @pytest.mark.parametrize("port", ["", "8000", "65535"])
    def test_a_port_is_a_number(self, run, port):
        assert run.address_of({"NAAST_PORT": port})[1] == int(port or 8000)

    @pytest.mark.parametrize("port", ["0", "65536", "-1", "80a", "²"])
    def test_what_is_no_port_is_refused_with_what_to_do(self, run, port):
        with pytest.raises(run.Refusal, match="give a number from 1 to 65535"):
            run.address_of({"NAAST_PORT": port})

    def test_a_port_in_use_is_refused_with_another_one_to_try(self, run):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]

            with pytest.raises(run.Refusal, match=rf"127.0.0.1:{port} .*NAAST_PORT=\d+ ./run"):
                run.check_port("127.0.0.1", port)

        run.check_port("127.0.0.1", port)

    @pytest.mark.parametrize("host", ["192.0.2.1", "::1"])
    def test_an_address_that_is_not_of_this_machine_is_not_blamed_on_the_port(self, run, host):
        with pytest.raises(run.Refusal, match=rf"{host} .* no IPv4 address of this machine.*NAAST_HOST=127.0.0.1"):
            run.check_port(host, 8000)


class TestInstance:
    def test_nothing_of_it_is_ever_added_to_the_code(self, instance):
        assert (instance.folder / ".gitignore").read_text() == "*\n"

    def test_the_secret_is_made_once_and_only_its_owner_reads_it(self, instance):
        secret = instance.secret()

        assert len(secret) >= 32
        assert instance.secret() == secret
        assert (instance.folder / "secret.key").stat().st_mode & 0o777 == 0o600

    def test_a_second_start_is_refused_and_told_where_the_first_is(self, run, instance):
        with instance.held():
            state = {"pid": os.getpid(), "environment": {"NAAST_BASE_URL": "http://127.0.0.1:8000"}}
            run.write_private(instance.state, run.json.dumps(state))

            with (
                pytest.raises(run.Refusal, match="already runs .* at http://127.0.0.1:8000"),
                instance.held(),
            ):
                pass

        with instance.held():
            assert instance.read_state() == {}

    def test_what_a_dead_run_left_behind_is_not_believed(self, run, instance):
        run.write_private(instance.state, '{"pid": 999999999, "environment": {}}')
        assert instance.read_state() == {}

        run.write_private(instance.state, "half a fi")
        assert instance.read_state() == {}

    def test_a_command_beside_it_knows_its_settings_and_when_it_is_stopped_its_address(self, run, instance):
        assert run.settings_beside(instance, {}) == {}

        run.write_private(instance.address, "http://127.0.0.1:8123")
        assert run.settings_beside(instance, {}) == {"NAAST_BASE_URL": "http://127.0.0.1:8123"}
        for given in ({"NAAST_PORT": "8124"}, {"NAAST_HOST": "school.example"}, {"NAAST_MODE": "production"}):
            assert run.settings_beside(instance, given) == {}

        state = {"pid": os.getpid(), "environment": {"NAAST_BASE_URL": "http://127.0.0.1:8125", "NAAST_SMTP_URL": "x"}}
        run.write_private(instance.state, run.json.dumps(state))
        assert run.settings_beside(instance, {"NAAST_PORT": "8124"}) == state["environment"]

    def test_a_folder_that_cannot_be_made_is_one_clear_sentence(self, run, tmp_path):
        (tmp_path / "file").write_text("")

        with pytest.raises(run.Refusal, match="cannot be written .*NAAST_INSTANCE=folder ./run"):
            run.Instance(tmp_path / "file" / "instance").make()


class TestInstalling:
    def test_the_stamp_follows_the_lock(self, run, tmp_path):
        lock = tmp_path / "requirements.lock"
        lock.write_text("flask==3.1.3\n")
        before = run.stamp_of(lock)

        assert run.stamp_of(lock) == before
        lock.write_text("flask==3.1.4\n")
        assert run.stamp_of(lock) != before

    @pytest.mark.parametrize("uv", [None, "/usr/bin/uv"])
    def test_nothing_is_installed_without_its_hash(self, run, uv):
        command = run.install_command(Path("requirements.lock"), uv)

        assert "--require-hashes" in command
        assert command[0] == (uv or run.PYTHON)

    @pytest.mark.parametrize(
        ("output", "sentence"),
        [
            ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "differs from its hash"),
            ("error: Hash mismatch for `flask==3.1.3`", "differs from its hash"),
            ("NewConnectionError: Temporary failure in name resolution", "could not be fetched"),
            ("ERROR: Could not find a version (from versions: none)", "could not be fetched"),
            ("OSError: [Errno 28] No space left on device", "disk is full"),
            ("warming up\nerror: no compiler\n\n", "error: no compiler"),
            ("", "no reason was given"),
        ],
    )
    def test_a_failure_is_told_in_one_sentence(self, run, output, sentence):
        assert sentence in run.why_install_failed(output)


class TestWords:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ([], ("start",)),
            (["test", "--fast"], ("run_tests", ["--fast"])),
            (["import", "locations", "file.csv"], ("command_line", ["import", "locations", "file.csv"])),
        ],
    )
    def test_the_first_word_says_what_is_meant(self, run, monkeypatch, words, expected):
        called: list[tuple] = []
        for name in ("start", "run_tests", "command_line"):
            monkeypatch.setattr(run, name, lambda *given, name=name: called.append((name, *given)) or 0)

        run.main(words)

        assert called[0] == expected

    def test_a_refusal_is_one_line_on_the_error_output_and_a_failing_exit_code(self, run, monkeypatch, capsys):
        def refuse() -> int:
            raise run.Refusal("The disk is full.")

        monkeypatch.setattr(run, "start", refuse)

        assert run.main([]) == 1
        assert capsys.readouterr().err == "Naast: The disk is full.\n"

    def test_help_names_every_setting_of_a_run(self, run, capsys):
        assert run.main(["help"]) == 0

        said = capsys.readouterr().out
        for name in (
            "NAAST_PORT",
            "NAAST_INSTANCE",
            "NAAST_DATABASE_URL",
            "NAAST_REDIS_URL",
            "NAAST_SMTP_URL",
        ):
            assert name in said


class TestRefusedSettings:
    SENTENCE = "NAAST_PROXIES is '9'; give a whole number from 0 to 3."

    def test_a_process_that_refuses_them_is_told_in_its_own_sentence(self, run, instance):
        log = instance.logs / "web.log"
        log.write_text(f"Served before.\n\nError: {self.SENTENCE}\n\n")

        assert run.why_not_started(run.Child("web", [], {}, log)) == self.SENTENCE

    def test_any_other_end_names_the_process_and_its_log(self, run, instance):
        log = instance.logs / "web.log"
        log.write_text(f"Error: {self.SENTENCE}\nError: no database\n")

        assert run.why_not_started(run.Child("web", [], {}, log)).startswith("web does not start: Error: no database")

    def test_a_command_that_refuses_them_is_told_in_its_own_sentence(self, run, instance):
        settings = {"NAAST_MODE": "test", "NAAST_PROXIES": "9"}
        environment = run.environment_of({**os.environ, **settings}, instance, "secret")

        with pytest.raises(run.Refusal) as refused:
            run.console(["prepare"], environment, "The database could not be prepared")

        assert str(refused.value) == self.SENTENCE


class TestLogs:
    def test_a_log_that_grew_long_is_put_aside_while_its_process_goes_on(self, run, instance, monkeypatch):
        monkeypatch.setattr(run, "LOG_KEPT_BYTES", 3)
        log, aside = instance.logs / "worker.log", instance.logs / "worker.log.1"
        until_empty = f"echo old; while [ -s {log} ]; do sleep 0.01; done; echo new"
        child = run.Child("worker", ["/bin/sh", "-c", until_empty], dict(os.environ), log)
        child.start()
        while not log.stat().st_size:
            time.sleep(0.01)

        child.keep_alive()
        child.process.wait(5)

        assert (aside.read_text(), log.read_text()) == ("old\n", "new\n")


class TestBroker:
    @pytest.fixture
    def server(self, run, tmp_path) -> Iterator[str]:
        """Host and port of a Valkey of the test's own."""
        port = run.free_port()
        words = ["--port", str(port), "--requirepass", "geheim", "--save", ""]
        with subprocess.Popen([run.valkey_server(), *words], stdout=subprocess.DEVNULL, cwd=tmp_path) as process:
            while socket.socket().connect_ex(("127.0.0.1", port)):
                time.sleep(0.01)
            yield f"127.0.0.1:{port}"
            process.terminate()

    def test_one_that_does_not_take_us_is_told_by_its_setting_and_without_its_password(self, server):
        assert why_away(f"redis://:geheim@{server}") == ""
        assert "invalid username-password" in why_away(f"redis://:verkeerd@{server}")
        for url in ("redis://:verkeerd@127.0.0.1:1/0", "amqp://naast:verkeerd@127.0.0.1:1"):
            assert "refused" in why_away(url)
            assert "verkeerd" not in why_away(url)

    def test_a_start_ends_with_it(self, run, instance):
        given = {**os.environ, "NAAST_MODE": "test", "NAAST_REDIS_URL": "redis://127.0.0.1:1/0"}

        with pytest.raises(run.Refusal, match="^NAAST_REDIS_URL names a broker .*Connection refused.* Is it running"):
            run.check_broker(run.environment_of(given, instance, "s"))


class TestDemo:
    @pytest.fixture
    def answers(self, run, instance, monkeypatch) -> dict[str, tuple[int, str]]:
        """What the product answers to each word behind `demo`."""
        found = {"load": (1, "Error: Here is data already.\n"), "logins": (0, "")}

        def answer(command: list[str], **_options: object) -> object:
            code, output = found.get(command[-1], (0, ""))
            return run.subprocess.CompletedProcess(command, code, output)

        monkeypatch.setattr(run, "run_quietly", answer)
        return found

    def start(self, run, instance) -> bool:
        """As `./run` does; whether the next start asks for the demo again."""
        environment = {"NAAST_MODE": "local", "NAAST_INSTANCE": str(instance.folder)}
        if run.wants_demo(instance, environment):
            run.load_demo(instance, environment)
        return run.wants_demo(instance, environment)

    def test_a_demo_that_is_there_already_shows_its_logins(self, run, instance, answers):
        run.write_private(instance.demo_logins, "")
        answers["logins"] = (0, "coordinates  anna@demo.example\n")

        assert not self.start(run, instance)
        assert "anna@demo.example" in run.screen("http://127.0.0.1:8000", instance)

    def test_other_data_is_asked_about_once(self, run, instance, answers, capsys):
        assert not self.start(run, instance)
        assert "not loaded. Error: Here is data already." in capsys.readouterr().out

    def test_what_broke_off_is_tried_again(self, run, instance, answers):
        answers["load"] = (1, "Traceback\nKeyError: 1\n")

        assert self.start(run, instance)


class TestScreen:
    def test_it_fits_one_screen_and_says_where_everything_is(self, run, instance, monkeypatch):
        monkeypatch.delenv("NAAST_SMTP_URL", raising=False)
        run.write_private(instance.demo_logins, "Demo logins\ncoordinator  anna@school.example\n")

        said = run.screen("http://127.0.0.1:8000", instance)

        assert "http://127.0.0.1:8000/mailbox" in said
        assert "  coordinator  anna@school.example" in said
        assert "Stop with Ctrl-C." in said
        assert len(said.splitlines()) < 24

    def test_no_mailbox_is_promised_when_mail_goes_to_a_real_server(self, run, instance, monkeypatch):
        monkeypatch.setenv("NAAST_SMTP_URL", "smtp://mail.school.example")

        assert "/mailbox" not in run.screen("http://127.0.0.1:8000", instance)

    @pytest.mark.parametrize(("url", "server"), [("", ""), ("smtp://mail.school.example", "mail.school.example")])
    def test_the_product_knows_whether_its_mail_server_is_the_local_mailbox(
        self, run, instance, monkeypatch, url, server
    ):
        monkeypatch.setenv("NAAST_SMTP_URL", url)
        services, commands = run.services_beside(instance)
        for name, value in run.environment_of({"NAAST_SMTP_URL": url}, instance, "x" * 32, services).items():
            monkeypatch.setenv(name, value)

        assert read_settings().mail_server == server
        assert ("mailbox" in commands) is not bool(server)


class TestSuite:
    JUNIT = """<testsuites><testsuite>
      <testcase classname="tests.unit.a" name="passes"/>
      <testcase classname="tests.unit.a" name="waits"><skipped type="pytest.skip" message="no browser"/></testcase>
      <testcase classname="tests.unit.a" name="known"><skipped type="pytest.xfail" message="later"/></testcase>
    </testsuite></testsuites>"""

    def test_a_skip_is_counted_with_its_reason_and_an_expected_failure_is_not(self):
        assert suite.skips_in(self.JUNIT) == ["tests.unit.a.waits: no browser"]

    def test_a_skip_fails_the_suite_only_where_nothing_may_be_skipped(self, tmp_path):
        run = suite.Suite({}, tmp_path, [("tests", 1.0, True)], ["one: no browser"])

        assert run.passed(skips_count=False)
        assert not run.passed(skips_count=True)

    def test_one_failed_step_fails_the_suite(self, tmp_path):
        assert not suite.Suite({}, tmp_path, [("a", 1.0, True), ("b", 1.0, False)]).passed(skips_count=False)

    @pytest.mark.parametrize(("code", "is_fine"), [(0, True), (3, False)])
    def test_a_step_beside_others_counts_as_they_do_and_speaks_after_them(self, tmp_path, capfd, code, is_fine):
        run = suite.Suite(dict(os.environ), tmp_path)

        with run.beside("types", [sys.executable, "-c", f"print('found'); raise SystemExit({code})"]):
            print("meanwhile", flush=True)

        assert run.passed(skips_count=True) == is_fine
        assert [name for name, _seconds, _passed in run.steps] == ["types"]
        assert capfd.readouterr().out.split() == ["meanwhile", "---", "types", "found"]

    def test_settings_of_an_installation_do_not_reach_the_tests(self):
        given = {"NAAST_DATABASE_URL": "x", "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/bin"}

        assert suite.environment_from(given) == {"PATH": "/bin"}
