"""The hours of a profile on one page: periods, absences, and how much it takes on at a time."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import requires, viewer
from network.access.permissions import Permission
from network.core import clock
from network.core.database import unit_of_work
from network.core.errors import Conflict, DomainError
from network.core.i18n import _
from network.expertise import service
from network.expertise.forms import AbsenceForm, HoursForm, LimitsForm
from network.expertise.page import ProfilePage
from network.expertise.views import bp, own_profile
from network.models import ExpertiseProfile


# Pages that were opened in 0.1.0 send to /grenzen; it can go in the release after the next one.
@bp.post("/onze-expertise/<pid:profile_id>/uren/grenzen")
@bp.route("/onze-expertise/<pid:profile_id>/uren", methods=["GET", "POST"])
@requires(Permission.EDIT_PROFILE)
def plan_hours(profile_id: str) -> ResponseReturnValue:
    """How much at a time is sent to the page itself, so that a refusal can be reloaded, and read in another language."""
    profile = own_profile(profile_id)
    form = LimitsForm(obj=profile)
    if not form.validate_on_submit():
        return _hours_page(profile, limits=form if form.is_submitted() else None)
    try:
        with unit_of_work():
            service.refuse_stale(profile, form.version.data)
            service.set_limits(
                profile,
                max_open=form.max_open.data,
                max_per_30_days=form.max_per_30_days.data,
                lead_days=form.lead_days.data,
                actor_id=viewer().user_id,
            )
    except Conflict as error:
        form.apply_error(error)
        form.take_in(_limits_form(profile))
        return _hours_page(profile, limits=form)
    flash(_("Bewaard."))
    return redirect(url_for(".plan_hours", profile_id=profile_id))


@bp.get("/onze-expertise/<pid:profile_id>/uren/periode")
@bp.get("/onze-expertise/<pid:profile_id>/uren/afwezig")
@bp.get("/onze-expertise/<pid:profile_id>/uren/grenzen")
@requires(Permission.EDIT_PROFILE)
def back_to_hours(profile_id: str) -> ResponseReturnValue:
    """Who reloads a refusal, or reads it in another language, comes back to the page with the forms."""
    return redirect(url_for(".plan_hours", profile_id=own_profile(profile_id).public_id))


@bp.post("/onze-expertise/<pid:profile_id>/uren/periode")
@requires(Permission.EDIT_PROFILE)
def add_hours(profile_id: str) -> ResponseReturnValue:
    profile = own_profile(profile_id)
    form = HoursForm()
    if not form.validate_on_submit():
        return _hours_page(profile, hours=form)
    try:
        with unit_of_work():
            service.add_hours(
                profile,
                hours_per_week=float(form.hours_per_week.data),
                starts_on=form.starts_on.data,
                ends_on=form.ends_on.data,
                actor_id=viewer().user_id,
            )
    except DomainError as error:
        form.apply_error(error)
        return _hours_page(profile, hours=form)
    flash(_("Bewaard."))
    return redirect(url_for(".plan_hours", profile_id=profile_id))


@bp.post("/onze-expertise/<pid:profile_id>/uren/periode/<pid:period_id>/weg")
@requires(Permission.EDIT_PROFILE)
def remove_hours(profile_id: str, period_id: str) -> ResponseReturnValue:
    profile = own_profile(profile_id)
    with unit_of_work():
        service.remove_hours(profile, period_id, actor_id=viewer().user_id)
    flash(_("De uren zijn weggehaald."))
    if not profile.gives_hours_from(clock.today()):
        flash(_("Zonder uren krijgen jullie geen vragen."))
    return redirect(url_for(".plan_hours", profile_id=profile_id))


@bp.post("/onze-expertise/<pid:profile_id>/uren/afwezig")
@requires(Permission.EDIT_PROFILE)
def add_absence(profile_id: str) -> ResponseReturnValue:
    profile = own_profile(profile_id)
    form = AbsenceForm()
    if not form.validate_on_submit():
        return _hours_page(profile, absence=form)
    try:
        with unit_of_work():
            first, last = form.absent_from.data, form.absent_until.data
            service.add_absence(profile, starts_on=first, ends_on=last, actor_id=viewer().user_id)
    except DomainError as error:
        form.apply_error(error)
        return _hours_page(profile, absence=form)
    flash(_("Bewaard."))
    return redirect(url_for(".plan_hours", profile_id=profile_id))


@bp.post("/onze-expertise/<pid:profile_id>/uren/afwezig/<pid:absence_id>/weg")
@requires(Permission.EDIT_PROFILE)
def remove_absence(profile_id: str, absence_id: str) -> ResponseReturnValue:
    profile = own_profile(profile_id)
    with unit_of_work():
        service.remove_absence(profile, absence_id, actor_id=viewer().user_id)
    return redirect(url_for(".plan_hours", profile_id=profile_id))


def _limits_form(profile: ExpertiseProfile) -> LimitsForm:
    return LimitsForm(formdata=None, obj=profile)


def _hours_page(
    profile: ExpertiseProfile,
    *,
    hours: HoursForm | None = None,
    absence: AbsenceForm | None = None,
    limits: LimitsForm | None = None,
) -> ResponseReturnValue:
    """The page with its three forms; the one that was sent keeps what was typed."""
    sent = hours or absence or limits
    page = render_template(
        "expertise/plan_hours.html",
        page=ProfilePage(profile),
        profile=profile,
        hours=hours or HoursForm(formdata=None, starts_on=clock.today()),
        absence=absence or AbsenceForm(formdata=None),
        limits=limits or _limits_form(profile),
        sent=sent,
    )
    return page, 422 if sent is not None else 200
