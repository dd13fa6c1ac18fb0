"""Passing an invitation to a colleague and leaving it to them, or naming another school: on the site and from the link."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import public, requires, viewer
from network.access.permissions import Permission
from network.answering import leaving, passing
from network.answering.forms import PassForm
from network.answering.page import InvitationPage
from network.answering.views import bp, match_by_link, own_match
from network.core.database import unit_of_work
from network.core.errors import DomainError, NotFound
from network.core.i18n import _
from network.core.opening import refuse_to_open
from network.models import Match, User
from network.waves import people, profiles


@bp.route("/uitnodigingen/<pid:match_id>/doorgeven", methods=["GET", "POST"])
@requires(Permission.SEE_INVITATIONS, post=Permission.ANSWER_INVITATION)
def pass_invitation(match_id: str) -> ResponseReturnValue:
    match, person = own_match(match_id), people.get_user(viewer().user_id)
    back = url_for(".show_invitation", match_id=match_id)
    return _pass(match, person, back=back, here=url_for(".pass_invitation", match_id=match_id))


@bp.post("/uitnodigingen/<pid:match_id>/overlaten")
@requires(Permission.SEE_INVITATIONS, post=Permission.ANSWER_INVITATION)
def leave_invitation(match_id: str) -> ResponseReturnValue:
    match = own_match(match_id)
    with unit_of_work():
        leaving.leave(match, by=people.get_user(viewer().user_id))
    flash(_("Dank je wel. Je collega kan nog antwoorden; jij hoeft niets meer te doen."))
    return redirect(url_for(".list_invitations"))


@bp.post("/uitnodigingen/<pid:match_id>/noemen/<pid:profile_id>")
@requires(Permission.SEE_INVITATIONS, post=Permission.ANSWER_INVITATION)
def suggest_profile(match_id: str, profile_id: str) -> ResponseReturnValue:
    match, person = own_match(match_id), people.get_user(viewer().user_id)
    _suggest(match, profile_id, person)
    return redirect(url_for(".show_invitation", match_id=match_id))


@bp.route("/uitnodigingen/antwoord/<token>/doorgeven", methods=["GET", "POST"])
@public
def pass_by_link(token: str) -> ResponseReturnValue:
    match, person = match_by_link(token)
    back = url_for(".answer_by_link", token=token)
    return _pass(match, person, back=back, here=url_for(".pass_by_link", token=token), token=token)


@bp.post("/uitnodigingen/antwoord/<token>/overlaten")
@public
def leave_by_link(token: str) -> ResponseReturnValue:
    match, person = match_by_link(token)
    with unit_of_work():
        leaving.leave(match, by=person)
    return redirect(url_for(".thank_by_link", token=token))


@bp.post("/uitnodigingen/antwoord/<token>/noemen/<pid:profile_id>")
@public
def suggest_by_link(token: str, profile_id: str) -> ResponseReturnValue:
    match, person = match_by_link(token)
    _suggest(match, profile_id, person)
    return redirect(url_for(".answer_by_link", token=token))


def _pass(match: Match, person: User, *, back: str, here: str, token: str = "") -> ResponseReturnValue:
    """The page with both ways on; sent: the colleague gets it."""
    refuse_to_open(passing.only_open, match)
    others = people.list_colleagues(match, of=person)
    form = PassForm.among(others)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                colleague = _colleague(form.colleague.data)
                passing.pass_on(match, colleague, by=person)
                name = colleague.name
            flash(_("%(name)s krijgt de vraag nu ook. Jij kunt nog steeds zelf antwoorden.", name=name))
            return redirect(back)
        except DomainError as error:
            form.apply_error(error)
    words = request.args.get("zoek", "")[:80].strip()
    page = render_template(
        "answering/pass_invitation.html",
        page=InvitationPage(match, reader_id=person.id),
        form=form,
        has_colleagues=bool(others),
        search=words,
        found=profiles.list_profiles_elsewhere(match, words) if words else [],
        back=back,
        here=here,
        token=token,
    )
    return page, 422 if form.errors else 200


def _suggest(match: Match, profile_id: str, person: User) -> None:
    with unit_of_work():
        profile = profiles.get_profile(profile_id)
        passing.suggest(match, profile, by=person)
        title = profile.title
    flash(_("Dank je wel. De coördinator ziet dat je %(profile)s noemde. Het blijft een tip.", profile=title))


def _colleague(public_id: str) -> User:
    person = people.find_user(public_id)
    if person is None:
        raise NotFound(_("Deze collega werkt niet meer met Naast."))
    return person
