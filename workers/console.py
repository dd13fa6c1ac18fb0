"""The entry of the command line: the application with all its commands, those of the workers beside its own."""

from network import cli, create_app
from workers.cli import register_commands

app = create_app()
cli.register(app)
register_commands(app)
