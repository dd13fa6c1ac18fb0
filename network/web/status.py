"""The admin's page on the machinery, and the buttons that give dead entries a new chance."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from network.access.audit import record, record_all
from network.access.guard import requires, viewer
from network.access.permissions import Permission
from network.core.database import unit_of_work
from network.core.i18n import _, _l, ngettext
from network.models.outbox import OutboxKind
from network.outbox import queries
from network.outbox import service as outbox

bp = Blueprint("status", __name__)

KIND_LABELS = {
    OutboxKind.MATCH_REQUEST: _l("Zoeken wie bij een vraag past"),
    OutboxKind.FOLLOW_UP: _l("Doen wat voor een dag is beloofd"),
    OutboxKind.DELIVER_NOTICE: _l("Een mail versturen"),
    OutboxKind.OFFER_ROOM: _l("Vrije uren aanbieden aan de wachtlijst"),
    OutboxKind.HEAR_ANEW: _l("Teksten opnieuw lezen voor het zoeken"),
    OutboxKind.SEND_LINE: _l("Een regel van een verdeling versturen"),
}


@bp.get("/beheer/status")
@requires(Permission.SEE_STATUS)
def show_status() -> ResponseReturnValue:
    status, dead = queries.get_status(), queries.list_dead()
    return render_template("web/show_status.html", status=status, dead=dead, kind_labels=KIND_LABELS)


@bp.post("/beheer/status/opnieuw")
@requires(Permission.RETRY_DEAD)
def retry_all() -> ResponseReturnValue:
    with unit_of_work():
        entries = queries.list_dead(limit=None)
        outbox.retry(*entries)
        kinds = [{"kind": entry.kind.value} for entry in entries]
        record_all("outbox.retried", entries, actor_id=viewer().user_id, details=kinds)
    flash(
        ngettext(
            "%(num)s taak wordt nu opnieuw geprobeerd, zo nodig vaker. Blijft het mislukken, dan komt die hier terug.",
            "%(num)s taken worden nu opnieuw geprobeerd, zo nodig vaker. Wat blijft mislukken, komt hier terug.",
            len(entries),
        )
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
    flash(_("De taak wordt nu opnieuw geprobeerd, zo nodig vaker. Blijft het mislukken, dan komt die hier terug."))
    return redirect(url_for(".show_status"))
