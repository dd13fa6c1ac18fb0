"""What coordinators do with a practice example: publish it or send it back, and take it away, which its writer may too."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.core.database import unit_of_work
from network.core.errors import Conflict, DomainError
from network.core.forms import ConfirmForm
from network.core.i18n import _
from network.core.opening import refuse_to_open
from network.knowledge import queries, service
from network.knowledge.forms import ReviewForm
from network.knowledge.page import ExamplePage
from network.knowledge.views import bp
from network.models import PracticeExample
from network.privacy.forms import keep_denied, look_over, show_refusal


@bp.route("/praktijkvoorbeelden/<pid:example_id>/beoordelen", methods=["GET", "POST"])
@requires(Permission.REVIEW_EXAMPLE)
def review_example(example_id: str) -> ResponseReturnValue:
    example = queries.get_example(example_id)
    ensure(Permission.REVIEW_EXAMPLE, example)
    service.only_in_review(example)
    form = ReviewForm(obj=example, note="")
    is_yes = request.method == "POST" and request.form.get("decision") == "publish"
    pieces = [] if is_yes else look_over(form, example)
    if is_yes or pieces is None:
        try:
            words = _publish(example, form) if is_yes else _send_back(example, form)
        except DomainError as error:
            pieces = show_refusal(form, error)
            if isinstance(error, Conflict):
                form.go_on_from(ReviewForm(obj=example, formdata=None))
        else:
            flash(words)
            return redirect(url_for("coordination.show_worklist"))
    page = render_template("knowledge/review_example.html", page=ExamplePage(example), form=form, pieces=pieces)
    return page, 422 if form.errors else 200


@bp.route("/praktijkvoorbeelden/<pid:example_id>/intrekken", methods=["GET", "POST"])
@requires(Permission.WITHDRAW_EXAMPLE)
def withdraw_example(example_id: str) -> ResponseReturnValue:
    example = queries.get_example(example_id)
    ensure(Permission.WITHDRAW_EXAMPLE, example)
    refuse_to_open(service.only_published, example)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("knowledge/withdraw_example.html", form=form, example=example)
    with unit_of_work():
        service.withdraw(example, actor_id=viewer().user_id)
    flash(_("Het praktijkvoorbeeld is ingetrokken."))
    return redirect(url_for(".show_example", example_id=example_id))


@bp.post("/praktijkvoorbeelden/<pid:example_id>/weer-delen")
@requires(Permission.REVIEW_EXAMPLE)
def publish_again(example_id: str) -> ResponseReturnValue:
    example = queries.get_example(example_id)
    ensure(Permission.REVIEW_EXAMPLE, example)
    with unit_of_work():
        service.publish_again(example, actor_id=viewer().user_id)
    flash(_("Het praktijkvoorbeeld is weer gedeeld."))
    return redirect(url_for(".show_example", example_id=example_id))


def _publish(example: PracticeExample, form: ReviewForm) -> str:
    with unit_of_work():
        service.publish(example, seen_version=form.version.data, actor_id=viewer().user_id)
    return _("Het praktijkvoorbeeld is gedeeld. De schrijver krijgt bericht.")


def _send_back(example: PracticeExample, form: ReviewForm) -> str:
    actor_id = viewer().user_id
    with unit_of_work():
        keep_denied(form, example, actor_id=actor_id)
        service.send_back(example, note=form.note.data or "", seen_version=form.version.data, actor_id=actor_id)
    return _("Het praktijkvoorbeeld is teruggestuurd met jouw opmerking.")
