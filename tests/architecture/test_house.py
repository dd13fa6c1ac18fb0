"""The house itself: tables equal migrations, every promise has somebody who keeps it, every text its translation."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from network.models.followup import FollowUpKind
from network.models.outbox import OutboxKind
from network.notices.kind import KINDS
from network.outbox.broker import Queue
from network.outbox.words import KIND_LABELS
from workers.celery_app import celery_app
from workers.handlers import HANDLERS
from workers.schedule import BEAT
from workers.tasks.follow_ups import FOLLOW_UPS

ROOT = Path(__file__).resolve().parents[2]
SECRET = {"NAAST_MODE": "local", "NAAST_SECRET_KEY": "long enough to be a secret of a test, or so it seems"}
ENGLISH = ROOT / "network" / "translations" / "en" / "LC_MESSAGES"

# Kinds that stand in the table of follow-ups for what is yet to be built; nothing schedules them.


def test_every_kind_of_outbox_entry_has_its_handler_and_its_name() -> None:
    assert set(HANDLERS) == set(KIND_LABELS) == set(OutboxKind)


def test_every_kind_of_follow_up_has_its_service() -> None:
    assert set(FOLLOW_UPS) == set(FollowUpKind)


def test_every_beat_names_a_task_that_exists() -> None:
    celery_app.loader.import_default_modules()

    assert {entry["task"] for entry in BEAT.values()} <= set(celery_app.tasks)
    assert {entry["options"]["queue"] for entry in BEAT.values()} <= set(Queue)


@pytest.mark.parametrize("module", ["workers.beat", "workers.mailbox"])
def test_what_must_be_there_at_once_loads_nothing_of_the_product(module: str) -> None:
    lean = f"import sys, {module}; sys.exit('network' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", lean], cwd=ROOT, env=os.environ | SECRET, check=False).returncode == 0


def test_every_notice_has_its_templates_and_every_template_its_notice() -> None:
    folders = {path.name for path in (ROOT / "templates" / "email").iterdir() if path.is_dir()}

    assert folders == set(KINDS)


def test_no_template_is_left_alone() -> None:
    """Each template is rendered by a view, or extended, included or imported by another."""
    sources = [
        path.read_text()
        for folder in ("network", "templates")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".html"}
    ]
    everything = "\n".join(sources)
    names = {str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.html")}
    alone = {name for name in names if not name.startswith("email/") and name not in everything}

    assert {
        name
        for name in alone
        if not re.search(rf'_render\(\s*"{Path(name).stem}"|_page\("{Path(name).stem}"', everything)
    } == set()


def _texts() -> set[str | tuple[str, ...]]:
    methods = [("network/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
    keywords = {"_": None, "_l": None, "ngettext": (1, 2)}
    options = {"templates/**": {"trim_blocks": "true", "lstrip_blocks": "true"}}
    found = extract_from_dir(ROOT, method_map=methods, options_map=options, keywords=keywords)
    return {message for _file, _line, message, _comments, _context in found}


def test_every_text_has_its_english() -> None:
    with (ENGLISH / "messages.po").open("rb") as file:
        catalogue = read_po(file)
    translated = {message.id for message in catalogue if message.id and all(_strings(message.string))}

    assert {text for text in _texts() if text not in translated} == set()


def test_the_compiled_english_is_that_of_the_source() -> None:
    """After a change: pybabel compile -d network/translations."""
    with (ENGLISH / "messages.po").open("rb") as file:
        source = {_strings(message.id): _strings(message.string) for message in read_po(file) if message.id}
    with (ENGLISH / "messages.mo").open("rb") as file:
        compiled = {_strings(message.id): _strings(message.string) for message in read_mo(file) if message.id}

    assert compiled == source


def _strings(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]  # a text, or its plurals


@pytest.mark.once
def test_no_secret_and_no_person_stands_in_the_code() -> None:
    suspicious = re.compile(r"(?i)(api[_-]?key|secret[_-]?key|password)\s*=\s*[\"'][A-Za-z0-9+/]{16,}[\"']")
    found = [
        str(path.relative_to(ROOT))
        for folder in ("network", "workers", "templates", "deploy")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".html", ".txt", ".yml", ".service"} and suspicious.search(path.read_text("utf-8"))
    ]

    assert found == []
