"""Error pages: what happened, and a way on. Domain errors that no view caught end here too."""

from __future__ import annotations

import logging

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from network.core.database import db
from network.core.errors import BrokenLink, Conflict, DomainError, NotAllowed, NotFound
from network.core.i18n import _

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(BrokenLink, lambda error: _page(404, error.message, title=_("Deze link werkt niet")))
    app.register_error_handler(NotFound, lambda error: _page(404, error.message))
    app.register_error_handler(NotAllowed, lambda error: _page(403, error.message))
    app.register_error_handler(Conflict, lambda error: _page(409, error.message))
    app.register_error_handler(DomainError, lambda error: _page(409, error.message))
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(Exception, _unexpected)


def _page(status: int, message: str = "", *, title: str = "", again: str = "") -> ResponseReturnValue:
    return render_template("errors/error.html", status=status, message=message, title=title, again=again), status


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    return _page(error.code)


def _form_expired(_error: CSRFError) -> ResponseReturnValue:
    """The link opens the form anew; naast.js fills in what was typed."""
    has_form = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    words = _(
        "Dit formulier stond te lang open, of je bent intussen opnieuw ingelogd. Open het opnieuw en verstuur het dan."
    )
    return _page(400, words, again=request.path if has_form else "")


def _stale(_error: StaleDataError) -> ResponseReturnValue:
    db.session.rollback()
    return _page(
        409, _("Iemand anders heeft dit net gewijzigd. Ga terug, bekijk de nieuwe stand en probeer het opnieuw.")
    )


def _database_away(error: OperationalError) -> ResponseReturnValue:
    db.session.rollback()
    log.error("database_away", extra={"reason": type(error.orig).__name__})
    answer = Response(render_template("errors/plain.html"), status=503)
    answer.headers["Retry-After"] = "10"
    return answer


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.exception("unexpected_error", extra={"kind": type(error).__name__})
    db.session.rollback()
    return Response(render_template("errors/plain.html"), status=500)
