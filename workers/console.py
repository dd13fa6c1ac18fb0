"""The entry of the command line: the application with all its commands, those of the workers beside its own."""

import gc
import sys

from flask.cli import ScriptInfo

# What a start makes stays: looking through it for garbage again and again takes a seventh of its time.
gc.disable()

from config import RefusedSettings
from network import cli, create_app
from workers.cli import register_commands
from workers.readiness import require_database

# What this process is called by: `./run <words>`.
PROGRAM = "./run"
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

if __name__ == "__main__":
    app.cli.help = "The command line of Naast."
    app.cli.context_settings = {"max_content_width": 110}
    app.cli.main(prog_name=PROGRAM, obj=ScriptInfo(create_app=lambda: app))
