"""The entry for web servers and the flask command: the application, with the workers' commands beside its own."""

from network import create_app
from workers.cli import register_commands

app = create_app()
register_commands(app)
