"""The pages on which either side of a traject writes a practice example and sends it in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.core.database import unit_of_work
from network.core.errors import Conflict, DomainError
from network.core.i18n import _, current_language
from network.core.opening import refuse_to_open
from network.knowledge import queries, service
from network.knowledge.forms import ExampleForm
from network.knowledge.service import Told
from network.knowledge.views import bp
from network.models import Engagement, PracticeExample
from network.models.support_request import Setting
from network.models.taxonomy import Facet
from network.privacy.forms import denied_names, look_over, show_refusal
from network.privacy.words import Piece
from network.taxonomy import queries as taxonomy


@bp.route("/trajecten/<pid:engagement_id>/praktijkvoorbeeld", methods=["GET", "POST"])
@requires(Permission.WRITE_EXAMPLE)
def write_example(engagement_id: str) -> ResponseReturnValue:
    engagement = queries.get_engagement(engagement_id)
    ensure(Permission.WORK_ON_ENGAGEMENT, engagement)
    refuse_to_open(service.only_closed, engagement)
    example = queries.find_example_of(engagement)
    if example is not None:
        refuse_to_open(service.only_writable, example)
    form = _example_form(engagement, example)
    pieces = look_over(form, example)
    if pieces is not None:
        return _render(form, engagement, pieces)
    told, seen, actor_id = _told_in(form), form.version.data, viewer().user_id
    try:
        with unit_of_work():
            not_names = denied_names()
            example = service.write(engagement, told, seen_version=seen, not_names=not_names, actor_id=actor_id)
            example_id, is_whole = example.public_id, not service.list_missing(example)
    except DomainError as error:
        pieces = show_refusal(form, error)
        if isinstance(error, Conflict):
            form.take_in(_example_form(engagement, queries.find_example_of(engagement), formdata=None))
        return _render(form, engagement, pieces)
    flash(_("Bewaard. Klaar? Stuur het dan naar de coördinator.") if is_whole else _("Bewaard."))
    return redirect(url_for(".show_example", example_id=example_id))


@bp.post("/praktijkvoorbeelden/<pid:example_id>/insturen")
@requires(Permission.WRITE_EXAMPLE)
def submit_example(example_id: str) -> ResponseReturnValue:
    example = queries.get_example(example_id)
    ensure(Permission.WRITE_EXAMPLE, example)
    try:
        with unit_of_work():
            service.submit(example, actor_id=viewer().user_id)
    except DomainError as error:
        flash(error.message, "error")
    else:
        flash(_("Het praktijkvoorbeeld is ingestuurd. De coördinator leest het."))
    return redirect(url_for(".show_example", example_id=example_id))


def _example_form(engagement: Engagement, example: PracticeExample | None, **sent: Any) -> ExampleForm:
    """The form with what stands, else with what the question was about; or with what was just sent."""
    about = example or engagement.request
    ages = about.terms_of(Facet.AGE_GROUP)
    form = ExampleForm(
        obj=example,
        needs=[term.code for term in about.terms_of(Facet.NEED)],
        age_group=ages[0].code if ages else "",
        setting=about.setting.value if about.setting else "",
        **sent,
    )
    language = current_language()
    terms = (taxonomy.list_terms(facet) for facet in (Facet.NEED, Facet.AGE_GROUP))
    form.offer(*([(term.code, term.label(language)) for term in found] for found in terms))
    return form


def _told_in(form: ExampleForm) -> Told:
    ages = taxonomy.list_by_codes(Facet.AGE_GROUP, [form.age_group.data or ""])
    return Told(
        form.title.data or "",
        form.situation.data or "",
        form.approach.data or "",
        form.learned.data or "",
        tuple(taxonomy.list_by_codes(Facet.NEED, form.needs.data or [])),
        next(iter(ages), None),
        Setting(form.setting.data) if form.setting.data else None,
    )


def _render(form: ExampleForm, engagement: Engagement, pieces: Sequence[Piece]) -> ResponseReturnValue:
    groups = taxonomy.list_need_groups_with_meanings(current_language())
    shown = {"form": form, "engagement": engagement, "pieces": pieces, "groups": groups}
    return render_template("knowledge/write_example.html", **shown), 422 if form.errors else 200
