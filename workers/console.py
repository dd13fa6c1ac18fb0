"""The entry of the command line: the application with all its commands, those of the workers beside its own."""

import gc
import sys

# What a start makes stays: looking through it for garbage again and again takes a seventh of its time.
gc.disable()

from config import RefusedSettings
from network import cli, create_app
from workers.cli import register_commands
from workers.readiness import require_database

# These prepare it themselves, or do without one.
WITHOUT_DATABASE = {"prepare", "mailbox", "suggest-needs", "train-needs", "evaluate", "benchmark"}

try:
    app = create_app()
except RefusedSettings as refused:
    sys.exit(f"Naast: {refused}")
cli.register(app)
register_commands(app)
require_database(app.cli.commands, but=WITHOUT_DATABASE)
gc.freeze()
gc.enable()
