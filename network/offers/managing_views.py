"""What a special school does with its trainings, webinars and open consultation hours: make, change, publish, call off."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.access.scope import scope_of
from network.core import clock
from network.core.database import unit_of_work
from network.core.errors import Conflict, DomainError
from network.core.i18n import _, current_language
from network.core.opening import refuse_to_open
from network.expertise.queries import list_own_locations, list_regions
from network.models import SupportOffer
from network.models.support_offer import OfferKind
from network.models.taxonomy import Facet
from network.offers import queries, service
from network.offers.forms import CancelForm, OfferForm
from network.offers.page import OfferPage, rows_of
from network.offers.service import Told
from network.offers.views import bp
from network.offers.words import aim_words
from network.privacy.forms import denied_names, keep_denied, look_over, show_refusal
from network.taxonomy import queries as taxonomy


@bp.get("/onze-bijeenkomsten")
@requires(Permission.CREATE_OFFER)
def list_own_offers() -> ResponseReturnValue:
    page = queries.page_of_own(scope_of(viewer()), after=request.args.get("na", ""))
    return render_template("offers/list_own_offers.html", page=page, rows=rows_of(page.rows, viewer()))


@bp.get("/onze-bijeenkomsten/<pid:offer_id>")
@requires(Permission.EDIT_OFFER)
def manage_offer(offer_id: str) -> ResponseReturnValue:
    return render_template("offers/manage_offer.html", page=OfferPage(_own(offer_id), viewer()))


@bp.route("/onze-bijeenkomsten/nieuw", methods=["GET", "POST"])
@requires(Permission.CREATE_OFFER)
def create_offer() -> ResponseReturnValue:
    places = list_own_locations(scope_of(viewer()))
    form = OfferForm(version="0", regions=[one.region.public_id for one in places[:1] if one.region])
    form.location.choices = [(place.public_id, f"{place.name}, {place.place}") for place in places]
    _offer_choices(form)
    pieces = look_over(form)
    if pieces is None:
        (location,) = [place for place in places if place.public_id == form.location.data]
        try:
            with unit_of_work():
                offer = service.create(location, _told(form), actor_id=viewer().user_id, not_names=denied_names())
                offer_id = offer.public_id
        except DomainError as error:
            pieces = show_refusal(form, error)
        else:
            return redirect(url_for(".manage_offer", offer_id=offer_id))
    return _render_form(form, None, pieces=pieces, places=places)


@bp.route("/onze-bijeenkomsten/<pid:offer_id>/wijzigen", methods=["GET", "POST"])
@requires(Permission.EDIT_OFFER)
def edit_offer(offer_id: str) -> ResponseReturnValue:
    offer = _own(offer_id)
    refuse_to_open(service.only_changeable, offer)
    form = _form_of(offer)
    pieces = look_over(form, offer)
    if pieces is None:
        try:
            with unit_of_work():
                keep_denied(form, offer, actor_id=viewer().user_id)
                told, seen, actor_id = _told(form), form.version.data, viewer().user_id
                is_told = service.change(offer, told, seen_version=seen, actor_id=actor_id)
        except DomainError as error:
            pieces = show_refusal(form, error)
            if isinstance(error, Conflict):
                form.take_in(_form_of(offer, formdata=None))
        else:
            flash(_("Bewaard. Wie zich heeft aangemeld, krijgt bericht.") if is_told else _("Bewaard."))
            return redirect(url_for(".manage_offer", offer_id=offer_id))
    return _render_form(form, offer, pieces=pieces)


@bp.post("/onze-bijeenkomsten/<pid:offer_id>/publiceren")
@requires(Permission.EDIT_OFFER)
def publish_offer(offer_id: str) -> ResponseReturnValue:
    offer = _own(offer_id)
    try:
        with unit_of_work():
            service.publish(offer, actor_id=viewer().user_id)
    except DomainError as error:
        flash(error.message, "error")
    else:
        flash(_("De bijeenkomst is gepubliceerd. Scholen kunnen zich aanmelden."))
    return redirect(url_for(".manage_offer", offer_id=offer_id))


@bp.route("/onze-bijeenkomsten/<pid:offer_id>/afzeggen", methods=["GET", "POST"])
@requires(Permission.EDIT_OFFER)
def cancel_offer(offer_id: str) -> ResponseReturnValue:
    offer = _own(offer_id)
    refuse_to_open(service.only_cancellable, offer)
    form = CancelForm()
    pieces = look_over(form, offer)
    if pieces is None:
        try:
            with unit_of_work():
                keep_denied(form, offer, actor_id=viewer().user_id)
                service.cancel(offer, note=form.note.data or "", actor_id=viewer().user_id)
        except DomainError as error:
            pieces = show_refusal(form, error)
        else:
            flash(_("De bijeenkomst is afgezegd. Wie zich had aangemeld, krijgt bericht."))
            return redirect(url_for(".manage_offer", offer_id=offer_id))
    page = render_template("offers/cancel_offer.html", form=form, pieces=pieces, page=OfferPage(offer, viewer()))
    return page, 422 if form.errors else 200


def _own(offer_id: str) -> SupportOffer:
    """The offer of one of the reader's schools, for who may change it."""
    offer = queries.get_offer(offer_id)
    ensure(Permission.EDIT_OFFER, offer)
    return offer


def _render_form(form: OfferForm, offer: SupportOffer | None, **more: Any) -> ResponseReturnValue:
    groups, regions = taxonomy.list_need_groups_with_meanings(current_language()), set(form.regions.data or [])
    aim = aim_words([name for region_id, name in form.regions.choices if region_id in regions])
    page = render_template("offers/edit_offer.html", form=form, offer=offer, groups=groups, aim=aim, **more)
    return page, 422 if form.errors else 200


def _form_of(offer: SupportOffer, **sent: Any) -> OfferForm:
    """The form with what stands, or with what was just sent; formdata=None: never with that."""
    begin, end = clock.to_local(offer.starts_at), clock.to_local(offer.ends_at)
    same = {name: getattr(offer, name) for name in ("title", "description", "place", "link", "places")}
    form = OfferForm(
        version=str(offer.version),
        kind=offer.kind.value,
        needs=[need.code for need in offer.needs],
        held_on=begin.date(),
        begins=begin.time(),
        ends=end.time(),
        regions=[region.public_id for region in offer.regions],
        **same,
        **sent,
    )
    del form.location
    _offer_choices(form)
    return form


def _offer_choices(form: OfferForm) -> None:
    language = current_language()
    form.needs.choices = [(need.code, need.label(language)) for need in taxonomy.list_terms(Facet.NEED)]
    form.regions.choices = [(region.public_id, region.name) for region in list_regions()]


def _told(form: OfferForm) -> Told:
    chosen, (starts_at, ends_at) = set(form.regions.data or []), form.moments
    return Told(
        kind=OfferKind(form.kind.data),
        title=form.title.data or "",
        description=form.description.data or "",
        needs=taxonomy.list_by_codes(Facet.NEED, form.needs.data or []),
        regions=[region for region in list_regions() if region.public_id in chosen],
        starts_at=starts_at,
        ends_at=ends_at,
        place=form.place.data or "",
        link=form.link.data or "",
        places=form.places.data,
    )
