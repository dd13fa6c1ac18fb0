"""The pages of the contact in a traject: writing a moment down, bettering it, taking it away."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import may, requires, viewer
from network.access.permissions import Permission
from network.core import clock
from network.core.database import unit_of_work
from network.core.errors import Conflict, DomainError, NotAllowed, NotFound
from network.core.i18n import _
from network.engagements import contact, queries
from network.engagements.contact import Told
from network.engagements.forms import KIND_LABELS, ContactChangeForm, ContactForm, TakeAwayForm
from network.engagements.views import bp, form_page, own_engagement
from network.models import ContactMoment, Engagement
from network.models.engagement import ContactKind
from network.privacy.forms import keep_denied, look_over, mend, show_refusal


@bp.route("/trajecten/<pid:engagement_id>/contact", methods=["GET", "POST"])
@requires(Permission.WORK_ON_ENGAGEMENT)
def log_contact(engagement_id: str) -> ResponseReturnValue:
    engagement = own_engagement(engagement_id)
    form = ContactForm(engagement, held_on=clock.today())
    pieces = look_over(form, engagement)
    if pieces is not None:
        return form_page("log_contact", form, engagement, pieces)
    try:
        with unit_of_work():
            keep_denied(form, engagement, actor_id=viewer().user_id)
            contact.log(engagement, _told_in(form), actor_id=viewer().user_id)
    except DomainError as error:
        return form_page("log_contact", form, engagement, show_refusal(form, error))
    flash(_("Het contact is genoteerd."))
    return redirect(url_for(".show_engagement", engagement_id=engagement_id))


@bp.route("/trajecten/<pid:engagement_id>/contact/<pid:contact_id>", methods=["GET", "POST"])
@requires(Permission.CHANGE_CONTACT)
def change_contact(engagement_id: str, contact_id: str) -> ResponseReturnValue:
    engagement = own_engagement(engagement_id)
    try:
        return _change(engagement, contact_id)
    except NotFound:
        if request.method != "POST":
            raise
        return _offer_anew(engagement)


@bp.route("/trajecten/<pid:engagement_id>/contact/<pid:contact_id>/weg", methods=["GET", "POST"])
@requires(Permission.CHANGE_CONTACT)
def remove_contact(engagement_id: str, contact_id: str) -> ResponseReturnValue:
    engagement = own_engagement(engagement_id)
    moment = _own_contact(engagement, contact_id)
    form = TakeAwayForm(obj=moment)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                contact.take_away(engagement, contact_id, seen_version=form.version.data, actor_id=viewer().user_id)
        except Conflict as error:
            moment = _own_contact(engagement, contact_id)
            form = TakeAwayForm(obj=moment, formdata=None)
            form.apply_error(error)
        else:
            flash(_("Het contact is weggehaald."))
            return redirect(url_for(".show_engagement", engagement_id=engagement_id))
    shown: dict[str, Any] = {"form": form, "moment": moment, "kind_labels": KIND_LABELS}
    return render_template("engagements/remove_contact.html", **shown), 422 if form.errors else 200


def _change(engagement: Engagement, contact_id: str) -> ResponseReturnValue:
    moment = _own_contact(engagement, contact_id)
    form = ContactChangeForm(engagement, obj=moment)
    pieces = look_over(form, engagement)
    if pieces is not None:
        return form_page("change_contact", form, engagement, pieces, moment=moment)
    told, seen_version = _told_in(form), form.version.data
    try:
        with unit_of_work():
            keep_denied(form, engagement, actor_id=viewer().user_id)
            contact.change(engagement, contact_id, told=told, seen_version=seen_version, actor_id=viewer().user_id)
    except DomainError as error:
        moment, pieces = _own_contact(engagement, contact_id), show_refusal(form, error)
        if isinstance(error, Conflict):
            form.take_in(ContactChangeForm(engagement, obj=moment, formdata=None))
        return form_page("change_contact", form, engagement, pieces, moment=moment)
    flash(_("Het contact is gewijzigd."))
    return redirect(url_for(".show_engagement", engagement_id=engagement.public_id))


def _offer_anew(engagement: Engagement) -> ResponseReturnValue:
    """What was typed for a moment that is gone, to be written down as a new one: it was perhaps taken away by mistake."""
    form = ContactForm(engagement)
    pieces = mend(form)
    form.form_errors.append(
        _(
            "Een collega haalde dit weg terwijl jij het open had. Wat jij invulde, staat hieronder en is nog niet bewaard. "
            "Was dit contact er wel? Noteer het dan opnieuw."
        )
    )
    return form_page("log_contact", form, engagement, pieces, is_gone=True)


def _own_contact(engagement: Engagement, contact_id: str) -> ContactMoment:
    """A moment of a traject that is under way, for who may better it."""
    moment = queries.get_contact(engagement, contact_id)
    if not may(Permission.CHANGE_CONTACT, moment):
        raise NotAllowed(_("Alleen wie dit noteerde, of de specialist, kan het wijzigen of weghalen."))
    return moment


def _told_in(form: ContactForm) -> Told:
    return Told(ContactKind(form.kind.data), form.held_on.data, float(form.hours.data), form.note.data or "")
