"""Keeps the card of each profile true: what matching reads of it, in one row.

The card is written when something that it holds is flushed with the profile, whoever changed it; what the profile
does not see itself is followed by follow_schools (moved, closed) and hear_outdated (a model that hears anew).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from flask import Flask
from sqlalchemy import ColumnElement, and_, case, delete, event, false, insert, inspect, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core import clock
from network.core.database import db, unit_of_work
from network.core.signatures import bits_of_forms, bits_of_needs, signature_of
from network.hearing.likeness import hear, model_in_use, written
from network.hearing.rare_words import rare_words
from network.models import ExpertiseProfile, Location, ProfileCard, ProfileTerm, School
from network.models.expertise import Reach
from network.models.school import NATIONAL_CLUSTERS
from network.models.taxonomy import Facet

_PER_BATCH = 500
# Hearing takes some milliseconds a text, and whoever saves a profile meanwhile waits for the batch.
_HEARD_PER_BATCH = 100

_TEXTS = ("title", "description")
# What of a profile its card holds. People, hours and absences are read from their own tables.
_HELD = (
    *_TEXTS,
    "state",
    "paused_until",
    "confirmed_at",
    "reach",
    "reach_km",
    "max_open",
    "max_per_30_days",
    "lead_days",
    "leaves_out_own_board",
    "location",
    "location_id",
    "terms",
    "regions",
)


def init_app(_app: Flask) -> None:
    """From now on each flush of what a card holds writes the card."""
    if not event.contains(db.session, "after_flush", _write_changed):
        event.listen(db.session, "after_flush", _write_changed)


def rewrite_all(*, only_outdated: bool = False, most: int | None = None) -> int:
    """Write the cards of all profiles anew, or those that are outdated: none, heard by an older model, or by an older version."""
    ids = select(ExpertiseProfile.id).order_by(ExpertiseProfile.id).limit(most)
    if only_outdated:
        has_bits = and_(ProfileCard.need_bits.is_not(None), ProfileCard.form_bits.is_not(None))
        up_to_date = select(ProfileCard.profile_id).where(ProfileCard.model == model_in_use(), has_bits)
        ids = ids.where(ExpertiseProfile.id.not_in(up_to_date))
    return _rewrite(list(db.session.scalars(ids)))


def hear_outdated(*, most: int | None = None) -> int:
    """Write the cards heard by an older model, or `most` of them, each batch in a transaction of its own; how many."""
    count = 0
    while most is None or count < most:
        with unit_of_work():
            batch = min(_HEARD_PER_BATCH, _HEARD_PER_BATCH if most is None else most - count)
            written_now = rewrite_all(only_outdated=True, most=batch)
        if not written_now:
            break
        count += written_now
    return count


def follow_schools() -> int:
    """Write the cards of profiles whose school moved, closed, opened again, went to another board or has other holidays; how many."""
    ids = (
        select(ProfileCard.profile_id)
        .join(ExpertiseProfile, ExpertiseProfile.id == ProfileCard.profile_id)
        .join(Location, Location.id == ExpertiseProfile.location_id)
        .join(School, School.id == Location.school_id)
        .where(_differs_from_school())
        .order_by(ProfileCard.profile_id)
    )
    return _rewrite(list(db.session.scalars(ids)))


def card_of(profile: ExpertiseProfile, *, model: str, known: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The values of the card of a profile; `known`: what its text says by this model, when that is known already."""
    codes = {facet: sorted(link.term.code for link in profile.terms if link.term.facet is facet) for facet in Facet}
    location = profile.location
    return {
        "profile_id": profile.id,
        "state": profile.state,
        "paused_until": profile.paused_until,
        "location_id": location.id,
        "is_confirmed": profile.confirmed_at is not None,
        "confirmed_on": clock.to_local(profile.confirmed_at).date() if profile.confirmed_at else None,
        "is_open": location.is_open,
        "reach": profile.reach_from(location),
        "reach_km": profile.reach_km,
        "latitude": location.latitude,
        "longitude": location.longitude,
        "holiday_region": location.holiday_region,
        "board_id": location.school.board_id,
        "max_open": profile.max_open,
        "max_per_30_days": profile.max_per_30_days,
        "lead_days": profile.lead_days,
        "leaves_out_own_board": profile.leaves_out_own_board,
        "region_ids": " ".join(str(region.id) for region in profile.regions),
        **_lists_of(codes),
        **(_said_in(f"{profile.title}. {profile.description}") if known is None else known),
        "model": model,
    }


def _said_in(text: str) -> dict[str, str]:
    return {"heard": written(hear(text)), "rare_words": " ".join(sorted(rare_words(text)))}


def _lists_of(codes: dict[Facet, list[str]]) -> dict[str, Any]:
    columns = {
        "need": codes[Facet.NEED],
        "form": codes[Facet.FORM],
        "age": codes[Facet.AGE_GROUP],
        "school_type": codes[Facet.SCHOOL_TYPE],
    }
    texts = {f"{name}s": " ".join(found) for name, found in columns.items()}
    bits = {"need_bits": bits_of_needs(columns["need"]), "form_bits": bits_of_forms(columns["form"])}
    return texts | bits | {f"{name}_signature": signature_of(found) for name, found in columns.items()}


def _differs_from_school() -> ColumnElement[bool]:
    """Whether a card says anything else of the school than the school itself does now."""
    goes_as_far_as = case((Location.cluster.in_(NATIONAL_CLUSTERS), Reach.NATIONAL), else_=ExpertiseProfile.reach)
    return or_(
        ProfileCard.latitude.is_distinct_from(Location.latitude),
        ProfileCard.longitude.is_distinct_from(Location.longitude),
        ProfileCard.location_id != Location.id,
        ProfileCard.holiday_region != Location.holiday_region,
        ProfileCard.board_id != School.board_id,
        ProfileCard.reach != goes_as_far_as,
        and_(ProfileCard.is_open, Location.closed_on.is_not(None)),
        and_(ProfileCard.is_open == false(), Location.closed_on.is_(None)),
    )


def _write_changed(session: Session, _context: Any) -> None:
    profiles = [one for one in (*session.new, *session.dirty) if isinstance(one, ExpertiseProfile)]
    changed = [profile.id for profile in profiles if _has_changed(profile, _HELD)]
    if changed:
        reworded = {profile.id for profile in profiles if _has_changed(profile, _TEXTS)}
        _write(session, changed, reworded=reworded)


def _has_changed(profile: ExpertiseProfile, names: Iterable[str]) -> bool:
    attributes = inspect(profile).attrs
    return any(attributes[name].history.has_changes() for name in names)


def _rewrite(profile_ids: list[int]) -> int:
    db.session.flush()
    for start in range(0, len(profile_ids), _PER_BATCH):
        _write(db.session(), profile_ids[start : start + _PER_BATCH])
    return len(profile_ids)


def _write(session: Session, profile_ids: Collection[int], *, reworded: Collection[int] = ()) -> None:
    """Runs within a flush too, so it speaks to the database beside the session's own objects.

    First the profiles are held, then they are read: what others committed meanwhile is seen, and nobody writes the
    same cards at the same moment.
    """
    connection, model = session.connection(), model_in_use()
    held = select(ExpertiseProfile.id).where(ExpertiseProfile.id.in_(profile_ids)).order_by(ExpertiseProfile.id)
    # No key changes, so rows that point to the profile may still be added by others.
    connection.execute(held.with_for_update(key_share=True)).all()
    said_before = select(ProfileCard.profile_id, ProfileCard.heard, ProfileCard.rare_words).where(
        ProfileCard.profile_id.in_(set(profile_ids) - set(reworded)), ProfileCard.model == model
    )
    known = {id: {"heard": heard, "rare_words": words} for id, heard, words in connection.execute(said_before)}
    with Session(connection) as beside:
        profiles = list_with_everything(beside, profile_ids)
        rows = [card_of(profile, model=model, known=known.get(profile.id)) for profile in profiles]
    connection.execute(delete(ProfileCard).where(ProfileCard.profile_id.in_(profile_ids)))
    if rows:
        connection.execute(insert(ProfileCard), rows)


def list_with_everything(session: Session, profile_ids: Collection[int]) -> list[ExpertiseProfile]:
    """These profiles with all that a card holds, in a few queries."""
    return list(
        session.scalars(
            select(ExpertiseProfile)
            .where(ExpertiseProfile.id.in_(profile_ids))
            .options(
                selectinload(ExpertiseProfile.terms).joinedload(ProfileTerm.term),
                selectinload(ExpertiseProfile.regions),
                joinedload(ExpertiseProfile.location).joinedload(Location.school),
            )
        )
    )
