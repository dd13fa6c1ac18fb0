"""The admin's page on the machinery, and the button that gives a dead entry a new chance."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from network.access.audit import record
from network.access.guard import requires, viewer
from network.access.permissions import Permission
from network.core.database import unit_of_work
from network.core.i18n import _
from network.outbox import queries
from network.outbox import service as outbox

bp = Blueprint("status", __name__)


@bp.get("/beheer/status")
@requires(Permission.SEE_STATUS)
def show_status() -> ResponseReturnValue:
    return render_template("web/show_status.html", status=queries.get_status(), dead=queries.list_dead())


@bp.post("/beheer/status/<pid:entry_id>/opnieuw")
@requires(Permission.RETRY_DEAD)
def retry_entry(entry_id: str) -> ResponseReturnValue:
    with unit_of_work():
        entry = queries.get_dead(entry_id)
        outbox.retry(entry)
        record("outbox.retried", entry, actor_id=viewer().user_id, kind=entry.kind.value)
    flash(_("De taak wordt opnieuw geprobeerd."))
    return redirect(url_for(".show_status"))
