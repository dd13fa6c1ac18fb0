"""School holidays per holiday region: data, because official dates change yearly."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from network.core.database import Aggregate, Base


class SchoolHoliday(Aggregate, Base):
    """One holiday of one holiday region (noord, midden, zuid), first and last day included."""

    __tablename__ = "school_holiday"

    holiday_region: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(80))
    school_year: Mapped[str] = mapped_column(String(9))
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    __table_args__ = (
        CheckConstraint("holiday_region IN ('noord', 'midden', 'zuid')", name="holiday_region"),
        CheckConstraint("ends_on >= starts_on", name="order"),
        UniqueConstraint("holiday_region", "school_year", "name"),
    )
