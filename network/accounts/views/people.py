"""People: who works where, inviting, accepting an invitation, and ending a membership."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, public, requires, viewer
from network.access.identity import current_viewer, start_session
from network.access.permissions import Permission
from network.access.scope import Scope, scope_of
from network.accounts import membership, queries
from network.accounts.forms import AcceptForm, InviteForm, JoinForm
from network.accounts.labels import ROLE_LABELS, not_yours, what_ends, what_you_lose
from network.accounts.signing_in import normalised
from network.accounts.views.blueprint import bp
from network.core.database import unit_of_work
from network.core.errors import DomainError, InvalidInput, NotFound
from network.core.forms import ConfirmForm
from network.core.i18n import _, current_language, follow_link_of
from network.models import Invitation, Location, Membership, Region, User
from network.models.user import SCHOOL_ROLES, Role


@bp.get("/mensen")
@requires(Permission.SEE_PEOPLE)
def list_people() -> ResponseReturnValue:
    scope = scope_of(viewer())
    words = request.args.get("zoek", "")[:80].strip()
    return render_template(
        "accounts/list_people.html",
        page=queries.page_of_people(scope, words=words, after=request.args.get("na", "")),
        invitations=queries.list_open_invitations(scope),
        words=words,
        role_labels=ROLE_LABELS,
    )


@bp.route("/mensen/uitnodigen", methods=["GET", "POST"])
@requires(Permission.INVITE_PEOPLE)
def invite_person() -> ResponseReturnValue:
    roles = membership.roles_to_give(viewer())
    regions = queries.list_regions(scope_of(viewer())) if Role.COORDINATOR in roles else []
    form = InviteForm.offering({role: ROLE_LABELS[role] for role in roles}, regions)
    if form.validate_on_submit():
        role = Role(form.role.data)
        try:
            with unit_of_work():
                place = _place(role, form, regions)
                inviter = queries.get_user(viewer().user_id)
                email = normalised(form.email.data or "")
                membership.invite(email, role, place=place, name=form.name.data or "", inviter=inviter)
        except DomainError as error:
            form.apply_error(error)
        else:
            flash(_("De uitnodiging is onderweg. De link werkt twee weken."))
            return redirect(url_for(".list_people"))
    elif not form.is_submitted():
        own = queries.list_own_places(scope_of(viewer()))
        form.place.data = own[0].code if len(own) == 1 else ""
    page = render_template("accounts/invite_person.html", form=form, has_regions=bool(regions))
    return page, 422 if form.errors else 200


@bp.post("/mensen/uitnodigingen/<pid:invitation_id>/opnieuw")
@requires(Permission.INVITE_PEOPLE)
def resend_invitation(invitation_id: str) -> ResponseReturnValue:
    invitation = _invitation(invitation_id)
    with unit_of_work():
        membership.resend(invitation, actor_id=viewer().user_id)
    flash(_("De uitnodiging is opnieuw verstuurd."))
    return redirect(url_for(".list_people"))


@bp.post("/mensen/uitnodigingen/<pid:invitation_id>/intrekken")
@requires(Permission.INVITE_PEOPLE)
def revoke_invitation(invitation_id: str) -> ResponseReturnValue:
    invitation = _invitation(invitation_id)
    with unit_of_work():
        membership.revoke(invitation, actor_id=viewer().user_id)
    flash(_("De uitnodiging is ingetrokken."))
    return redirect(url_for(".list_people"))


@bp.route("/mensen/<pid:membership_id>/beeindigen", methods=["GET", "POST"])
@requires(Permission.END_MEMBERSHIP)
def end_membership(membership_id: str) -> ResponseReturnValue:
    ending = queries.get_membership(membership_id)
    _ensure_place(Permission.END_MEMBERSHIP, ending.location, ending.region)
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                membership.end(ending, actor_id=viewer().user_id)
        except DomainError as error:
            form.apply_error(error)
        else:
            flash(_("De rol is beëindigd."))
            return redirect(url_for(".list_people"))
    page = render_template(
        "accounts/end_membership.html",
        form=form,
        ending=ending,
        what_ends=what_ends(ending),
        own_words=_own_words(ending),
        is_needed=membership.is_last_admin(ending),
    )
    return page, 422 if form.errors else 200


@bp.route("/uitnodiging/<token>", methods=["GET", "POST"])
@public
def accept_invitation(token: str) -> ResponseReturnValue:
    """Whoever has an account already shows it with the password; others make one."""
    invitation, known = _mailed(token)
    form = JoinForm() if known else AcceptForm(name=invitation.name)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                if known:
                    user = membership.accept_known(invitation, known, form.password.data or "")
                else:
                    user = membership.accept_new(
                        invitation,
                        name=form.name.data or "",
                        job_title=form.job_title.data or "",
                        password=form.password.data or "",
                        language=current_language(),
                    )
                start_session(user)
        except DomainError as error:
            form.apply_error(error)
        else:
            flash(_("Welkom bij Naast."))
            return redirect(url_for("web.home"))
    reader = current_viewer()
    page = render_template(
        "accounts/accept_invitation.html",
        form=form,
        invitation=invitation,
        other=reader if reader and reader.email != invitation.email else None,
        is_known=known is not None,
        role_labels=ROLE_LABELS,
    )
    return page, 422 if form.errors else 200


def _mailed(token: str) -> tuple[Invitation, User | None]:
    """The open invitation of a link, and who of that address has an account: in their language, also when it is refused."""
    invitation = membership.find_by_link(token)
    known = queries.find_user_by_email(invitation.email) if invitation else None
    if known:
        follow_link_of(known.language)
    return membership.only_open(invitation), known


def _own_words(ending: Membership) -> str:
    """What a reader who ends an own role sees no more."""
    return what_you_lose(ending) if ending.user_id == viewer().user_id else ""


def _invitation(invitation_id: str) -> Invitation:
    invitation = queries.get_invitation(invitation_id)
    _ensure_place(Permission.INVITE_PEOPLE, invitation.location, invitation.region)
    return invitation


def _ensure_place(permission: Permission, location: Location | None, region: Region | None) -> None:
    """A school: who administers or coordinates it. A region: its coordinators. The country: admins."""
    scope = scope_of(viewer())
    if location is not None:
        ensure(permission, location)
    elif not (scope.is_admin or (region is not None and region.id in scope.regions)):
        raise NotFound(_("Deze pagina bestaat niet, of is niet voor jou."))


def _place(role: Role, form: InviteForm, regions: Sequence[Region]) -> Location | Region | None:
    """What the reader chose as the place: one of the regions, or one school of the reader's own."""
    if role is Role.COORDINATOR:
        return next(region for region in regions if region.public_id == form.region.data)
    return _school(form.place.data or "", scope_of(viewer())) if role in SCHOOL_ROLES else None


_CODE_BEHIND = re.compile(r"\(([^()]+)\)$")


def _school(words: str, scope: Scope) -> Location:
    """The one school of the reader's own that the reader typed: a name, a code, or both as the question here writes them."""
    found, behind = queries.list_places(scope, words), _CODE_BEHIND.search(words)
    if not found and behind:
        words = behind[1]
        found = [place for place in queries.list_places(scope, words) if place.code == words.upper()]
    exact = [place for place in found if place.code == words.upper() or place.name.casefold() == words.casefold()]
    if len(exact) == 1 or len(found) == 1:
        return (exact or list(found))[0]
    if not found:
        raise InvalidInput(not_yours(scope, queries.list_own_places(scope)), field="place")
    names = ", ".join(f"{place.name} ({place.code})" for place in found)
    raise InvalidInput(_("Welke bedoel je? Vul de code in: %(names)s.", names=names), field="place")
