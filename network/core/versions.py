"""Who saves second is refused: what a form changes must still be what its reader saw. The form itself stands in versioned.py."""

from __future__ import annotations

from sqlalchemy.exc import InvalidRequestError

from network.core.database import Aggregate, db
from network.core.errors import Conflict, NotFound
from network.core.i18n import _


def hold(thing: Aggregate) -> None:
    """Wait until whoever else changes the thing is done, read it anew, and keep others waiting until the end."""
    try:
        db.session.refresh(thing, with_for_update={"key_share": True, "of": type(thing)})
    except InvalidRequestError as error:
        raise NotFound(_("Dit is intussen weggehaald.")) from error


def refuse_stale(thing: Aggregate, seen_version: str | int | None) -> None:
    """Conflict when somebody changed the thing after the reader opened the form; others wait from here on."""
    hold(thing)
    if str(seen_version) != str(thing.version):
        raise Conflict(_("Een collega wijzigde dit terwijl jij het open had."))
