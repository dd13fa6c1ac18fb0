"""The division of scarce hours: a proposal beside "each on its own", changed and sent by the coordinator."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.access.scope import scope_of
from network.core.database import unit_of_work
from network.core.errors import DomainError
from network.core.forms import ConfirmForm
from network.core.i18n import _, ngettext
from network.core.opening import refuse_to_open
from network.division import proposing, queries, service
from network.division.choice import ChoicePage
from network.division.forms import ChoiceForm, SendForm, SettingsForm
from network.division.page import DivisionPage, Line
from network.division.words import badge_of
from network.models import Division

bp = Blueprint("division", __name__)


@bp.route("/coordinatie/verdeling", methods=["GET", "POST"])
@requires(Permission.DIVIDE_HOURS)
def propose_division() -> ResponseReturnValue:
    scope = scope_of(viewer())
    regions = queries.list_regions_for(scope)
    form = SettingsForm.showing(regions, proposing.usual_settings(regions[0]))
    if form.validate_on_submit():
        try:
            proposal = proposing.work_out(form.chosen_of(regions), form.settings())
            with unit_of_work():
                division_id = proposing.keep(proposal, actor_id=viewer().user_id).public_id
        except DomainError as error:
            form.apply_error(error)
        else:
            return redirect(url_for(".show_division", division_id=division_id))
    page = render_template(
        "division/propose_division.html",
        form=form,
        counts=queries.count_questions_of(regions),
        divisions=queries.list_divisions_for(scope),
        badge_of=badge_of,
    )
    return page, 422 if form.errors else 200


@bp.get("/coordinatie/verdeling/<pid:division_id>")
@requires(Permission.DIVIDE_HOURS)
def show_division(division_id: str) -> ResponseReturnValue:
    return render_template("division/show_division.html", page=DivisionPage(_division(division_id)))


@bp.route("/coordinatie/verdeling/<pid:division_id>/vragen/<code:code>", methods=["GET", "POST"])
@requires(Permission.DIVIDE_HOURS)
def choose_profile(division_id: str, code: str) -> ResponseReturnValue:
    page = ChoicePage(queries.get_item(_division(division_id), code))
    refuse_to_open(service.only_draft, page.item.division)
    form = ChoiceForm(profile=page.present)
    form.profile.choices = page.choices
    if form.validate_on_submit():
        profile = page.profiles.get(form.profile.data)
        try:
            with unit_of_work():
                service.choose(page.item, profile, actor_id=viewer().user_id)
        except DomainError as error:
            form.apply_error(error)
        else:
            _say_what_changed(Line(page.item))
            return redirect(url_for(".show_division", division_id=division_id))
    return render_template("division/choose_profile.html", page=page, form=form), 422 if form.errors else 200


@bp.route("/coordinatie/verdeling/<pid:division_id>/verzenden", methods=["GET", "POST"])
@requires(Permission.DIVIDE_HOURS)
def send_division(division_id: str) -> ResponseReturnValue:
    division = _division(division_id)
    form = SendForm(version=str(division.version))
    if form.validate_on_submit():
        try:
            with unit_of_work():
                service.send(division, seen_version=form.version.data, actor_id=viewer().user_id)
        except DomainError as error:
            flash(error.message, "error")
        else:
            _say_what_goes_out(DivisionPage(_division(division_id)).on_their_way)
        return redirect(url_for(".show_division", division_id=division_id))
    return render_template("division/send_division.html", page=DivisionPage(division), form=form)


@bp.route("/coordinatie/verdeling/<pid:division_id>/wegleggen", methods=["GET", "POST"])
@requires(Permission.DIVIDE_HOURS)
def drop_division(division_id: str) -> ResponseReturnValue:
    division = _division(division_id)
    refuse_to_open(service.only_draft, division)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("division/drop_division.html", division=division, form=form)
    with unit_of_work():
        service.drop(division, actor_id=viewer().user_id)
    flash(_("Het voorstel is weggelegd. Er is niemand gevraagd."))
    return redirect(url_for(".propose_division"))


def _say_what_changed(line: Line) -> None:
    said = _("De verdeling is aangepast.")
    if line.waits_though_first:
        said += " " + _("De vraag “%(title)s” ging voor, maar wacht nu.", title=line.item.request.title)
    flash(said)


def _say_what_goes_out(count: int) -> None:
    if count:
        flash(
            ngettext("De uitnodiging gaat nu op weg.", "De %(num)s uitnodigingen gaan nu een voor een op weg.", count)
        )


def _division(division_id: str) -> Division:
    division = queries.get_division(division_id)
    ensure(Permission.DIVIDE_HOURS, division)
    return division
