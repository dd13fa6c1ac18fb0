"""Reading divisions; and what is needed to make one: open questions, and the room that profiles have left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from network.access.scope import Scope
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.models import (
    Division,
    DivisionItem,
    ExpertiseProfile,
    Location,
    Match,
    ProfileTerm,
    Region,
    School,
    SupportRequest,
    Term,
)
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.models.taxonomy import Facet

# States in which a question waits for a specialist and a coordinator may invite.
DIVISIBLE = (RequestState.IN_TRIAGE, RequestState.SEARCHING, RequestState.STUCK)


def list_regions_for(scope: Scope) -> Sequence[Region]:
    """The regions that the reader coordinates, by code."""
    return db.session.scalars(select(Region).where(Region.id.in_(scope.regions)).order_by(Region.code)).all()


def list_questions_of(regions: Iterable[Region], *, limit: int) -> Sequence[SupportRequest]:
    """Questions that wait for a specialist while nobody is being asked, the oldest first."""
    return db.session.scalars(
        select(SupportRequest)
        .where(_wait_in(regions), ~_is_asked())
        .options(
            joinedload(SupportRequest.location).joinedload(Location.school).joinedload(School.board),
            joinedload(SupportRequest.region_policy),
            selectinload(SupportRequest.widenings),
        )
        .order_by(SupportRequest.submitted_at, SupportRequest.id)
        .limit(limit)
    ).all()


def count_questions_of(regions: Iterable[Region]) -> tuple[int, int]:
    """How many questions can be divided, and how many wait for an answer to an invitation instead."""
    waiting = select(func.count(SupportRequest.id)).where(_wait_in(regions))
    everything = db.session.scalar(waiting) or 0
    asked = db.session.scalar(waiting.where(_is_asked())) or 0
    return everything - asked, asked


def list_profiles(ids: Iterable[int]) -> Sequence[ExpertiseProfile]:
    """These profiles with their location and hours."""
    return db.session.scalars(
        select(ExpertiseProfile)
        .where(ExpertiseProfile.id.in_(list(ids)))
        .options(joinedload(ExpertiseProfile.location), selectinload(ExpertiseProfile.capacity))
        .order_by(ExpertiseProfile.id)
    ).all()


def list_needs(profile_ids: Sequence[int]) -> dict[int, set[str]]:
    """The codes of the needs that each of these profiles names."""
    rows = db.session.execute(
        select(ProfileTerm.profile_id, Term.code)
        .join(ProfileTerm.term)
        .where(ProfileTerm.profile_id.in_(profile_ids), Term.facet == Facet.NEED)
    )
    found: dict[int, set[str]] = {}
    for profile_id, code in rows:
        found.setdefault(profile_id, set()).add(code)
    return found


def get_division(public_id: str) -> Division:
    """The division with its lines; NotFound when there is none."""
    division = db.session.scalar(
        select(Division)
        .where(Division.public_id == public_id)
        .options(
            selectinload(Division.regions),
            selectinload(Division.items).joinedload(DivisionItem.request).joinedload(SupportRequest.location),
            *(
                selectinload(Division.items).joinedload(role).joinedload(ExpertiseProfile.location)
                for role in (DivisionItem.proposed, DivisionItem.alone, DivisionItem.chosen)
            ),
        )
    )
    if division is None:
        raise NotFound(_("Deze verdeling bestaat niet meer."))
    return division


def lock_division(division: Division) -> Division:
    """The division with its lines, read anew and held until the end of the transaction."""
    db.session.execute(select(Division.id).where(Division.id == division.id).with_for_update())
    db.session.expire_all()
    return get_division(division.public_id)


def get_item(division: Division, code: str) -> DivisionItem:
    """The line of a question; NotFound when the division has none."""
    for item in division.items:
        if item.request.code == code:
            return item
    raise NotFound(_("Deze vraag staat niet in de verdeling."))


def get_line_ids(item_id: int) -> tuple[int, int]:
    """Which question and which profile a line that is to be sent is about: they are locked before it is read."""
    row = db.session.execute(
        select(DivisionItem.request_id, DivisionItem.chosen_id).where(DivisionItem.id == item_id)
    ).one()
    return row.request_id, row.chosen_id


def get_line(item_id: int) -> DivisionItem:
    """One line as it is now."""
    return db.session.get_one(DivisionItem, item_id, populate_existing=True)


def list_divisions_for(scope: Scope, *, limit: int = 10) -> Sequence[Division]:
    """The newest divisions of which the reader coordinates every region."""
    elsewhere = Division.regions.any(Region.id.not_in(scope.regions))
    return db.session.scalars(
        select(Division)
        .where(~elsewhere, Division.regions.any())
        .options(selectinload(Division.regions), joinedload(Division.created_by))
        .order_by(Division.id.desc())
        .limit(limit)
    ).all()


def has_open_invitation(request: SupportRequest) -> bool:
    """Whether somebody is being asked for this question now."""
    asked = select(Match.id).where(Match.request_id == request.id, Match.state == MatchState.INVITED)
    return bool(db.session.scalar(select(exists(asked))))


def find_match_state(request: SupportRequest, profile: ExpertiseProfile) -> MatchState | None:
    """How it stands between a question and a profile."""
    return db.session.scalar(select(Match.state).where(Match.request_id == request.id, Match.profile_id == profile.id))


def _wait_in(regions: Iterable[Region]) -> ColumnElement[bool]:
    ids = [region.id for region in regions]
    return SupportRequest.region_id.in_(ids) & SupportRequest.state.in_(DIVISIBLE)


def _is_asked() -> ColumnElement[bool]:
    return exists(select(Match.id).where(Match.request_id == SupportRequest.id, Match.state == MatchState.INVITED))
