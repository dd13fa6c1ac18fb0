"""Regions (samenwerkingsverbanden), their neighbours and their versioned policy."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core import clock
from network.core.database import Aggregate, Base, enum_type
from network.core.policy import Policy


class Sector(StrEnum):
    """PO is primary, VO secondary education; each has its own regions."""

    PO = "po"
    VO = "vo"


class Region(Aggregate, Base):
    """A samenwerkingsverband. Regions merge now and then: they are data, never an enum."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(String(6), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    sector: Mapped[Sector] = mapped_column(enum_type(Sector, "sector"))
    is_national: Mapped[bool] = mapped_column(default=False)

    neighbours: Mapped[list[RegionNeighbour]] = relationship(
        foreign_keys="RegionNeighbour.region_id", order_by="RegionNeighbour.position", cascade="all, delete-orphan"
    )

    def __repr__(self) -> str:
        return f"<Region {self.code}>"


class RegionNeighbour(Base):
    """A nearby region that may be asked when the own one has nobody left, in the order the region set."""

    __tablename__ = "region_neighbour"

    region_id: Mapped[int] = mapped_column(ForeignKey("region.id", ondelete="CASCADE"), primary_key=True)
    neighbour_id: Mapped[int] = mapped_column(ForeignKey("region.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)

    neighbour: Mapped[Region] = relationship(foreign_keys=[neighbour_id])

    __table_args__ = (CheckConstraint("region_id <> neighbour_id", name="not_itself"),)


class RegionFigures(Base):
    """What is usual among the providers of a region, as it was last counted: scores compare a profile with it.

    Providers: the published profiles that work in the region or are at home in it. `busy`: the mean share of
    their places that is taken, above 1 where they took on more than they had room for; `yeses` among the `answers` that they gave, whoever asked.
    """

    __tablename__ = "region_figures"

    region_id: Mapped[int] = mapped_column(ForeignKey("region.id", ondelete="CASCADE"), primary_key=True)
    providers: Mapped[int]
    busy: Mapped[float]
    yeses: Mapped[int]
    answers: Mapped[int]
    counted_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        CheckConstraint("providers > 0 AND busy >= 0", name="somebody"),
        CheckConstraint("yeses BETWEEN 0 AND answers", name="yeses_range"),
    )


class RegionPolicy(Base):
    """One version of a region's rules; the newest number is in force, a question keeps the one it began under."""

    __tablename__ = "region_policy"

    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    number: Mapped[int]
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    region: Mapped[Region] = relationship()

    __table_args__ = (UniqueConstraint("region_id", "number"),)

    @property
    def policy(self) -> Policy:
        return Policy.from_values(self.values)
