"""Keeps the card of each profile true: what matching reads of it, in one row.

The card is written when a profile is flushed, whoever changed it; rewrite_all follows what the profile does not see
itself: schools that moved, and a model that hears anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask
from sqlalchemy import delete, event, insert, inspect, select
from sqlalchemy.orm import Session, selectinload

from network.core.database import db
from network.core.signatures import signature_of
from network.models import ExpertiseProfile, Location, ProfileCard, ProfileTerm, School
from network.models.taxonomy import Facet
from network.taxonomy.hearing import hear, model_in_use, written

_PER_BATCH = 500


def init_app(_app: Flask) -> None:
    """From now on each flush of a profile writes its card."""
    if not event.contains(db.session, "after_flush", _write_changed):
        event.listen(db.session, "after_flush", _write_changed)


def rewrite_all(*, only_outdated: bool = False) -> int:
    """Write the cards of all profiles anew, or of those without one and those heard by an older model; how many."""
    ids = select(ExpertiseProfile.id).order_by(ExpertiseProfile.id)
    if only_outdated:
        up_to_date = select(ProfileCard.profile_id).where(ProfileCard.model == model_in_use())
        ids = ids.where(ExpertiseProfile.id.not_in(up_to_date))
    found = list(db.session.scalars(ids))
    for start in range(0, len(found), _PER_BATCH):
        _write(db.session(), list_with_everything(found[start : start + _PER_BATCH]))
    return len(found)


def list_with_everything(profile_ids: Iterable[int]) -> list[ExpertiseProfile]:
    """These profiles with all that a card holds, in a few queries."""
    return list(
        db.session.scalars(
            select(ExpertiseProfile)
            .where(ExpertiseProfile.id.in_(list(profile_ids)))
            .options(
                selectinload(ExpertiseProfile.terms).joinedload(ProfileTerm.term),
                selectinload(ExpertiseProfile.regions),
                selectinload(ExpertiseProfile.location).joinedload(Location.school),
            )
        )
    )


def _write_changed(session: Session, _context: Any) -> None:
    changed = [one for one in (*session.new, *session.dirty) if isinstance(one, ExpertiseProfile)]
    if changed:
        _write(session, changed)


def _write(session: Session, profiles: Iterable[ExpertiseProfile]) -> None:
    """Runs within a flush too, so it speaks to the database beside the session's own objects."""
    rows = [card_of(profile, known=_known_card(session, profile)) for profile in profiles]
    connection = session.connection()
    connection.execute(delete(ProfileCard).where(ProfileCard.profile_id.in_([row["profile_id"] for row in rows])))
    connection.execute(insert(ProfileCard), rows)


def _known_card(session: Session, profile: ExpertiseProfile) -> str | None:
    """What was heard in the profile's text before, while neither text nor model changed."""
    states = inspect(profile).attrs
    if states.title.history.has_changes() or states.description.history.has_changes():
        return None
    return session.connection().scalar(
        select(ProfileCard.heard).where(ProfileCard.profile_id == profile.id, ProfileCard.model == model_in_use())
    )


def card_of(profile: ExpertiseProfile, *, known: str | None = None) -> dict[str, Any]:
    """The values of the card of a profile; `known`: what is heard in its text, when that is known already."""
    codes = {facet: sorted(link.term.code for link in profile.terms if link.term.facet is facet) for facet in Facet}
    location = profile.location or db.session.get_one(Location, profile.location_id)
    school = location.school or db.session.get_one(School, location.school_id)
    return {
        "profile_id": profile.id,
        "state": profile.state,
        "is_confirmed": profile.confirmed_at is not None,
        "reach": profile.reach_from(location),
        "reach_km": profile.reach_km,
        "latitude": location.latitude,
        "longitude": location.longitude,
        "board_id": school.board_id,
        "max_open": profile.max_open,
        "max_per_30_days": profile.max_per_30_days,
        "lead_days": profile.lead_days,
        "leaves_out_own_board": profile.leaves_out_own_board,
        "region_ids": " ".join(str(region.id) for region in profile.regions),
        **_lists_of(codes),
        "heard": written(hear(f"{profile.title}. {profile.description}")) if known is None else known,
        "model": model_in_use(),
    }


def _lists_of(codes: dict[Facet, list[str]]) -> dict[str, Any]:
    columns = {
        "need": codes[Facet.NEED],
        "form": codes[Facet.FORM],
        "age": codes[Facet.AGE_GROUP],
        "school_type": codes[Facet.SCHOOL_TYPE],
    }
    texts = {f"{name}s": " ".join(found) for name, found in columns.items()}
    return texts | {f"{name}_signature": signature_of(found) for name, found in columns.items()}
