"""Terms of the seeded taxonomy, by code."""

from __future__ import annotations

from collections.abc import Sequence

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


def terms_of(
    *, needs: Sequence[str], forms: Sequence[str], age_groups: Sequence[str], school_types: Sequence[str]
) -> list[Term]:
    """These terms, in this order, in one query."""
    codes = {Facet.NEED: needs, Facet.FORM: forms, Facet.AGE_GROUP: age_groups, Facet.SCHOOL_TYPE: school_types}
    wanted = [(facet, code) for facet, of_facet in codes.items() for code in of_facet]
    found = db.session.scalars(select(Term).where(Term.code.in_({code for _facet, code in wanted}))).all()
    by_code = {(term.facet, term.code): term for term in found}
    return [by_code[each] for each in wanted]
