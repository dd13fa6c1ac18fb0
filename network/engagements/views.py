"""The pages of a traject: plan, closing, giving back, looking back; and taking a question back. Contact: contact_views.py."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.access.predicates import asks_for_question
from network.access.scope import scope_of
from network.core.database import unit_of_work
from network.core.errors import Conflict, DomainError
from network.core.i18n import _
from network.core.opening import refuse_to_open
from network.engagements import queries, service, withdrawal
from network.engagements.forms import (
    ClosingForm,
    EvaluationForm,
    GiveBackForm,
    PlanForm,
    WithdrawForm,
    WithdrawForSchoolForm,
)
from network.engagements.page import EngagementPage, rows_of, short_of_hours, words_of_plan
from network.models import Engagement, Evaluation
from network.models.engagement import EvaluationMoment, Outcome, Side
from network.privacy.forms import keep_denied, look_over, show_refusal
from network.support_requests import queries as questions
from network.support_requests import service as question_service

bp = Blueprint("engagements", __name__)


@bp.get("/trajecten")
@requires(Permission.SEE_ENGAGEMENTS)
def list_engagements() -> ResponseReturnValue:
    scope, after = scope_of(viewer()), request.args.get("na", "")
    page = queries.page_of_closed_for(scope, after=after)
    under_way = [] if after else rows_of(queries.list_under_way_for(scope))
    return render_template(
        "engagements/list_engagements.html",
        under_way=under_way,
        closed=rows_of(page.rows),
        page=page,
        is_first=not after,
    )


@bp.get("/trajecten/<pid:engagement_id>")
@requires(Permission.SEE_ENGAGEMENT)
def show_engagement(engagement_id: str) -> ResponseReturnValue:
    engagement = queries.get_engagement(engagement_id)
    ensure(Permission.SEE_ENGAGEMENT, engagement)
    page = EngagementPage(engagement, viewer())
    if not (page.is_asker or page.is_giver):
        with unit_of_work():
            question_service.note_reading(engagement.request, reader_id=viewer().user_id)
    return render_template("engagements/show_engagement.html", page=page)


@bp.route("/trajecten/<pid:engagement_id>/plan", methods=["GET", "POST"])
@requires(Permission.WORK_ON_ENGAGEMENT)
def plan_engagement(engagement_id: str) -> ResponseReturnValue:
    engagement = own_engagement(engagement_id)
    form = _plan_form(engagement)
    pieces = look_over(form, engagement)
    if pieces is not None:
        return form_page("plan_engagement", form, engagement, pieces, short=_short_of(engagement, form))
    agreed = service.Plan(form.goal.data or "", float(form.hours.data), form.starts_on.data, form.ends_on.data)
    try:
        with unit_of_work():
            service.refuse_stale(engagement, form.version.data)
            keep_denied(form, engagement, actor_id=viewer().user_id)
            service.plan(engagement, agreed, actor_id=viewer().user_id)
    except DomainError as error:
        pieces = show_refusal(form, error)
        if isinstance(error, Conflict):
            form.take_in(_plan_form(engagement, formdata=None))
        return form_page("plan_engagement", form, engagement, pieces, short=_short_of(engagement, form))
    flash(words_of_plan(agreed.ends_on))
    short = short_of_hours(engagement, agreed.hours, agreed.starts_on, agreed.ends_on)
    if short:
        flash(short)
    return redirect(url_for(".show_engagement", engagement_id=engagement_id))


@bp.route("/trajecten/<pid:engagement_id>/afronden", methods=["GET", "POST"])
@requires(Permission.WORK_ON_ENGAGEMENT)
def close_engagement(engagement_id: str) -> ResponseReturnValue:
    engagement = own_engagement(engagement_id)
    form = ClosingForm()
    pieces = look_over(form, engagement)
    if pieces is not None:
        return form_page("close_engagement", form, engagement, pieces)
    try:
        with unit_of_work():
            outcome = Outcome(form.outcome.data)
            keep_denied(form, engagement, actor_id=viewer().user_id)
            service.close(engagement, outcome, note=form.note.data or "", actor_id=viewer().user_id)
    except DomainError as error:
        return form_page("close_engagement", form, engagement, show_refusal(form, error))
    flash(_("Het traject is afgerond. Over een tijdje vragen we jullie beiden om terug te kijken."))
    return redirect(url_for(".show_engagement", engagement_id=engagement_id))


@bp.route("/trajecten/<pid:engagement_id>/teruggeven", methods=["GET", "POST"])
@requires(Permission.WORK_ON_ENGAGEMENT)
def give_back_engagement(engagement_id: str) -> ResponseReturnValue:
    engagement = own_engagement(engagement_id)
    ensure(Permission.EVALUATE_AS_SPECIALIST, engagement)
    refuse_to_open(service.only_unbegun, engagement)
    form = GiveBackForm()
    pieces = look_over(form, engagement)
    if pieces is not None:
        return form_page("give_back_engagement", form, engagement, pieces)
    try:
        with unit_of_work():
            keep_denied(form, engagement, actor_id=viewer().user_id)
            service.give_back(engagement, note=form.note.data or "", actor_id=viewer().user_id)
    except DomainError as error:
        return form_page("give_back_engagement", form, engagement, show_refusal(form, error))
    flash(_("De vraag is teruggegeven. We zoeken meteen verder voor de school."))
    return redirect(url_for(".list_engagements"))


@bp.route("/terugblikken/<pid:evaluation_id>", methods=["GET", "POST"])
@requires(Permission.SEE_ENGAGEMENT)
def evaluate_engagement(evaluation_id: str) -> ResponseReturnValue:
    evaluation = queries.get_evaluation(evaluation_id)
    ensure(_permission_for(evaluation), evaluation.engagement)
    if evaluation.given_at is not None:
        return redirect(url_for(".show_engagement", engagement_id=evaluation.engagement.public_id))
    form = EvaluationForm()
    if evaluation.moment is not EvaluationMoment.EFFECT:
        del form.still_helps
    pieces = look_over(form, evaluation)
    if pieces is not None:
        return form_page("evaluate_engagement", form, evaluation.engagement, pieces)
    helps = form.still_helps.data or "" if "still_helps" in form else ""
    try:
        with unit_of_work():
            keep_denied(form, evaluation, actor_id=viewer().user_id)
            service.evaluate(
                evaluation,
                score=int(form.score.data),
                still_helps=helps,
                remarks=form.remarks.data or "",
                actor_id=viewer().user_id,
            )
    except DomainError as error:
        return form_page("evaluate_engagement", form, evaluation.engagement, show_refusal(form, error))
    flash(_("Dank je wel. Hier leert iedereen van."))
    return redirect(url_for(".show_engagement", engagement_id=evaluation.engagement.public_id))


@bp.route("/ondersteuningsvragen/<code:code>/intrekken", methods=["GET", "POST"])
@requires(Permission.WITHDRAW_QUESTION)
def withdraw_request(code: str) -> ResponseReturnValue:
    question = questions.get_request(code)
    ensure(Permission.WITHDRAW_QUESTION, question)
    refuse_to_open(question_service.only_withdrawable, question)
    is_asker = asks_for_question(viewer(), question)
    form = WithdrawForm() if is_asker else WithdrawForSchoolForm()
    if not form.validate_on_submit():
        shown = {"form": form, "question": question, "is_asker": is_asker}
        engagement = queries.find_open_engagement(question)
        page = render_template("engagements/withdraw_request.html", **shown, engagement=engagement)
        return page, 422 if form.errors else 200
    with unit_of_work():
        withdrawal.withdraw_question(question, reason=form.reason.data, actor_id=viewer().user_id)
    flash(_("De vraag is ingetrokken. Wie gevraagd was, hoort dat."))
    return redirect(url_for("support_requests.show_request", code=code))


def own_engagement(engagement_id: str) -> Engagement:
    """The traject, for who has a part in it; no page to change it opens once it is closed."""
    engagement = queries.get_engagement(engagement_id)
    ensure(Permission.WORK_ON_ENGAGEMENT, engagement)
    refuse_to_open(service.only_open, engagement)
    return engagement


def form_page(
    template: str, form: object, engagement: Engagement, pieces: object, **more: object
) -> ResponseReturnValue:
    """The page of a form of a traject: as it is opened, or with what is wrong."""
    page = render_template(
        f"engagements/{template}.html", form=form, engagement=engagement, pieces=pieces or [], **more
    )
    return page, 422 if getattr(form, "errors", None) else 200


def _plan_form(engagement: Engagement, **sent: Any) -> PlanForm:
    """The form with what stands, or with what was just sent."""
    hours = engagement.hours_planned or engagement.request.estimated_hours
    return PlanForm(obj=engagement, hours=hours, **sent)


def _short_of(engagement: Engagement, form: PlanForm) -> str:
    asked = float(form.hours.data) if form.hours.data else None
    return short_of_hours(engagement, asked, form.starts_on.data, form.ends_on.data)


def _permission_for(evaluation: Evaluation) -> Permission:
    is_asker = evaluation.side is Side.REQUESTER
    return Permission.EVALUATE_AS_REQUESTER if is_asker else Permission.EVALUATE_AS_SPECIALIST
