"""Own details, and passwords."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import public, requires, viewer
from network.access.permissions import Permission
from network.accounts import passwords, queries, service
from network.accounts.forms import AccountForm, ChangePasswordForm, ForgottenForm, NewPasswordForm
from network.accounts.labels import ROLE_LABELS
from network.accounts.signing_in import normalised
from network.accounts.views.blueprint import bp
from network.core.database import unit_of_work
from network.core.errors import Conflict, DomainError
from network.core.i18n import _, follow_link_of, in_language
from network.models import User


@bp.route("/mijn-gegevens", methods=["GET", "POST"])
@requires(Permission.USE_ACCOUNT)
def edit_account() -> ResponseReturnValue:
    user = queries.get_user(viewer().user_id)
    form = _account_form(user)
    if not form.validate_on_submit():
        return _account_page(form, user)
    try:
        with unit_of_work():
            service.refuse_stale(user, form.version.data)
            service.describe(
                user,
                name=form.name.data or "",
                job_title=form.job_title.data or "",
                phone=form.phone.data or "",
                language=form.language.data,
            )
    except Conflict as error:
        form.apply_error(error)
        form.take_in(_account_form(user, formdata=None))
        return _account_page(form, user)
    session["language"] = form.language.data
    with in_language(form.language.data):
        flash(_("Bewaard."))
    return redirect(url_for(".edit_account"))


@bp.route("/mijn-gegevens/wachtwoord", methods=["GET", "POST"])
@requires(Permission.USE_ACCOUNT)
def change_password() -> ResponseReturnValue:
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                user = queries.get_user(viewer().user_id)
                passwords.change(
                    user, form.present.data or "", form.password.data or "", session_id=viewer().session_id
                )
        except DomainError as error:
            form.apply_error(error)
        else:
            flash(_("Je wachtwoord is gewijzigd. Op andere apparaten ben je uitgelogd."))
            return redirect(url_for(".edit_account"))
    return render_template("accounts/change_password.html", form=form), 422 if form.errors else 200


@bp.route("/wachtwoord-vergeten", methods=["GET", "POST"])
@public
def forgot_password() -> ResponseReturnValue:
    """The answer is the same, whether or not there is such an account."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        return render_template("accounts/forgot_password.html", form=form), 422 if form.errors else 200
    with unit_of_work():
        passwords.ask_reset(normalised(form.email.data or ""))
    return render_template("accounts/reset_sent.html")


@bp.route("/wachtwoord-vergeten/<token>", methods=["GET", "POST"])
@public
def reset_password(token: str) -> ResponseReturnValue:
    if mailed := passwords.find_mailed(token):
        follow_link_of(mailed.language)
    user = passwords.read_reset(token)
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                passwords.reset(user, form.password.data or "")
        except DomainError as error:
            form.apply_error(error)
        else:
            flash(_("Je wachtwoord is gewijzigd. Log in met het nieuwe."))
            return redirect(url_for(".sign_in"))
    return render_template("accounts/reset_password.html", form=form), 422 if form.errors else 200


def _account_form(user: User, **sent: Any) -> AccountForm:
    """The form with what stands, or with what was just sent."""
    return AccountForm(
        version=service.version_of_details(user),
        name=user.name,
        job_title=user.job_title,
        phone=user.phone,
        language=user.language,
        **sent,
    )


def _account_page(form: AccountForm, user: User) -> ResponseReturnValue:
    page = render_template("accounts/edit_account.html", form=form, user=user, role_labels=ROLE_LABELS)
    return page, 422 if form.errors else 200
