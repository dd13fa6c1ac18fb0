"""The entry of the command line: the application with all its commands, those of the workers beside its own."""

import sys

from config import RefusedSettings
from network import cli, create_app
from workers.cli import register_commands

try:
    app = create_app()
except RefusedSettings as refused:
    sys.exit(f"Naast: {refused}")
cli.register(app)
register_commands(app)
