"""Finding trainings, webinars and open consultation hours, and signing up. Giving them stands in managing_views.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.access.scope import scope_of
from network.core.database import unit_of_work
from network.core.errors import DomainError, NotAllowed
from network.core.i18n import _, current_language
from network.core.pagination import Page
from network.models import SupportOffer, Term
from network.models.support_offer import OfferKind
from network.models.taxonomy import Facet
from network.offers import queries, signing_up
from network.offers.forms import OffersForm
from network.offers.page import OfferPage, rows_of
from network.offers.queries import Filters
from network.offers.words import KIND_LABELS
from network.taxonomy import queries as taxonomy

bp = Blueprint("offers", __name__)


@bp.get("/bijeenkomsten")
@requires(Permission.SEE_OFFERS)
def list_offers() -> ResponseReturnValue:
    joined = [] if request.args.get("na") else rows_of(queries.list_joined(viewer().user_id), viewer())
    return _render_list(queries.page_of_coming, joined=joined, is_past=False)


@bp.get("/bijeenkomsten/geweest")
@requires(Permission.SEE_OFFERS)
def list_past_offers() -> ResponseReturnValue:
    return _render_list(queries.page_of_past, joined=[], is_past=True)


@bp.get("/bijeenkomsten/<pid:offer_id>")
@requires(Permission.SEE_OFFER)
def show_offer(offer_id: str) -> ResponseReturnValue:
    return render_template("offers/show_offer.html", page=OfferPage(_known(offer_id), viewer()))


@bp.post("/bijeenkomsten/<pid:offer_id>/aanmelden")
@requires(Permission.SEE_OFFER)
def sign_up(offer_id: str) -> ResponseReturnValue:
    if not queries.is_meant_for(_known(offer_id), scope_of(viewer())):
        raise NotAllowed(_("Deze bijeenkomst is voor scholen in andere samenwerkingsverbanden."))
    return _answer(signing_up.sign_up, offer_id, _("Je doet mee. Zet het in je agenda."))


@bp.post("/bijeenkomsten/<pid:offer_id>/afmelden")
@requires(Permission.SEE_OFFER)
def sign_off(offer_id: str) -> ResponseReturnValue:
    return _answer(signing_up.sign_off, offer_id, _("Je bent afgemeld. Jouw plek is vrij voor iemand anders."))


def _answer(act: Callable[..., None], offer_id: str, done: str) -> ResponseReturnValue:
    offer = _known(offer_id)
    try:
        with unit_of_work():
            act(offer, user_id=viewer().user_id)
    except DomainError as error:
        flash(error.message, "error")
    else:
        flash(done)
    return redirect(url_for(".show_offer", offer_id=offer_id))


def _known(offer_id: str) -> SupportOffer:
    offer = queries.get_offer(offer_id)
    ensure(Permission.SEE_OFFER, offer)
    return offer


def _render_list(
    page_of: Callable[..., Page[SupportOffer]], *, joined: Sequence[object], is_past: bool
) -> ResponseReturnValue:
    filters, scope = Filters.from_args(request.args), scope_of(viewer())
    page = page_of(filters, scope, after=request.args.get("na", ""))
    return render_template(
        "offers/list_offers.html",
        page=page,
        rows=rows_of(page.rows, viewer()),
        joined=joined,
        filters=filters,
        form=_filter_form(filters, taxonomy.list_terms(Facet.NEED)),
        is_past=is_past,
    )


def _filter_form(filters: Filters, needs: Sequence[Term]) -> OffersForm:
    form = OffersForm(formdata=None, **filters.to_args())
    language = current_language()
    form.soort.choices = [("", _("Alle")), *((kind.value, str(KIND_LABELS[kind])) for kind in OfferKind)]
    form.onderwerp.choices = [("", _("Alle")), *((need.code, need.label(language)) for need in needs)]
    return form
