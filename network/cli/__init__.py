"""The commands of the product: `./run <words>`."""

from __future__ import annotations

from flask import Flask
from flask_migrate import Migrate

from config import ROOT
from network.cli.alike import find_alike
from network.cli.benchmark import benchmark
from network.cli.evaluate import evaluate
from network.cli.imports import import_group
from network.cli.people import people
from network.cli.status import status
from network.cli.suggest import suggest
from network.cli.train import train_needs
from network.core.database import db

COMMANDS = (status, import_group, people, suggest, find_alike, train_needs, evaluate, benchmark)


def register(app: Flask) -> None:
    """Give the application its commands. Servers do without: they start sooner, and hold less."""
    Migrate(app, db, directory=str(ROOT / "migrations"), compare_type=True)
    for command in COMMANDS:
        app.cli.add_command(command)
