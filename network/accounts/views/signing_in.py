"""Signing in and out, and the language of the pages."""

from __future__ import annotations

import math
from datetime import timedelta

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import public, requires
from network.access.identity import current_viewer, seconds_left
from network.access.permissions import Permission
from network.accounts import carrying, rules, service, signing_in
from network.accounts.forms import SignInForm
from network.accounts.views.blueprint import bp
from network.core.database import unit_of_work
from network.core.errors import DomainError, InvalidInput
from network.core.i18n import LANGUAGES, _, ngettext


@bp.route("/inloggen", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Signed-in readers go on at once. A form that found its session ended comes along, and is given back."""
    onward = rules.local_path(request.args.get("verder")) or url_for("web.home")
    if current_viewer() is not None:
        return redirect(onward)
    if packed := carrying.came_along():
        return render_template("accounts/sign_in.html", form=SignInForm(formdata=None, typed=packed))
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form), 422 if form.errors else 200
    try:
        _sign_in(form.email.data or "", form.password.data or "")
    except DomainError as error:
        form.apply_error(error)
        return render_template("accounts/sign_in.html", form=form), 422
    typed = carrying.unpack(form.typed.data)
    return render_template("accounts/send_again.html", **carrying.page_of(onward, typed)) if typed else redirect(onward)


@bp.post("/uitloggen")
@public
def sign_out() -> ResponseReturnValue:
    viewer = current_viewer()
    with unit_of_work():
        signing_in.sign_out(viewer.user_id if viewer else None)
    flash(_("Je bent uitgelogd."))
    return redirect(url_for("web.home"))


@bp.post("/ingelogd-blijven")
@requires(Permission.USE_ACCOUNT)
def keep_session() -> ResponseReturnValue:
    """A sign of life from a page that stays open: being asked is what keeps the session (identity notes it)."""
    return {"seconds_left": seconds_left()}


@bp.post("/taal")
@public
def choose_language() -> ResponseReturnValue:
    language = request.form.get("language", "")
    if language in LANGUAGES:
        session["language"] = language
        viewer = current_viewer()
        if viewer is not None:
            with unit_of_work():
                service.choose_language(viewer.user_id, language)
    return redirect(rules.local_path(request.form.get("verder")) or url_for("web.home"))


def _sign_in(email: str, password: str) -> None:
    with unit_of_work():
        attempt = signing_in.begin_attempt(email)
    if attempt.wait:
        raise InvalidInput(_too_soon(attempt.wait))
    if not signing_in.is_right(attempt, password):
        raise InvalidInput(_("Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het nog eens."))
    with unit_of_work():
        signing_in.complete(attempt, password)


def _too_soon(wait: timedelta) -> str:
    minutes = math.ceil(wait / timedelta(minutes=1))
    return ngettext(
        "Er is een paar keer een verkeerd wachtwoord ingevuld. Wacht nog %(num)s minuut en probeer het dan opnieuw.",
        "Er is een paar keer een verkeerd wachtwoord ingevuld. Wacht nog %(num)s minuten en probeer het dan opnieuw.",
        minutes,
    )
