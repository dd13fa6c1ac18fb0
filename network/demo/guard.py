"""The demo is loaded into an empty installation only, and reset only where everybody is of the demo."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, func, select

from network.core.database import db
from network.core.errors import InvalidState
from network.demo import progress
from network.demo.data import DOMAIN, REGIONS, list_brins
from network.models import Location, PostcodeArea, Region, School, SchoolHoliday, SupportRequest, Synonym, Term, User

_KEPT = {Term.__tablename__, Synonym.__tablename__, SchoolHoliday.__tablename__}


def is_empty() -> bool:
    """Whether there are neither people nor schools."""
    return not _count(User) and not _count(Location)


def is_demo() -> bool:
    """Whether everybody here belongs to the demo. Schools beside it came from a file, and can come from it again."""
    strangers = select(func.count(User.id)).where(~User.email.endswith("@" + DOMAIN))
    return _count(User) > 0 and not db.session.scalar(strangers)


def is_part_of_demo() -> bool:
    """Whether loading the demo was cut off and nothing else is here, so that the part can be taken away unasked."""
    return progress.was_cut_off() and is_demo() and not any(count for count, _one, _many in _from_files())


def own_brins() -> frozenset[str]:
    """The BRINs of the demo's own schools where the demo is, whatever is beside it; elsewhere none."""
    invented = select(User.id).where(User.email.endswith("@" + DOMAIN))
    return frozenset(list_brins() if db.session.scalar(invented.limit(1)) else ())


def refuse_real_data() -> None:
    """Raise InvalidState where something real could be lost or mixed up."""
    if is_empty() or is_part_of_demo():
        return
    if progress.was_cut_off() and is_demo():
        raise InvalidState(
            "Only a part of the demo is here, with what files brought in beside it: "
            "./run demo reset takes both away and loads the demo anew."
        )
    raise InvalidState("Here is data already. The demo goes into an empty installation only.")


def refuse_to_wipe_real_data() -> None:
    """Raise InvalidState where a person is real."""
    if not is_demo():
        raise InvalidState("Not everything here is demo, so nothing is taken away.")


def what_is_lost() -> str:
    """What a reset takes away, in words: what files brought in beside the demo, too."""
    demo = f"{_count(User)} people, {_count(SupportRequest)} questions, and all that was done with them"
    brought = [f"{count} {one if count == 1 else many}" for count, one, many in _from_files() if count]
    return f"{demo}; and from files {', '.join(brought)}" if brought else demo


def _from_files() -> list[tuple[int, str, str]]:
    """How much of each sort files brought in, with the words for one and for many."""
    schools = _count(Location, Location.school.has(School.brin.not_in(list_brins())))
    regions = _count(Region, Region.code.not_in(REGIONS))
    return [
        (schools, "school", "schools"),
        (regions, "samenwerkingsverband", "samenwerkingsverbanden"),
        (db.session.scalar(select(func.count(PostcodeArea.pc4))) or 0, "postcode", "postcodes"),
    ]


def wipe() -> None:
    """Take the demo away, and all that was imported beside it but school holidays; InvalidState where a person is real."""
    refuse_to_wipe_real_data()
    for table in reversed(db.metadata.sorted_tables):
        if table.name not in _KEPT:
            db.session.execute(delete(table))
    db.session.expire_all()


def _count(
    model: type[User] | type[Location] | type[Region] | type[SupportRequest], *which: ColumnElement[bool]
) -> int:
    return db.session.scalar(select(func.count(model.id)).where(*which)) or 0
