"""The page on which a coordinator says that they asked how a silent traject goes."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.core.database import unit_of_work
from network.core.errors import DomainError
from network.core.i18n import _
from network.core.opening import refuse_to_open
from network.engagements import asking_after, queries, service
from network.engagements.forms import AskedAfterForm
from network.engagements.views import bp, form_page
from network.privacy.forms import keep_denied, look_over, show_refusal
from network.waves.people import get_user


@bp.route("/trajecten/<pid:engagement_id>/nagevraagd", methods=["GET", "POST"])
@requires(Permission.STEER_QUESTION)
def ask_after_engagement(engagement_id: str) -> ResponseReturnValue:
    engagement = queries.get_engagement(engagement_id)
    ensure(Permission.STEER_QUESTION, engagement.request)
    refuse_to_open(service.only_open, engagement)
    form = AskedAfterForm()
    pieces = look_over(form, engagement.request)
    if pieces is not None:
        return form_page("ask_after_engagement", form, engagement, pieces)
    try:
        with unit_of_work():
            author = get_user(viewer().user_id)
            keep_denied(form, engagement.request, actor_id=author.id)
            asking_after.ask_after(engagement, heard=form.text.data or "", author=author)
    except DomainError as error:
        return form_page("ask_after_engagement", form, engagement, show_refusal(form, error))
    flash(_("Het is genoteerd. Blijft het stil, dan hoor je het opnieuw van ons."))
    return redirect(url_for(".show_engagement", engagement_id=engagement_id))
