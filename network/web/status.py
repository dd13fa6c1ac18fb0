"""The admin's page on the machinery, and the buttons that give dead entries a new chance."""

from __future__ import annotations

from collections.abc import Collection

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from network.access.audit import record, record_all
from network.access.guard import requires, viewer
from network.access.permissions import Permission
from network.core.database import unit_of_work
from network.core.i18n import _, ngettext
from network.models import OutboxEntry
from network.models.outbox import OutboxKind
from network.outbox import queries
from network.outbox import service as outbox
from network.outbox.heartbeat import find_heartbeats, is_alive
from network.outbox.words import KIND_LABELS, mail_error_words
from network.web import mailbox

bp = Blueprint("status", __name__)


@bp.get("/beheer/status")
@requires(Permission.SEE_STATUS)
def show_status() -> ResponseReturnValue:
    status = queries.get_status()
    return render_template(
        "web/show_status.html",
        status=status,
        mail_error=mail_error_words(status.last_mail_error),
        dead=queries.list_dead(),
        kind_labels=KIND_LABELS,
        has_mailbox=mailbox.is_kept(),
        sends_password_openly=current_app.config["NAAST"].sends_password_openly,
    )


@bp.post("/beheer/status/opnieuw")
@requires(Permission.RETRY_DEAD)
def retry_all() -> ResponseReturnValue:
    with unit_of_work():
        entries = queries.list_dead(limit=None)
        outbox.retry(*entries)
        kinds = [{"kind": entry.kind.value} for entry in entries]
        record_all("outbox.retried", entries, actor_id=viewer().user_id, details=kinds)
    flash(_what_happens_now(entries) if entries else _("Er ligt niets meer stil."))
    return redirect(url_for(".show_status"))


@bp.post("/beheer/status/<pid:entry_id>/opnieuw")
@requires(Permission.RETRY_DEAD)
def retry_entry(entry_id: str) -> ResponseReturnValue:
    with unit_of_work():
        entry = queries.get_dead(entry_id)
        outbox.retry(entry)
        record("outbox.retried", entry, actor_id=viewer().user_id, kind=entry.kind.value)
    flash(_what_happens_now([entry]))
    return redirect(url_for(".show_status"))


def _what_happens_now(entries: Collection[OutboxEntry]) -> str:
    """When what was given a new chance is tried: that depends on who must do it, and for mail on the hour."""
    number = len(entries)
    if not is_alive(find_heartbeats().get("worker")):
        return ngettext(
            "%(num)s taak wordt opnieuw geprobeerd zodra de verwerker weer draait.",
            "%(num)s taken worden opnieuw geprobeerd zodra de verwerker weer draait.",
            number,
        )
    when = ngettext(
        "%(num)s taak wordt binnen een minuut opnieuw geprobeerd.",
        "%(num)s taken worden binnen een minuut opnieuw geprobeerd.",
        number,
    )
    mail = _("Mail gaat weg in schooltijd.") if any(one.kind is OutboxKind.DELIVER_NOTICE for one in entries) else ""
    rest = _("Wat dan weer mislukt, proberen we nog een tijd. Lukt het nooit, dan staat het hier weer.")
    return " ".join(filter(None, (when, mail, rest)))
