"""The region around a school of a national region: who serves that by postcode, may help the school too.

A national region has no services of its own nearby.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from sqlalchemy import ScalarSelect, Select, case, func, select
from sqlalchemy.orm import aliased

from network.core.reading import among, read
from network.models import Location, PostcodeArea, Region, SupportRequest
from network.models.school import VO_KINDS

_HERE, _OWN, _AROUND = aliased(Location), aliased(Region), aliased(Region)


@cache
def region_around() -> ScalarSelect[int]:
    """For a condition on SupportRequest: the region in which its school lies by postcode, when its own is national."""
    return (
        _around()
        .join(_OWN, _OWN.id == SupportRequest.region_id)
        .where(_HERE.id == SupportRequest.location_id)
        .correlate(SupportRequest)
        .scalar_subquery()
    )


def find_region_around(request: SupportRequest) -> int | None:
    """The same of one question."""
    is_national = request.region is not None and request.region.is_national
    return find_regions_around([request.id]).get(request.id) if is_national else None


def find_regions_around(request_ids: Sequence[int]) -> dict[int, int | None]:
    """The same of many: only to be asked for questions of national regions, for looking is dear."""
    return dict(read(_of_each(), {"ids": request_ids})) if request_ids else {}


def regions_around(region_ids: Collection[int] | Select[int]) -> Select[int]:
    """Internal ids of the regions in which the open schools of those of these regions lie that are national."""
    return (
        _around()
        .join(_OWN, _OWN.id == _HERE.region_id)
        .where(_OWN.id.in_(region_ids), _HERE.closed_on.is_(None))
        .distinct()
    )


def regions_around_schools(location_ids: Collection[int]) -> Select[int]:
    """Internal ids of the regions in which these schools lie by postcode, of those whose own is national."""
    return _around().join(_OWN, _OWN.id == _HERE.region_id).where(_HERE.id.in_(location_ids)).distinct()


@cache
def _of_each() -> Select[int, int | None]:
    return select(SupportRequest.id, region_around()).where(among(SupportRequest.id, "ids"))


def _around() -> Select[int]:
    code = case((_HERE.kind.in_(VO_KINDS), PostcodeArea.region_vo_code), else_=PostcodeArea.region_po_code)
    return (
        select(_AROUND.id)
        .join_from(_HERE, PostcodeArea, PostcodeArea.pc4 == func.substr(_HERE.postcode, 1, 4))
        .join(_AROUND, _AROUND.code == code)
        .where(_OWN.is_national, _AROUND.id != _OWN.id)
    )
