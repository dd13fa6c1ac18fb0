"""Boards, schools and their locations, and what a postcode area says about them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Aggregate, Base, enum_type
from network.models.region import Region, Sector


class LocationKind(StrEnum):
    """What sort of education a location gives."""

    BO = "bo"
    SBO = "sbo"
    SO = "so"
    VSO = "vso"
    SO_VSO = "so-vso"
    VO = "vo"


SPECIAL_KINDS = frozenset({LocationKind.SBO, LocationKind.SO, LocationKind.VSO, LocationKind.SO_VSO})
VO_KINDS = frozenset({LocationKind.VO, LocationKind.VSO})
NATIONAL_CLUSTERS = frozenset({"1", "2", "1/2"})


class Board(Aggregate, Base):
    """A school board (bevoegd gezag); its number is text, leading zeros and all."""

    __tablename__ = "board"

    number: Mapped[str] = mapped_column(String(5), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")

    def __repr__(self) -> str:
        return f"<Board {self.number}>"


class School(Aggregate, Base):
    """A school as the ministry counts it (BRIN); people meet it as one or more locations."""

    __tablename__ = "school"

    brin: Mapped[str] = mapped_column(String(4), unique=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)

    board: Mapped[Board] = relationship()
    locations: Mapped[list[Location]] = relationship(back_populates="school", order_by="Location.id")

    def __repr__(self) -> str:
        return f"<School {self.brin}>"


class Location(Aggregate, Base):
    """A vestiging: a building with an address, in a region or in none. Closed ones are marked, never deleted."""

    __tablename__ = "location"

    code: Mapped[str] = mapped_column(String(6), unique=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[LocationKind] = mapped_column(enum_type(LocationKind, "kind"))
    street: Mapped[str] = mapped_column(String(120), default="")
    house_number: Mapped[str] = mapped_column(String(20), default="")
    postcode: Mapped[str] = mapped_column(String(6), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    municipality: Mapped[str] = mapped_column(String(120), default="")
    province: Mapped[str] = mapped_column(String(40), default="")
    denomination: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    cluster: Mapped[str] = mapped_column(String(8), default="")
    education: Mapped[str] = mapped_column(String(400), default="")
    holiday_region: Mapped[str] = mapped_column(String(10), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    coordinates_from: Mapped[str] = mapped_column(String(20), default="")
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"), index=True)
    region_is_overridden: Mapped[bool] = mapped_column(default=False)
    closed_on: Mapped[date | None]
    search_name: Mapped[str] = mapped_column(String(400), default="", index=True)

    school: Mapped[School] = relationship(back_populates="locations")
    region: Mapped[Region | None] = relationship()

    __table_args__ = (
        CheckConstraint("holiday_region IN ('', 'noord', 'midden', 'zuid')", name="holiday_region"),
        Index("ix_location_pc4", "postcode"),
    )

    @property
    def is_special(self) -> bool:
        return self.kind in SPECIAL_KINDS

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def pc4(self) -> str:
        return self.postcode[:4]

    @property
    def sector(self) -> Sector:
        return Sector.VO if self.kind in VO_KINDS else Sector.PO

    @property
    def serves_nationally(self) -> bool:
        """Clusters 1 and 2 stand outside the regions and serve the whole country."""
        return self.cluster in NATIONAL_CLUSTERS

    @property
    def is_reformatorisch(self) -> bool:
        """These schools belong to a samenwerkingsverband of their own, for the whole country."""
        return "reformatorisch" in self.denomination.lower()

    def __repr__(self) -> str:
        return f"<Location {self.code}>"


class PostcodeArea(Base):
    """What the four digits of a postcode say: place, coordinates and the two regions."""

    __tablename__ = "postcode_area"

    pc4: Mapped[str] = mapped_column(String(4), primary_key=True)
    place: Mapped[str] = mapped_column(String(120), default="")
    municipality: Mapped[str] = mapped_column(String(120), default="")
    province: Mapped[str] = mapped_column(String(40), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    region_po_code: Mapped[str] = mapped_column(String(6), default="")
    region_vo_code: Mapped[str] = mapped_column(String(6), default="")
