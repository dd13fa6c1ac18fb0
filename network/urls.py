"""The one list of blueprints."""

from __future__ import annotations

from flask import Flask

import network.matching.steering_views  # noqa: F401 - adds the coordinator's pages to the blueprint of matching
from network.coordination.views import bp as coordination
from network.engagements.views import bp as engagements
from network.matching.views import bp as matching
from network.notices.views import bp as notices
from network.support_requests.views import bp as support_requests
from network.web.views import bp as web

BLUEPRINTS = (
    web,
    support_requests,
    matching,
    engagements,
    coordination,
    notices,
)


def register(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
