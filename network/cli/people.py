"""`people`: the first people of an installation, who then invite the others."""

from __future__ import annotations

from typing import TypeVar

import click
from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from network.access import links
from network.accounts import membership, queries
from network.accounts.signing_in import normalised
from network.core.database import db, unit_of_work
from network.core.errors import DomainError
from network.core.i18n import in_language
from network.models import Location, Region
from network.models.user import Role
from network.notices.kinds.accounts import JOIN
from network.schools.reports import SHOWN

_Place = TypeVar("_Place", Location, Region)
# With which option that is given which a service misses.
_OPTIONS = {"place": "(--location)", "region": "(--region)"}


@click.group()
def people() -> None:
    """Invite the first people."""


@people.command()
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--location", help="The code of a school, such as 11ZZ00.")
@click.option("--region", help="The code of a samenwerkingsverband, such as PO3101.")
@with_appcontext
def invite(email: str, role: str, location: str | None, region: str | None) -> None:
    """Invite EMAIL; the link is mailed, and printed here. Inviting again renews what is open."""
    address = _address(email)
    try:
        with in_language("en"), unit_of_work():
            place = _place(location, region)
            is_renewed = _is_open(address, Role(role), place)
            invitation = membership.invite(address, Role(role), place=place, inviter=None)
            token = links.sign(JOIN, invitation.public_id, "")
    except DomainError as error:
        option = _OPTIONS.get(error.field or "", "")
        raise click.ClickException(f"{error.message} {option}".strip()) from error
    if is_renewed:
        click.echo("An invitation was open already: it is renewed, and its old link works no more.", err=True)
    click.echo(f"{current_app.config['NAAST'].base_url}/uitnodiging/{token}")


def _address(email: str) -> str:
    """The address as it is kept, where mail can go to it."""
    try:
        return normalised(validate_email(email.strip(), check_deliverability=False).normalized)
    except EmailNotValidError as error:
        raise click.ClickException(f"{email!r} is no e-mail address: {error}") from error


def _is_open(email: str, role: Role, place: Location | Region | None) -> bool:
    location = place if isinstance(place, Location) else None
    region = place if isinstance(place, Region) else None
    return bool(queries.list_open_invitations_to(email, role, location=location, region=region))


def _place(location: str | None, region: str | None) -> Location | Region | None:
    if location:
        return _found(Location, location, "locations")
    return _found(Region, region, "regions") if region else None


def _found(kind: type[_Place], code: str, many: str) -> _Place:
    """The place of this code; refused with the first codes that there are, or with the command that brings them in."""
    place = db.session.scalar(select(kind).where(kind.code == code.upper()))
    if place is None:
        codes = db.session.scalars(select(kind.code).order_by(kind.code).limit(SHOWN + 1)).all()
        known = f"Known {many}: {', '.join(codes[:SHOWN])}{' and more' if codes[SHOWN:] else ''}."
        way_on = known if codes else f"There are no {many} yet: bring them in with ./run import {many} FILE"
        raise click.ClickException(f"There is no {code} here. {way_on}")
    return place
