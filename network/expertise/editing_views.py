"""Changing a profile, one subject a page: what, for whom, and who. The hours stand in hours_views.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import requires, viewer
from network.access.permissions import Permission
from network.core.database import unit_of_work
from network.core.errors import Conflict, DomainError
from network.core.i18n import _, current_language
from network.core.versioned import VersionedForm
from network.expertise import queries, service
from network.expertise.forms import AimForm, DescriptionForm, PersonForm
from network.expertise.page import ProfilePage
from network.expertise.views import bp, own_profile
from network.models import ExpertiseProfile, Term
from network.models.expertise import Reach
from network.models.taxonomy import Facet
from network.privacy.forms import keep_denied, look_over, show_refusal
from network.taxonomy import queries as taxonomy


@bp.get("/onze-expertise/<pid:profile_id>")
@requires(Permission.EDIT_PROFILE)
def manage_profile(profile_id: str) -> ResponseReturnValue:
    return render_template("expertise/manage_profile.html", page=ProfilePage(own_profile(profile_id)))


@bp.route("/onze-expertise/<pid:profile_id>/wat", methods=["GET", "POST"])
@requires(Permission.EDIT_PROFILE)
def describe_profile(profile_id: str) -> ResponseReturnValue:
    profile = own_profile(profile_id)
    form = _description_form(profile)
    pieces = look_over(form, profile)
    if pieces is None:
        try:
            with unit_of_work():
                service.refuse_stale(profile, form.version.data)
                keep_denied(form, profile, actor_id=viewer().user_id)
                service.describe(
                    profile,
                    title=form.title.data or "",
                    description=form.description.data or "",
                    needs=_terms(Facet.NEED, form.needs.data),
                    forms=_terms(Facet.FORM, form.forms.data),
                    actor_id=viewer().user_id,
                )
        except DomainError as error:
            pieces = show_refusal(form, error)
            _take_in(form, error, _description_form(profile, formdata=None))
        else:
            return _saved(profile_id)
    return _page("describe_profile", form, profile=profile, pieces=pieces, **_choosing())


@bp.route("/onze-expertise/<pid:profile_id>/voor-wie", methods=["GET", "POST"])
@requires(Permission.EDIT_PROFILE)
def aim_profile(profile_id: str) -> ResponseReturnValue:
    profile = own_profile(profile_id)
    form = _aim_form(profile)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                service.refuse_stale(profile, form.version.data)
                service.aim(profile, _aim_of(form), actor_id=viewer().user_id)
        except DomainError as error:
            form.apply_error(error)
            _take_in(form, error, _aim_form(profile, formdata=None))
        else:
            return _saved(profile_id)
    return _page("aim_profile", form, profile=profile)


@bp.route("/onze-expertise/<pid:profile_id>/mensen", methods=["GET", "POST"])
@requires(Permission.EDIT_PROFILE)
def staff_profile(profile_id: str) -> ResponseReturnValue:
    profile = own_profile(profile_id)
    colleagues = queries.list_specialists(profile.location)
    form = PersonForm()
    form.user.choices = [("", _("Geen account")), *((user.public_id, user.name) for user in colleagues)]
    if form.validate_on_submit():
        user = next((user for user in colleagues if user.public_id == form.user.data), None)
        try:
            with unit_of_work():
                service.add_person(
                    profile,
                    name=form.name.data or "",
                    job_title=form.job_title.data or "",
                    user=user,
                    answers=form.answers.data,
                    actor_id=viewer().user_id,
                )
        except DomainError as error:
            form.apply_error(error)
        else:
            return redirect(url_for(".staff_profile", profile_id=profile_id))
    return _page("staff_profile", form, profile=profile)


@bp.post("/onze-expertise/<pid:profile_id>/mensen/<pid:person_id>/weg")
@requires(Permission.EDIT_PROFILE)
def remove_person(profile_id: str, person_id: str) -> ResponseReturnValue:
    profile = own_profile(profile_id)
    with unit_of_work():
        service.remove_person(profile, person_id, actor_id=viewer().user_id)
    return redirect(url_for(".staff_profile", profile_id=profile_id))


def _saved(profile_id: str) -> ResponseReturnValue:
    flash(_("Bewaard."))
    return redirect(url_for(".manage_profile", profile_id=profile_id))


def _page(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    page = render_template(f"expertise/{template}.html", form=form, **context)
    return page, 422 if form.errors else 200


def _take_in(form: VersionedForm, error: DomainError, standing: VersionedForm) -> None:
    """Put what a colleague saved meanwhile into a form that is refused because of it."""
    if isinstance(error, Conflict):
        form.take_in(standing)


def _terms(facet: Facet, codes: list[str] | None) -> Sequence[Term]:
    return taxonomy.list_by_codes(facet, codes or [])


def _choices(facet: Facet) -> list[tuple[str, str]]:
    language = current_language()
    return [(term.code, term.label(language)) for term in taxonomy.list_terms(facet)]


def _description_form(profile: ExpertiseProfile, **sent: Any) -> DescriptionForm:
    """The form with what stands, or with what was just sent; formdata=None: never with that."""
    form = DescriptionForm(
        obj=profile,
        version=str(profile.version),
        needs=[term.code for term in profile.terms_of(Facet.NEED)],
        forms=[term.code for term in profile.terms_of(Facet.FORM)],
        **sent,
    )
    form.needs.choices, form.forms.choices = _choices(Facet.NEED), _choices(Facet.FORM)
    return form


def _choosing() -> dict[str, Any]:
    """What there is to choose from, and what it means."""
    language = current_language()
    groups = taxonomy.list_need_groups_with_meanings(language)
    meanings_of_forms = taxonomy.meanings_of(taxonomy.list_terms(Facet.FORM), language)
    return {"groups": groups, "meanings_of_forms": meanings_of_forms}


def _aim_form(profile: ExpertiseProfile, **sent: Any) -> AimForm:
    form = AimForm(
        version=str(profile.version),
        ages=[term.code for term in profile.terms_of(Facet.AGE_GROUP)],
        school_types=[term.code for term in profile.terms_of(Facet.SCHOOL_TYPE)],
        reach=profile.reach.value,
        reach_km=profile.reach_km,
        regions=[region.public_id for region in profile.regions],
        leaves_out_own_board=profile.leaves_out_own_board,
        **sent,
    )
    form.ages.choices, form.school_types.choices = _choices(Facet.AGE_GROUP), _choices(Facet.SCHOOL_TYPE)
    form.regions.choices = [(region.public_id, region.name) for region in queries.list_regions()]
    return form


def _aim_of(form: AimForm) -> service.Aim:
    chosen = set(form.regions.data or [])
    return service.Aim(
        ages=_terms(Facet.AGE_GROUP, form.ages.data),
        school_types=_terms(Facet.SCHOOL_TYPE, form.school_types.data),
        reach=Reach(form.reach.data),
        reach_km=form.reach_km.data,
        regions=[region for region in queries.list_regions() if region.public_id in chosen],
        leaves_out_own_board=form.leaves_out_own_board.data,
    )
