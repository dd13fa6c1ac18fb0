"""The entry for web servers: the application. The command line starts from workers/console.py."""

from network import create_app

app = create_app()
