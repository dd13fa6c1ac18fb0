"""The words of the field: needs, forms of support, themes, age groups and school types, with their synonyms."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Addressed, Aggregate, Base, enum_type


class Facet(StrEnum):
    """Which list a term belongs to."""

    NEED = "need"
    FORM = "form"
    THEME = "organisational_theme"
    SCHOOL_TYPE = "school_type"
    AGE_GROUP = "age_group"


class Term(Aggregate, Base):
    """One word of one list; needs have a parent. Retired terms stay on what used them and are offered no more."""

    __tablename__ = "term"

    facet: Mapped[Facet] = mapped_column(enum_type(Facet, "facet"))
    code: Mapped[str] = mapped_column(String(40))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    label_nl: Mapped[str] = mapped_column(String(80))
    label_en: Mapped[str] = mapped_column(String(80), default="")
    definition: Mapped[str] = mapped_column(String(300), default="")
    definition_en: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[int] = mapped_column(default=0)
    is_retired: Mapped[bool] = mapped_column(default=False)

    parent: Mapped[Term | None] = relationship(remote_side="Term.id")
    synonyms: Mapped[list[Synonym]] = relationship(
        back_populates="term", cascade="all, delete-orphan", order_by="Synonym.id"
    )

    __table_args__ = (UniqueConstraint("facet", "code"),)

    def label(self, language: str = "nl") -> str:
        """The word for the screen; Dutch where there is no English one."""
        return (self.label_en if language == "en" else "") or self.label_nl

    def __repr__(self) -> str:
        return f"<Term {self.facet.value}:{self.code}>"


class Synonym(Addressed, Base):
    """Another word or phrase by which teachers mean a term."""

    __tablename__ = "synonym"

    id: Mapped[int] = mapped_column(primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id", ondelete="CASCADE"))
    phrase: Mapped[str] = mapped_column(String(120))

    term: Mapped[Term] = relationship(back_populates="synonyms")

    __table_args__ = (UniqueConstraint("term_id", "phrase"),)
