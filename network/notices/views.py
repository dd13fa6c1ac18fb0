"""The inbox, what is mailed, and the one-click end of a category."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import public, requires, viewer
from network.access.permissions import Permission
from network.core.database import unit_of_work
from network.core.errors import BrokenLink, WayOn
from network.core.i18n import _, follow_link_of
from network.models import User
from network.models.notice import Category
from network.notices import queries, service
from network.notices.forms import CATEGORY_LABELS, PreferencesForm, list_offered
from network.notices.rendering import headline_of, read_unsubscribe_token

bp = Blueprint("notices", __name__)


@bp.get("/berichten")
@requires(Permission.USE_ACCOUNT)
def list_notices() -> ResponseReturnValue:
    shown = "nieuw" if request.args.get("toon") == "nieuw" else ""
    page = queries.page_of_notices(viewer().user_id, after=request.args.get("na", ""), only_new=bool(shown))
    return render_template("notices/list_notices.html", page=page, shown=shown, headline_of=headline_of)


@bp.post("/berichten/<pid:notice_id>/openen")
@requires(Permission.USE_ACCOUNT)
def open_notice(notice_id: str) -> ResponseReturnValue:
    notice = queries.get_notice(viewer().user_id, notice_id)
    with unit_of_work():
        service.mark_read(notice)
        path = notice.path
    return redirect(path or url_for("notices.list_notices"))


@bp.post("/berichten/gelezen")
@requires(Permission.USE_ACCOUNT)
def mark_all_read() -> ResponseReturnValue:
    with unit_of_work():
        service.mark_all_read(viewer().user_id)
    return redirect(url_for("notices.list_notices"))


@bp.route("/berichten/voorkeuren", methods=["GET", "POST"])
@requires(Permission.USE_ACCOUNT)
def edit_preferences() -> ResponseReturnValue:
    reader = viewer()
    offered = list_offered(reader)
    form = PreferencesForm.offering(offered, queries.list_switched_off(reader.user_id))
    if not form.validate_on_submit():
        return render_template("notices/edit_preferences.html", form=form), 422 if form.errors else 200
    with unit_of_work():
        user = queries.get_user(reader.user_id)
        wanted = {Category(value) for value in form.mail.data or []}
        service.choose_mail(user, wanted, offered=offered, actor_id=reader.user_id)
    flash(_("Bewaard. In je berichten op de site staat altijd alles."))
    return redirect(url_for("notices.list_notices"))


@bp.get("/berichten/afmelden/<token>")
@public
def confirm_unsubscribe(token: str) -> ResponseReturnValue:
    _user, category = _read(token)
    return render_template("notices/confirm_unsubscribe.html", token=token, label=CATEGORY_LABELS[category])


@bp.post("/berichten/afmelden/<token>")
@public
def stop_mail(token: str) -> ResponseReturnValue:
    user, category = _read(token)
    with unit_of_work():
        service.switch_off(user, category)
    return render_template("notices/unsubscribed.html", label=CATEGORY_LABELS[category])


def _read(token: str) -> tuple[User, Category]:
    """The person of a link and what it is about; the page is in that person's language."""
    found = read_unsubscribe_token(token)
    if found is None or found[1] not in CATEGORY_LABELS:
        raise BrokenLink(
            _("Deze link klopt niet. Je kunt je mail ook instellen op de site, bij Berichten."),
            way_on=WayOn.MAIL_PREFERENCES,
        )
    user_id, category = found
    user = queries.get_user_by_public_id(user_id)
    follow_link_of(user.language)
    return user, category
