"""The demo is loaded into an empty installation only, and reset only where everybody is of the demo."""

from __future__ import annotations

from sqlalchemy import delete, func, select

from network.core.database import db
from network.core.errors import InvalidState
from network.demo.data import DOMAIN, list_brins
from network.models import Location, School, SchoolHoliday, SupportRequest, Synonym, Term, User

_KEPT = {Term.__tablename__, Synonym.__tablename__, SchoolHoliday.__tablename__}


def is_empty() -> bool:
    """Whether there are neither people nor schools."""
    return not _count(User) and not _count(Location)


def is_demo() -> bool:
    """Whether everybody here belongs to the demo. Schools beside it came from a file, and can come from it again."""
    strangers = select(func.count(User.id)).where(~User.email.endswith("@" + DOMAIN))
    return _count(User) > 0 and not db.session.scalar(strangers)


def own_brins() -> frozenset[str]:
    """The BRINs of the demo's own schools where the demo is, whatever is beside it; elsewhere none."""
    invented = select(User.id).where(User.email.endswith("@" + DOMAIN))
    return frozenset(list_brins() if db.session.scalar(invented.limit(1)) else ())


def refuse_real_data() -> None:
    """Raise InvalidState where something real could be lost or mixed up."""
    if not is_empty():
        raise InvalidState("Here is data already. The demo goes into an empty installation only.")


def refuse_to_wipe_real_data() -> None:
    """Raise InvalidState where a person is real."""
    if not is_demo():
        raise InvalidState("Not everything here is demo, so nothing is taken away.")


def what_is_lost() -> str:
    """What a reset takes away, in words."""
    imported = select(func.count(Location.id)).join(School).where(School.brin.not_in(list_brins()))
    count = db.session.scalar(imported)
    schools = f", {count} schools from files" if count else ""
    return f"{_count(User)} people, {_count(SupportRequest)} questions{schools}, and all that was done with them"


def wipe() -> None:
    """Take the demo away, and the schools that were imported beside it; InvalidState where a person is real."""
    refuse_to_wipe_real_data()
    for table in reversed(db.metadata.sorted_tables):
        if table.name not in _KEPT:
            db.session.execute(delete(table))
    db.session.expire_all()


def _count(model: type[User] | type[Location] | type[SupportRequest]) -> int:
    return db.session.scalar(select(func.count(model.id))) or 0
