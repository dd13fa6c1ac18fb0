"""The steps in a profile's life: send in, look at, publish, pause, confirm, put away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.core.database import unit_of_work
from network.core.errors import DomainError, InvalidState
from network.core.forms import ConfirmForm
from network.core.i18n import _
from network.core.opening import refuse_to_open
from network.expertise import publishing, queries
from network.expertise.forms import PauseForm, SendBackForm
from network.expertise.page import ProfilePage
from network.expertise.views import bp, own_profile
from network.models import ExpertiseProfile
from network.models.expertise import ProfileState
from network.privacy.forms import keep_denied, look_over, show_refusal
from network.privacy.service import IdentifyingText


@bp.post("/onze-expertise/<pid:profile_id>/insturen")
@requires(Permission.EDIT_PROFILE)
def submit_profile(profile_id: str) -> ResponseReturnValue:
    profile = own_profile(profile_id)
    try:
        _do(publishing.submit, profile)
    except DomainError as error:
        flash(error.message, "error")
    else:
        flash(_("Het profiel is ingestuurd. De coördinator kijkt mee; je krijgt bericht."))
    return _back(profile_id)


@bp.post("/onze-expertise/<pid:profile_id>/klopt-nog")
@requires(Permission.EDIT_PROFILE)
def confirm_profile(profile_id: str) -> ResponseReturnValue:
    _do(publishing.confirm, own_profile(profile_id))
    flash(_("Dank je wel. Scholen zien dat het profiel klopt."))
    return _back(profile_id)


@bp.route("/onze-expertise/<pid:profile_id>/pauze", methods=["GET", "POST"])
@requires(Permission.EDIT_PROFILE)
def pause_profile(profile_id: str) -> ResponseReturnValue:
    profile = own_profile(profile_id)
    refuse_to_open(publishing.only_pausable, profile)
    form = PauseForm()
    if form.validate_on_submit():
        try:
            _do(publishing.pause, profile, until=form.until.data)
        except DomainError as error:
            form.apply_error(error)
        else:
            flash(_("Het profiel staat op pauze. Lopende trajecten gaan door."))
            return _back(profile_id)
    page = render_template("expertise/pause_profile.html", form=form, profile=profile)
    return page, 422 if form.errors else 200


@bp.post("/onze-expertise/<pid:profile_id>/hervatten")
@requires(Permission.EDIT_PROFILE)
def resume_profile(profile_id: str) -> ResponseReturnValue:
    _do(publishing.resume, own_profile(profile_id))
    flash(_("Het profiel staat weer open voor vragen."))
    return _back(profile_id)


@bp.route("/onze-expertise/<pid:profile_id>/opbergen", methods=["GET", "POST"])
@requires(Permission.EDIT_PROFILE)
def archive_profile(profile_id: str) -> ResponseReturnValue:
    profile = own_profile(profile_id)
    refuse_to_open(publishing.only_archivable, profile)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("expertise/archive_profile.html", form=form, profile=profile)
    _do(publishing.archive, profile)
    flash(_("Het profiel is opgeborgen."))
    return redirect(url_for(".list_own_profiles"))


@bp.post("/onze-expertise/<pid:profile_id>/terugzetten")
@requires(Permission.EDIT_PROFILE)
def restore_profile(profile_id: str) -> ResponseReturnValue:
    _do(publishing.restore, own_profile(profile_id))
    flash(_("Het profiel is terug. Kijk het na en stuur het weer in."))
    return _back(profile_id)


@bp.route("/expertise/<pid:profile_id>/beoordelen", methods=["GET", "POST"])
@requires(Permission.REVIEW_PROFILE)
def review_profile(profile_id: str) -> ResponseReturnValue:
    profile = queries.get_profile(profile_id)
    ensure(Permission.REVIEW_PROFILE, profile)
    if profile.state is not ProfileState.IN_REVIEW:
        raise InvalidState(_("Dit profiel wacht niet op jouw oordeel; misschien keek een collega al."))
    if request.method == "POST" and request.form.get("decision") == "publish":
        _do(publishing.publish, profile)
        flash(_("Het profiel is gepubliceerd. De school krijgt bericht."))
        return redirect(url_for(".show_profile", profile_id=profile_id))
    form = SendBackForm()
    pieces = look_over(form, profile)
    if pieces is None:
        try:
            with unit_of_work():
                keep_denied(form, profile, actor_id=viewer().user_id)
                publishing.send_back(profile, note=form.note.data or "", actor_id=viewer().user_id)
            flash(_("Het profiel is teruggestuurd met jouw opmerking."))
            return redirect(url_for("web.home"))
        except IdentifyingText as error:
            pieces = show_refusal(form, error)
    page = render_template("expertise/review_profile.html", page=ProfilePage(profile), form=form, pieces=pieces)
    return page, 422 if form.errors else 200


def _do(act: Callable[..., None], profile: ExpertiseProfile, **more: Any) -> None:
    with unit_of_work():
        act(profile, actor_id=viewer().user_id, **more)


def _back(profile_id: str) -> ResponseReturnValue:
    return redirect(url_for(".manage_profile", profile_id=profile_id))
