"""The local mailbox: what was mailed on this machine, for a newcomer who tries the product. Never in production."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from network.access.guard import public

bp = Blueprint("mailbox", __name__)

MOST_SHOWN = 200


@dataclass(frozen=True)
class KeptMail:
    """One kept message."""

    name: str
    kept_at: datetime
    to: str
    subject: str
    text: str
    html: str


def is_kept() -> bool:
    """Whether this installation has a local mailbox."""
    return not current_app.config["NAAST"].is_production


@bp.before_request
def _only_where_it_is_kept() -> None:
    if not is_kept():
        abort(404)


@bp.get("/mailbox")
@public
def list_mails() -> ResponseReturnValue:
    server = current_app.config["NAAST"].mail_server
    return render_template("web/list_mails.html", mails=_newest(), server=server)


@bp.get("/mailbox/<string(length=32):name>")
@public
def show_mail(name: str) -> ResponseReturnValue:
    return render_template("web/show_mail.html", mail=_get(name))


@bp.get("/mailbox/<string(length=32):name>/html")
@public
def show_mail_html(name: str) -> ResponseReturnValue:
    """The HTML part as it was mailed, for the frame on the page; without scripts, with its own styles."""
    answer = Response(_get(name).html, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; sandbox allow-popups "
        "allow-top-navigation-by-user-activation"
    )
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def _newest() -> Sequence[KeptMail]:
    folder = current_app.config["NAAST"].mailbox
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    return [_read(file) for file in files[:MOST_SHOWN]]


def _get(name: str) -> KeptMail:
    file = current_app.config["NAAST"].mailbox / f"{name}.eml"
    if not name.isalnum() or not file.is_file():
        abort(404)
    return _read(file)


def _read(file: Path) -> KeptMail:
    message = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=policy.default)
    return KeptMail(
        name=file.stem,
        kept_at=datetime.fromtimestamp(file.stat().st_mtime, UTC),
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return str(body.get_content()) if body is not None else ""
