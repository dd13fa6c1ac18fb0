"""Who works where: inviting, accepting, and ending a membership."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from network.access import links
from network.access.audit import record
from network.access.identity import end_all_sessions
from network.access.viewer import Viewer
from network.accounts import hashing, passwords, queries
from network.core import clock
from network.core.database import db
from network.core.errors import BrokenLink, InvalidInput, InvalidState, NotAllowed, WayOn
from network.core.i18n import _
from network.core.policy import Policy
from network.models import ExpertiseProfile, Invitation, Location, Membership, ProfilePerson, Region, User
from network.models.user import SCHOOL_ROLES, Role
from network.notices import service as notices
from network.notices.kinds import accounts as kinds

LONGEST_LIFE = timedelta(days=60)


def roles_to_give(viewer: Viewer) -> list[Role]:
    """The roles that this reader may invite for."""
    roles = [Role.REQUESTER, Role.SPECIALIST, Role.SCHOOL_ADMIN]
    if viewer.regions or viewer.is_admin:
        roles.append(Role.COORDINATOR)
    if viewer.is_admin:
        roles += [Role.NATIONAL, Role.ADMIN]
    return roles


def invite(
    email: str, role: Role, *, place: Location | Region | None, name: str = "", inviter: User | None
) -> Invitation:
    """Open a door for this address to this role, and mail the key; an open invitation for the same is renewed."""
    location, region = _place_of(role, place)
    if location is not None and role is Role.SPECIALIST and not location.is_special:
        raise InvalidInput(_("Specialisten werken op een school voor speciaal onderwijs."), field="place")
    if queries.has_membership(email, role, location=location, region=region):
        raise InvalidInput(_("Deze persoon is dat hier al."), field="email")
    for standing in queries.list_open_invitations_to(email, role, location=location, region=region):
        standing.revoked_at = clock.now()
    life = timedelta(days=Policy().invitation_days)
    invitation = Invitation(email=email, name=name, role=role, location=location, region=region, invited_by=inviter)
    invitation.expires_at = clock.now() + life
    db.session.add(invitation)
    record("invitation.sent", invitation, actor_id=inviter.id if inviter else None, role=role.value)
    _mail(invitation)
    return invitation


def resend(invitation: Invitation, *, actor_id: int) -> None:
    """Mail the key again, with a new end."""
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise InvalidState(_("Deze uitnodiging staat niet meer open."))
    invitation.expires_at = clock.now() + timedelta(days=Policy().invitation_days)
    record("invitation.resent", invitation, actor_id=actor_id)
    _mail(invitation)


def revoke(invitation: Invitation, *, actor_id: int) -> None:
    """Close the door again."""
    if invitation.accepted_at is not None:
        raise InvalidState(_("Deze uitnodiging is al aangenomen."))
    invitation.revoked_at = clock.now()
    record("invitation.revoked", invitation, actor_id=actor_id)


def find_by_link(token: str) -> Invitation | None:
    """The invitation of a link, open or not; None when the link is not ours."""
    found = links.read(kinds.JOIN, token, life=LONGEST_LIFE)
    return queries.find_invitation(found.subject_id) if found else None


def only_open(invitation: Invitation | None) -> Invitation:
    """The invitation as long as it can be accepted; BrokenLink, with what to do, when it cannot any more."""
    if invitation is None or invitation.revoked_at is not None:
        raise BrokenLink(_("Deze uitnodiging bestaat niet meer. Vraag wie je uitnodigde om een nieuwe."))
    _refuse_used(invitation)
    if invitation.has_expired:
        raise BrokenLink(_("Deze uitnodiging is verlopen. Vraag wie je uitnodigde om een nieuwe."))
    return invitation


def accept_new(invitation: Invitation, *, name: str, job_title: str, password: str, language: str) -> User:
    """Make the account and the membership."""
    _refuse_used(invitation)
    passwords.refuse_weak(password, email=invitation.email)
    user = User(
        email=invitation.email,
        name=name,
        job_title=job_title,
        language=language,
        password_hash=hashing.hash_password(password),
    )
    db.session.add(user)
    record("account.made", user, actor_id=None)
    _join(invitation, user)
    return user


def accept_known(invitation: Invitation, user: User, password: str) -> User:
    """Somebody who has an account takes the invitation; the password shows who it is."""
    _refuse_used(invitation)
    if not hashing.is_password(password, user.password_hash):
        raise InvalidInput(_("Dit wachtwoord hoort niet bij dit e-mailadres."), field="password")
    _join(invitation, user)
    return user


def is_last_admin(membership: Membership) -> bool:
    """Whether a school with other people would be left without an admin."""
    if membership.role is not Role.SCHOOL_ADMIN or membership.location_id is None:
        return False
    admins, others = queries.count_people(membership.location_id, but=membership.user_id)
    return bool(others) and not admins


def end(membership: Membership, *, actor_id: int) -> None:
    """Somebody is this here no more. The last admin of a school with other people stays until there is another."""
    if membership.location_id is not None:
        queries.hold_location(membership.location_id)  # of two who leave at once the second sees that the first is gone
    if is_last_admin(membership):
        raise NotAllowed(_("Dit is de laatste beheerder van deze school. Wijs eerst iemand anders aan."))
    user = membership.user
    record(
        "membership.ended",
        membership,
        actor_id=actor_id,
        role=membership.role.value,
        user=user.public_id,
    )
    if membership.role is Role.SPECIALIST and membership.location_id is not None:
        _leave_profiles(user, membership.location_id)
    user.memberships.remove(membership)
    if not user.memberships:
        end_all_sessions(user.id)


def _place_of(role: Role, place: Location | Region | None) -> tuple[Location | None, Region | None]:
    if role in SCHOOL_ROLES:
        if not isinstance(place, Location):
            raise InvalidInput(_("Kies de school."), field="place")
        return place, None
    if role is Role.COORDINATOR:
        if not isinstance(place, Region):
            raise InvalidInput(_("Kies het samenwerkingsverband."), field="region")
        return None, place
    return None, None


def _refuse_used(invitation: Invitation) -> None:
    if invitation.accepted_at is not None:
        raise BrokenLink(
            _("Deze uitnodiging is al gebruikt. Log in met je e-mailadres en wachtwoord."), way_on=WayOn.SIGN_IN
        )


def _leave_profiles(user: User, location_id: int) -> None:
    """Whoever is no specialist of the school any more gets no questions of its profiles, by mail nor by link."""
    profiles = select(ExpertiseProfile.id).where(ExpertiseProfile.location_id == location_id)
    db.session.execute(
        delete(ProfilePerson).where(ProfilePerson.user_id == user.id, ProfilePerson.profile_id.in_(profiles)),
        execution_options={"synchronize_session": False},
    )


def _join(invitation: Invitation, user: User) -> None:
    invitation.accepted_at = clock.now()
    membership = Membership(role=invitation.role, location_id=invitation.location_id, region_id=invitation.region_id)
    user.memberships.append(membership)
    record("membership.begun", membership, actor_id=user.id, role=invitation.role.value)


def _mail(invitation: Invitation) -> None:
    place = invitation.location or invitation.region
    notices.send(
        kinds.AccountInvitation(
            None,
            key=f"{invitation.id}:{clock.now():%Y%m%d%H%M}",
            address=invitation.email,
            invitation=invitation.public_id,
            inviter=invitation.invited_by.name if invitation.invited_by else "",
            role=invitation.role.value,
            place=place.name if place else "",
            until=invitation.expires_at,
        )
    )
