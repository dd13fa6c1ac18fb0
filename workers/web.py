"""How gunicorn serves an installation of `./run`: whoever loaded the product prepares the database too, and only then listens.

Preparing in a process of its own would load the product twice, one after the other.
"""

from __future__ import annotations

import gc
from typing import Any

# What a start makes stays: looking through it for garbage again and again takes a seventh of its time.
gc.disable()

from flask_migrate import Migrate

from config import ROOT
from network.core.database import db
from workers.preparing import prepare_database

preload_app = True


def on_starting(server: Any) -> None:
    """Before the port is open; what it raises ends the start with its message."""
    app = server.app.wsgi()
    Migrate(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        prepare_database()
        # The processes that serve open connections of their own; one that migrated may have foreign keys switched off.
        db.engine.dispose()
    gc.freeze()
    gc.enable()
