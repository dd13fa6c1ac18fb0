"""The admin's page on the machinery, and the buttons that give dead entries a new chance."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from network.access.audit import record, record_all
from network.access.guard import requires, viewer
from network.access.permissions import Permission
from network.core.database import unit_of_work
from network.core.i18n import _, ngettext
from network.outbox import queries
from network.outbox import service as outbox

bp = Blueprint("status", __name__)


@bp.get("/beheer/status")
@requires(Permission.SEE_STATUS)
def show_status() -> ResponseReturnValue:
    return render_template("web/show_status.html", status=queries.get_status(), dead=queries.list_dead())


@bp.post("/beheer/status/opnieuw")
@requires(Permission.RETRY_DEAD)
def retry_all() -> ResponseReturnValue:
    with unit_of_work():
        entries = queries.list_dead(limit=None)
        outbox.retry(*entries)
        kinds = [{"kind": entry.kind.value} for entry in entries]
        record_all("outbox.retried", entries, actor_id=viewer().user_id, details=kinds)
    flash(
        ngettext("%(num)s taak wordt opnieuw geprobeerd.", "%(num)s taken worden opnieuw geprobeerd.", len(entries))
        if entries
        else _("Er ligt niets meer stil.")
    )
    return redirect(url_for(".show_status"))


@bp.post("/beheer/status/<pid:entry_id>/opnieuw")
@requires(Permission.RETRY_DEAD)
def retry_entry(entry_id: str) -> ResponseReturnValue:
    with unit_of_work():
        entry = queries.get_dead(entry_id)
        outbox.retry(entry)
        record("outbox.retried", entry, actor_id=viewer().user_id, kind=entry.kind.value)
    flash(_("De taak wordt opnieuw geprobeerd."))
    return redirect(url_for(".show_status"))
