"""The pages of a question that was asked: following it, adding to it.

Asking it stands with asking. Taking it back ends invitations and trajects too, and stands with engagements.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.access.scope import scope_of
from network.core.database import unit_of_work
from network.core.errors import DomainError
from network.core.i18n import _
from network.core.opening import refuse_to_open
from network.models.support_request import NoteKind, RequestState
from network.privacy.forms import keep_denied, look_over, show_refusal
from network.support_requests import queries, service
from network.support_requests.forms import NoteForm
from network.support_requests.page import RequestPage, rows_of

bp = Blueprint("support_requests", __name__)


@bp.get("/ondersteuningsvragen")
@requires(Permission.SEE_QUESTIONS)
def list_requests() -> ResponseReturnValue:
    scope, after = scope_of(viewer()), request.args.get("na", "")
    page = queries.page_of_ended_requests_for(scope, after=after)
    return render_template(
        "support_requests/list_requests.html",
        open_ones=[] if after else rows_of(queries.list_open_requests_for(scope)),
        ended=rows_of(page.rows),
        page=page,
        is_first=not after,
    )


@bp.get("/ondersteuningsvragen/<code:code>")
@requires(Permission.SEE_QUESTION)
def show_request(code: str) -> ResponseReturnValue:
    question = queries.get_request(code)
    ensure(Permission.SEE_QUESTION, question)
    if question.state is RequestState.DRAFT:
        return redirect(url_for("asking.describe_request", code=code))
    page = RequestPage(question, viewer())
    if page.is_coordinator and not page.is_asker:
        with unit_of_work():
            service.note_reading(question, reader_id=viewer().user_id)
    return render_template("support_requests/show_request.html", page=page)


@bp.route("/ondersteuningsvragen/<code:code>/toevoegen", methods=["GET", "POST"])
@requires(Permission.EDIT_QUESTION)
def add_note(code: str) -> ResponseReturnValue:
    question = queries.get_request(code)
    ensure(Permission.EDIT_QUESTION, question)
    refuse_to_open(service.only_open, question)
    form = NoteForm()
    pieces = look_over(form, question)
    if pieces is not None:
        page = render_template("support_requests/add_note.html", form=form, question=question, pieces=pieces)
        return page, 422 if form.errors else 200
    try:
        with unit_of_work():
            author = queries.get_requester(scope_of(viewer()))
            keep_denied(form, question, actor_id=author.id)
            service.add_note(question, form.text.data or "", kind=NoteKind.ADDITION, author=author)
    except DomainError as error:
        pieces = show_refusal(form, error)
        return render_template("support_requests/add_note.html", form=form, question=question, pieces=pieces), 422
    flash(_("Toegevoegd. De specialisten die de vraag hebben, zien het ook."))
    return redirect(url_for(".show_request", code=code))
