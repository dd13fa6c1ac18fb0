"""`people`: the first people of an installation, who then invite the others."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from network.access import links
from network.accounts import membership
from network.accounts.signing_in import normalised
from network.core.database import db, unit_of_work
from network.core.errors import DomainError
from network.models import Location, Region
from network.models.user import Role
from network.notices.kinds.accounts import JOIN


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
    """Invite EMAIL; the link is mailed, and printed here."""
    try:
        with unit_of_work():
            place = _place(location, region)
            invitation = membership.invite(normalised(email), Role(role), place=place, inviter=None)
            token = links.sign(JOIN, invitation.public_id, "")
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(f"{current_app.config['NAAST'].base_url}/uitnodiging/{token}")


def _place(location: str | None, region: str | None) -> Location | Region | None:
    if location:
        return _found(db.session.scalar(select(Location).where(Location.code == location.upper())), location)
    if region:
        return _found(db.session.scalar(select(Region).where(Region.code == region.upper())), region)
    return None


def _found(place: Location | Region | None, code: str) -> Location | Region:
    if place is None:
        raise click.ClickException(f"There is no {code} here.")
    return place
