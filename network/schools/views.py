"""Schools and regions to look up, a region to override, and the school holidays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.access.scope import scope_of
from network.core.database import unit_of_work
from network.core.errors import Conflict, DomainError
from network.core.forms import ConfirmForm
from network.core.i18n import _
from network.core.versions import refuse_stale
from network.models import Location, Region, SchoolHoliday
from network.schools import queries, regions, service
from network.schools.forms import HolidayForm, RegionForm
from network.schools.labels import KIND_LABELS

bp = Blueprint("schools", __name__)


@bp.get("/scholen")
@requires(Permission.SEE_SCHOOLS)
def search_locations() -> ResponseReturnValue:
    words = request.args.get("zoek", "")[:80].strip()
    page = queries.page_of_locations(words=words, after=request.args.get("na", ""))
    return render_template("schools/search_locations.html", page=page, words=words, kind_labels=KIND_LABELS)


@bp.get("/scholen/<pid:location_id>")
@requires(Permission.SEE_SCHOOLS)
def show_location(location_id: str) -> ResponseReturnValue:
    location = queries.get_location(location_id)
    return render_template("schools/show_location.html", location=location, kind_labels=KIND_LABELS)


@bp.get("/samenwerkingsverbanden")
@requires(Permission.SEE_SCHOOLS)
def list_regions() -> ResponseReturnValue:
    return render_template("schools/list_regions.html", regions=queries.list_regions())


@bp.get("/samenwerkingsverbanden/<pid:region_id>")
@requires(Permission.SEE_SCHOOLS)
def show_region(region_id: str) -> ResponseReturnValue:
    region = queries.get_region(region_id)
    words = request.args.get("zoek", "")[:80].strip()
    page = queries.page_of_locations(words=words, region=region, after=request.args.get("na", ""))
    shown = {"region": region, "page": page, "words": words, "kind_labels": KIND_LABELS}
    return render_template("schools/show_region.html", **shown)


@bp.route("/scholen/<pid:location_id>/samenwerkingsverband", methods=["GET", "POST"])
@requires(Permission.OVERRIDE_REGION)
def override_region(location_id: str) -> ResponseReturnValue:
    location = queries.get_location(location_id)
    ensure(Permission.OVERRIDE_REGION, location)
    choices = queries.list_regions_for(scope_of(viewer()), location)
    form = _region_form(location, choices)
    if form.validate_on_submit():
        chosen = next((region for region in choices if region.public_id == form.region.data), None)
        try:
            with unit_of_work():
                refuse_stale(location, form.version.data)
                regions.override(location, chosen, actor_id=viewer().user_id)
        except DomainError as error:
            form.apply_error(error)
            if isinstance(error, Conflict):
                standing = [
                    *choices,
                    *([location.region] if location.region and location.region not in choices else []),
                ]
                form.take_in(_region_form(location, standing, formdata=None))
        else:
            if location.region:
                flash(_("Bewaard. Nieuwe vragen van deze school gaan voortaan naar dit samenwerkingsverband."))
            else:
                flash(_("Op postcode vinden we niets. De school hoort nog nergens bij: kies zelf."), "warning")
            return redirect(url_for(".show_location", location_id=location_id))
    page = render_template("schools/override_region.html", form=form, location=location)
    return page, 422 if form.errors else 200


@bp.get("/beheer/vakanties")
@requires(Permission.EDIT_HOLIDAYS)
def list_holidays() -> ResponseReturnValue:
    return render_template("schools/list_holidays.html", holidays=queries.list_holidays())


@bp.route("/beheer/vakanties/nieuw", methods=["GET", "POST"])
@requires(Permission.EDIT_HOLIDAYS)
def add_holiday() -> ResponseReturnValue:
    return _edit(SchoolHoliday(), HolidayForm(holiday_region="midden"))


@bp.route("/beheer/vakanties/<pid:holiday_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_HOLIDAYS)
def edit_holiday(holiday_id: str) -> ResponseReturnValue:
    holiday = queries.get_holiday(holiday_id)
    return _edit(holiday, HolidayForm(obj=holiday))


@bp.route("/beheer/vakanties/<pid:holiday_id>/weg", methods=["GET", "POST"])
@requires(Permission.EDIT_HOLIDAYS)
def remove_holiday(holiday_id: str) -> ResponseReturnValue:
    holiday = queries.get_holiday(holiday_id)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("schools/remove_holiday.html", form=form, holiday=holiday)
    with unit_of_work():
        service.remove_holiday(holiday, actor_id=viewer().user_id)
    flash(_("De vakantie is weggehaald."))
    return redirect(url_for(".list_holidays"))


def _region_form(location: Location, choices: Sequence[Region], **sent: Any) -> RegionForm:
    chosen = location.region.public_id if location.region_is_overridden and location.region else ""
    form = RegionForm(version=str(location.version), region=chosen, **sent)
    form.region.choices = [("", _("Laat Naast kiezen op postcode")), *((r.public_id, r.name) for r in choices)]
    return form


def _edit(holiday: SchoolHoliday, form: HolidayForm) -> ResponseReturnValue:
    if form.validate_on_submit():
        try:
            with unit_of_work():
                if holiday.id:
                    refuse_stale(holiday, form.version.data)
                service.save_holiday(
                    holiday,
                    region=form.holiday_region.data,
                    school_year=form.school_year.data or "",
                    name=form.name.data or "",
                    days=(form.starts_on.data, form.ends_on.data),
                    actor_id=viewer().user_id,
                )
        except DomainError as error:
            form.apply_error(error)
            if isinstance(error, Conflict):
                form.take_in(HolidayForm(formdata=None, obj=holiday))
        else:
            flash(_("De vakantie is bewaard."))
            for other in queries.list_overlapping(holiday):
                flash(
                    _(
                        "Deze vakantie overlapt met “%(name)s” in dezelfde regio. Kijk na of dat klopt.",
                        name=other.name,
                    ),
                    "warning",
                )
            return redirect(url_for(".list_holidays"))
    page = render_template("schools/edit_holiday.html", form=form, holiday=holiday)
    return page, 422 if form.errors else 200
