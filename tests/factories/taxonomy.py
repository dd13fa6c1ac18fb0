"""Terms of the seeded taxonomy, by code."""

from __future__ import annotations

from sqlalchemy import select

from network.core.database import db
from network.models import Term
from network.models.taxonomy import Facet


def term(facet: Facet, code: str) -> Term:
    return db.session.scalars(select(Term).where(Term.facet == facet, Term.code == code)).one()


def need(code: str) -> Term:
    return term(Facet.NEED, code)


def form(code: str) -> Term:
    return term(Facet.FORM, code)


def age_group(code: str) -> Term:
    return term(Facet.AGE_GROUP, code)


def school_type(code: str) -> Term:
    return term(Facet.SCHOOL_TYPE, code)
