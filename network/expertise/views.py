"""The public directory and its pages, and the list of a school's own profiles."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, may, public, requires, viewer
from network.access.permissions import Permission
from network.access.scope import scope_of
from network.core.database import unit_of_work
from network.core.errors import DomainError, NotFound
from network.core.i18n import _, current_language
from network.directory import listing
from network.directory.listing import Filters
from network.expertise import queries, service
from network.expertise.forms import CreateForm, DirectoryForm
from network.expertise.page import ProfilePage, rows_of
from network.models import ExpertiseProfile, Term
from network.models.taxonomy import Facet
from network.privacy.forms import denied_names, look_over, show_refusal
from network.taxonomy import queries as taxonomy

bp = Blueprint("expertise", __name__)


@bp.get("/aanbod")
@public
def list_directory() -> ResponseReturnValue:
    filters = Filters.from_args(request.args)
    page = listing.page_of_profiles(filters, after=request.args.get("na", ""))
    needs = taxonomy.list_terms(Facet.NEED)
    return render_template(
        "expertise/list_directory.html",
        page=page,
        filters=filters,
        form=_filter_form(filters, needs),
        meanings_of_needs=taxonomy.meanings_of(needs, current_language()),
    )


@bp.get("/aanbod/<pid:profile_id>")
@public
def show_profile(profile_id: str) -> ResponseReturnValue:
    profile = queries.get_profile(profile_id)
    if not profile.is_public and not may(Permission.SEE_PROFILE_DRAFT, profile):
        raise NotFound(_("Dit profiel bestaat niet, of is niet voor jou."))
    return render_template("expertise/show_profile.html", page=ProfilePage(profile))


@bp.get("/aanbod/<pid:profile_id>/uren")
@requires(Permission.SEE_HOURS)
def show_hours(profile_id: str) -> ResponseReturnValue:
    profile = queries.get_profile(profile_id)
    ensure(Permission.SEE_HOURS, profile)
    return render_template("expertise/show_hours.html", page=ProfilePage(profile))


@bp.get("/onze-expertise")
@requires(Permission.SEE_OWN_PROFILES)
def list_own_profiles() -> ResponseReturnValue:
    rows = rows_of(queries.list_own_profiles(scope_of(viewer())))
    return render_template("expertise/list_own_profiles.html", rows=rows)


@bp.route("/onze-expertise/nieuw", methods=["GET", "POST"])
@requires(Permission.CREATE_PROFILE)
def create_profile() -> ResponseReturnValue:
    places = queries.list_own_locations(scope_of(viewer()))
    form = CreateForm()
    form.location.choices = [(place.public_id, f"{place.name}, {place.place}") for place in places]
    pieces = look_over(form)
    if pieces is not None:
        page = render_template("expertise/create_profile.html", form=form, places=places, pieces=pieces)
        return page, 422 if form.errors else 200
    (location,) = [place for place in places if place.public_id == form.location.data]
    try:
        with unit_of_work():
            profile = service.create(
                location, title=form.title.data or "", actor_id=viewer().user_id, not_names=denied_names()
            )
            profile_id = profile.public_id
    except DomainError as error:
        pieces = show_refusal(form, error)
        return render_template("expertise/create_profile.html", form=form, places=places, pieces=pieces), 422
    return redirect(url_for(".describe_profile", profile_id=profile_id))


def own_profile(profile_id: str) -> ExpertiseProfile:
    """The profile of one of the reader's schools, for who may change it."""
    profile = queries.get_profile(profile_id)
    ensure(Permission.EDIT_PROFILE, profile)
    return profile


def _filter_form(filters: Filters, needs: Sequence[Term]) -> DirectoryForm:
    form = DirectoryForm(formdata=None, **filters.to_args())
    language = current_language()
    for field, terms in (
        (form.onderwerp, needs),
        (form.hulp, taxonomy.list_terms(Facet.FORM)),
        (form.groep, taxonomy.list_terms(Facet.AGE_GROUP)),
        (form.onderwijs, taxonomy.list_terms(Facet.SCHOOL_TYPE)),
    ):
        field.choices = [("", _("Alle")), *((term.code, term.label(language)) for term in terms)]
    form.regio.choices = [("", _("Alle")), *((r.public_id, r.name) for r in queries.list_regions())]
    return form
