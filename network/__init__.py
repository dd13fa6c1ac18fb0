"""Naast: a specialist beside the teacher. This module puts the application together and does nothing else."""

from __future__ import annotations

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import network.models  # noqa: F401 - the tables must be known before the first query
from config import ROOT, Settings, read_settings
from network import urls
from network.access import guard, identity
from network.core import database, formatting, i18n, ids, logs, markdown, security_headers
from network.earlier import page as earlier
from network.expertise import cards
from network.explaining import explanations
from network.knowledge import page as examples
from network.notices import mail
from network.offers import page as offers
from network.outbox import broker
from network.steering import prospects
from network.waves import expecting, people
from network.web import errors, navigation


def create_app(settings: Settings | None = None) -> Flask:
    """The application with the given settings, or with those of the environment; its commands come from network.cli."""
    settings = settings or read_settings()
    app = Flask("network", template_folder=str(ROOT / "templates"), instance_path=str(settings.instance.resolve()))
    app.config.from_mapping(settings.flask())
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}

    for part in (
        logs,
        ids,
        database,
        i18n,
        security_headers,
        formatting,
        markdown,
        broker,
        mail,
        identity,
        guard,
        errors,
        navigation,
        cards,
        explanations,
        earlier,
        examples,
        offers,
        expecting,
        people,
        prospects,
    ):
        part.init_app(app)
    # Mail programs end a category with one POST of their own (RFC 8058); the signed address is its token.
    CSRFProtect(app).exempt("network.notices.views.stop_mail")
    Bootstrap5(app)
    urls.register(app)

    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies, settings.proxies)  # type: ignore[method-assign]  # the documented way
    return app
