"""The one list of blueprints."""

from __future__ import annotations

from flask import Flask

from network.web.views import bp as web

BLUEPRINTS = (web,)


def register(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
