"""Error pages: what happened, and a way on. Domain errors that no view caught end here too."""

from __future__ import annotations

import logging

from flask import Flask, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from network.access.identity import current_viewer
from network.accounts import carrying
from network.core.database import db
from network.core.errors import BrokenLink, Conflict, DomainError, NotAllowed, NotFound, WayOn
from network.core.i18n import _, _l
from network.web.ways_on import find_way_on

# The page and the words of each way on.
_WAYS_ON = {
    WayOn.SIGN_IN: ("accounts.sign_in", _l("Log in")),
    WayOn.FORGOTTEN_SIGN_IN: ("accounts.forgot_password", _l("Vraag een nieuwe link aan")),
    WayOn.INVITATIONS: ("answering.list_invitations", _l("Log in en bekijk je vragen")),
    WayOn.MAIL_PREFERENCES: ("notices.edit_preferences", _l("Kies welke mail je krijgt")),
}

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.before_request(_refuse_unreadable)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(BrokenLink, _link_broken)
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(NotAllowed, lambda error: _page(403, error.message))
    app.register_error_handler(DomainError, lambda error: _page(409, error.message, way_on=find_way_on()))
    app.register_error_handler(Conflict, _somebody_was_first)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(Exception, _unexpected)


def _refuse_unreadable() -> None:
    """No hand types it, and PostgreSQL cannot compare with it: it is no fault of ours."""
    if any("\x00" in value for _name, value in request.args.items(multi=True)):
        abort(400)


def _page(
    status: int, message: str = "", *, title: str = "", way_on: tuple[str, str] | None = None
) -> ResponseReturnValue:
    """`way_on`: address and words of what to do next; else only the way to the beginning is shown."""
    return render_template("errors/error.html", status=status, message=message, title=title, way_on=way_on), status


def _somebody_was_first(error: Conflict) -> ResponseReturnValue:
    way_on = _page_of(error.way_on) or find_way_on()
    return _page(409, error.message, title=_("Iemand was je voor"), way_on=way_on)


def _not_found(error: NotFound) -> ResponseReturnValue:
    """What a button was for can be gone since its page was opened: then there is a way back."""
    return _page(404, error.message, way_on=find_way_on() if request.method == "POST" else None)


def _link_broken(error: BrokenLink) -> ResponseReturnValue:
    return _page(404, error.message, title=_("Deze link werkt niet"), way_on=_page_of(error.way_on))


def _page_of(way_on: WayOn | None) -> tuple[str, str] | None:
    """Address and words; who has signed in need not do so again."""
    if way_on is None:
        return None
    endpoint, label = _WAYS_ON[way_on]
    if way_on is WayOn.INVITATIONS and current_viewer() is not None:
        label = _l("Naar de vragen aan ons")
    return url_for(endpoint), str(label)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    return _page(error.code)


def _form_expired(_error: CSRFError) -> ResponseReturnValue:
    """Whoever signed in again meanwhile can send it once more; else a link opens the form anew, and naast.js fills it in."""
    # What a page of ours sent was made up by nobody else.
    is_ours = current_viewer() is not None and request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_ours and (typed := carrying.unpack(carrying.pack())):
        path = request.full_path.rstrip("?")
        return render_template("accounts/send_again.html", **carrying.page_of(path, typed)), 400
    has_form = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    words = _(
        "Dit formulier stond te lang open, of je bent intussen opnieuw ingelogd. Open het opnieuw en verstuur het dan."
    )
    return _page(400, words, way_on=(request.path, _("Open het formulier opnieuw")) if has_form else None)


def _stale(_error: StaleDataError) -> ResponseReturnValue:
    db.session.rollback()
    words = _("Iemand anders heeft dit net gewijzigd. Ga terug, bekijk de nieuwe stand en probeer het opnieuw.")
    return _page(409, words, way_on=find_way_on())


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
