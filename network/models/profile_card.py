"""What matching reads of a profile, in one row: written with every change of the profile, never edited."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from network.core.database import Base, enum_type
from network.models.expertise import ProfileState, Reach


class ProfileCard(Base):
    """The facts of one profile that decide whether it fits. Codes and ids stand in one text, parted by blanks.

    A signature has a bit per code (several codes may share one): it lets a database pass over most profiles, and
    never one that fits. Fewer codes share one in `need_bits` and `form_bits`; NULL: written by a process of the version
    before, and let through until it is written anew. `is_open`: the school is, for a closed one is asked nothing. `heard`: what the profile's text sounds like, by the model named in
    `model`; `rare_words`: the stems of those in it.
    """

    __tablename__ = "profile_card"

    profile_id: Mapped[int] = mapped_column(ForeignKey("expertise_profile.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[ProfileState] = mapped_column(enum_type(ProfileState, "state"))
    paused_until: Mapped[date | None]
    location_id: Mapped[int]
    is_confirmed: Mapped[bool]
    confirmed_on: Mapped[date | None]
    is_open: Mapped[bool]
    reach: Mapped[Reach] = mapped_column(enum_type(Reach, "reach"))
    reach_km: Mapped[int | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    holiday_region: Mapped[str] = mapped_column(String(10))
    board_id: Mapped[int]
    max_open: Mapped[int]
    max_per_30_days: Mapped[int | None]
    lead_days: Mapped[int]
    leaves_out_own_board: Mapped[bool]
    needs: Mapped[str] = mapped_column(Text)
    forms: Mapped[str] = mapped_column(Text)
    ages: Mapped[str] = mapped_column(Text)
    school_types: Mapped[str] = mapped_column(Text)
    region_ids: Mapped[str] = mapped_column(Text)
    need_signature: Mapped[int] = mapped_column(BigInteger)
    form_signature: Mapped[int] = mapped_column(BigInteger)
    age_signature: Mapped[int] = mapped_column(BigInteger)
    school_type_signature: Mapped[int] = mapped_column(BigInteger)
    need_bits: Mapped[int | None] = mapped_column(BigInteger)
    form_bits: Mapped[int | None] = mapped_column(BigInteger)
    heard: Mapped[str] = mapped_column(Text)
    rare_words: Mapped[str] = mapped_column(Text, server_default="")
    model: Mapped[str] = mapped_column(String(16))

    # All that tells who is near enough and may fit, so that the rows themselves are read only for them.
    __table_args__ = (
        Index(
            "ix_profile_card_reach",
            *("reach", "state", "latitude", "longitude", "reach_km", "profile_id"),
            *("need_bits", "form_bits", "age_signature", "school_type_signature", "need_signature"),
        ),
    )
