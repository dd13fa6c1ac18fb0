"""The coordinator's screens: today, all questions and insight."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from network.access.guard import requires, viewer
from network.access.permissions import Permission
from network.access.scope import Scope, scope_of
from network.coordination import export, insight, queue, reasons, waiting_list, worklist
from network.coordination.filters import Filters
from network.coordination.forms import STATE_DEFINITIONS, QueueForm
from network.core import clock
from network.core.i18n import _, current_language
from network.models.taxonomy import Facet
from network.support_requests.badges import steering_badge_of
from network.support_requests.queries import count_answering, count_left_when_stuck
from network.support_requests.words import URGENCY_SHORT
from network.taxonomy import queries as taxonomy

bp = Blueprint("coordination", __name__)


@bp.get("/vandaag")
@requires(Permission.COORDINATE)
def show_worklist() -> ResponseReturnValue:
    scope = scope_of(viewer())
    items = worklist.list_items(scope)
    return render_template(
        "coordination/show_worklist.html",
        greeting=_greeting(),
        items=items,
        figures=insight.get_figures(scope),
        only_national=scope.is_only_national,
        badges=reasons.badges(),
        definitions=reasons.DEFINITIONS,
    )


@bp.get("/vragen")
@requires(Permission.COORDINATE)
def list_queue() -> ResponseReturnValue:
    filters = Filters.from_args(request.args)
    after = request.args.get("na", "")
    page = queue.page_of_questions(_scope(), filters, after=after)
    has_more_pages = bool(after or page.next_cursor)
    language = current_language()
    terms = taxonomy.list_terms(Facet.NEED, with_retired=True)
    needs = [(term.code, term.label(language)) for term in terms if not term.is_retired or term.code == filters.need]
    return render_template(
        "coordination/list_queue.html",
        page=page,
        count=queue.count_each(_scope(), {"all": filters})["all"] if has_more_pages else len(page.rows),
        filters=filters,
        form=QueueForm.showing(filters, needs),
        definition_of_list=STATE_DEFINITIONS.get(filters.state),
        badge_of=steering_badge_of,
        left=count_left_when_stuck([row.id for row in page.rows]),
        answering=count_answering([row.id for row in page.rows]),
        urgency_labels=URGENCY_SHORT,
    )


@bp.get("/vragen.csv")
@requires(Permission.COORDINATE)
def export_queue() -> ResponseReturnValue:
    rows = queue.stream_questions(_scope(), Filters.from_args(request.args))
    answer = Response(stream_with_context(export.lines_of(rows)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f"attachment; filename=vragen-{clock.today():%Y-%m-%d}.csv"
    return answer


@bp.get("/vragen/wachtlijst")
@requires(Permission.COORDINATE)
def list_waiting() -> ResponseReturnValue:
    rows = waiting_list.list_rows(_scope())
    may_be_more = len(rows) == queue.MOST_WAITING
    page = {"rows": rows, "may_be_more": may_be_more, "urgency_labels": URGENCY_SHORT}
    return render_template("coordination/list_waiting.html", **page)


@bp.get("/inzicht")
@requires(Permission.COORDINATE)
def show_dashboard() -> ResponseReturnValue:
    scope = _scope()
    return render_template(
        "coordination/show_dashboard.html",
        figures=insight.get_figures(scope),
        only_national=scope.is_only_national,
        needs=insight.list_needs(scope, current_language()),
    )


def _scope() -> Scope:
    return scope_of(viewer())


def _greeting() -> str:
    hour = clock.to_local(clock.now()).hour
    name = viewer().first_name
    if hour < 12:
        return _("Goedemorgen %(name)s", name=name)
    return _("Goedemiddag %(name)s", name=name) if hour < 18 else _("Goedenavond %(name)s", name=name)
