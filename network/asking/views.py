"""The pages of asking, in three steps. Following a question that was sent stands with support_requests."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.access.scope import scope_of
from network.asking import completeness, describing, drafting, queries, service, wishing
from network.asking.drafting import OpenedForm
from network.asking.forms import SubmitForm
from network.asking.outlook import words_of_sending
from network.core.database import unit_of_work
from network.core.errors import Conflict, DomainError
from network.core.i18n import _
from network.models import SupportRequest
from network.models.support_request import RequestState
from network.privacy.forms import denied_names, keep_denied, look_over, show_refusal
from network.support_requests import queries as questions
from network.support_requests.wishes import wishes_of

bp = Blueprint("asking", __name__)


@bp.route("/ondersteuningsvragen/nieuw", methods=["GET", "POST"])
@bp.route("/ondersteuningsvragen/nieuw/<pid:draft_id>", methods=["GET", "POST"])
@requires(Permission.ASK_QUESTION)
def ask_request(draft_id: str = "") -> ResponseReturnValue:
    """Each form that is opened has an address of its own: going back or reloading finds the draft that it made."""
    scope = scope_of(viewer())
    begun = queries.find_begun(draft_id, scope.user_id, scope.asks_at)
    if request.method != "POST" and (begun or not draft_id):
        return redirect(describing.opening(begun))
    form = describing.story_form(queries.list_locations(scope))
    pieces = look_over(form)
    if pieces is not None:
        return describing.render_story(form, draft=None, pieces=pieces)
    opened = OpenedForm(draft_id, form.seen_version, scope.asks_at)
    try:
        with unit_of_work():
            location = describing.chosen_location(form, scope)
            ensure(Permission.ASK_QUESTION, location)
            requester, not_names = questions.get_requester(scope), denied_names()
            code = drafting.begin(location, requester, form.told, opened=opened, not_names=not_names).code
    except DomainError as error:
        _place, begun = drafting.find_place(opened, scope.user_id, form.told)
        pieces = show_refusal(form, error)
        describing.take_in(form, error, begun)
        return describing.render_story(form, draft=None, pieces=pieces)
    return redirect(describing.after_story(code, is_new_story=True))


@bp.route("/ondersteuningsvragen/<code:code>/wat-speelt-er", methods=["GET", "POST"])
@requires(Permission.EDIT_QUESTION)
def describe_request(code: str) -> ResponseReturnValue:
    draft = _draft(code)
    form = describing.story_form(queries.list_locations(scope_of(viewer())), draft)
    pieces = look_over(form, draft)
    if pieces is not None:
        return describing.render_story(form, draft, pieces=pieces)
    try:
        with unit_of_work():
            is_new_story = draft.story != form.story.data
            keep_denied(form, draft, actor_id=viewer().user_id)
            needs, seen = describing.chosen_needs(form), form.seen_version
            drafting.describe(draft, form.told, needs=needs, seen_version=seen, actor_id=viewer().user_id)
    except DomainError as error:
        pieces = show_refusal(form, error)
        describing.take_in(form, error, draft)
        return describing.render_story(form, draft, pieces=pieces)
    if not is_new_story and describing.lacks_subjects(form):
        return describing.render_story(form, draft)
    return redirect(describing.after_story(code, is_new_story=is_new_story))


@bp.route("/ondersteuningsvragen/<code:code>/wat-helpt", methods=["GET", "POST"])
@requires(Permission.EDIT_QUESTION)
def wish_request(code: str) -> ResponseReturnValue:
    """Going back keeps what was filled in, complete or not; what cannot be read stays on the screen to be mended."""
    draft = _draft(code)
    form = wishing.wishes_form(draft)
    is_right = form.validate_on_submit()
    if not is_right and not wishing.goes_back():
        return wishing.render_wishes(form, draft)
    try:
        with unit_of_work():
            wishes, seen = wishing.wishes_of(form, draft), form.seen_version
            drafting.wish(draft, wishes, seen_version=seen, actor_id=viewer().user_id)
    except DomainError as error:
        form.apply_error(error)
        if isinstance(error, Conflict):
            form.take_in(wishing.wishes_form(draft, formdata=None))
        return wishing.render_wishes(form, draft)
    if not is_right:
        form.go_on_from(wishing.wishes_form(draft, formdata=None))
        return wishing.render_wishes(form, draft)
    return redirect(url_for(".describe_request" if wishing.goes_back() else ".submit_request", code=code))


@bp.route("/ondersteuningsvragen/<code:code>/nakijken", methods=["GET", "POST"])
@requires(Permission.EDIT_QUESTION)
def submit_request(code: str) -> ResponseReturnValue:
    draft = questions.get_request(code)
    ensure(Permission.EDIT_QUESTION, draft)
    form = SubmitForm(obj=draft)
    if draft.state is not RequestState.DRAFT:
        return redirect(url_for("support_requests.show_request", code=code))
    if not form.validate_on_submit():
        return _render_check(form, draft)
    service.read_ahead(draft)
    try:
        with unit_of_work():
            service.submit(draft, seen_version=form.seen_version, actor_id=viewer().user_id)
    except DomainError as error:
        form.apply_error(error)
        if isinstance(error, Conflict):
            form.version.data = str(draft.version)
        return _render_check(form, draft), 422
    flash(_("Je vraag is verstuurd. Je hoeft nu niets te doen."))
    return redirect(url_for("support_requests.show_request", code=code))


def _render_check(form: SubmitForm, draft: SupportRequest) -> str:
    return render_template(
        "asking/submit_request.html",
        form=form,
        draft=draft,
        wishes=wishes_of(draft),
        missing=completeness.list_missing(draft),
        day_off=completeness.words_of_day_off(draft.location, draft.wanted_start_on),
        follows=words_of_sending(draft.location),
    )


def _draft(code: str) -> SupportRequest:
    draft = questions.get_request(code)
    ensure(Permission.EDIT_QUESTION, draft)
    drafting.only_draft(draft)
    return draft
