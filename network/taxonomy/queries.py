"""Reading the taxonomy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.models import Term
from network.models.taxonomy import Facet


def list_terms(facet: Facet, *, with_retired: bool = False) -> Sequence[Term]:
    """The terms of one list in their order."""
    terms = select(Term).where(Term.facet == facet).order_by(Term.position, Term.id)
    if not with_retired:
        terms = terms.where(Term.is_retired.is_(False))
    return db.session.scalars(terms).all()


def list_need_groups() -> list[tuple[Term, list[Term]]]:
    """Each group of needs (itself a need) with the needs below it."""
    needs = list_terms(Facet.NEED)
    return [(group, [n for n in needs if n.parent_id == group.id]) for group in needs if group.parent_id is None]


def list_by_codes(facet: Facet, codes: Iterable[str]) -> Sequence[Term]:
    """The terms with these codes, in the order of the list; unknown codes are left out."""
    wanted = set(codes)
    return [term for term in list_terms(facet, with_retired=True) if term.code in wanted]


def list_with_synonyms(facet: Facet) -> Sequence[Term]:
    """The terms of one list with their synonyms loaded, retired ones too."""
    return db.session.scalars(
        select(Term).where(Term.facet == facet).options(selectinload(Term.synonyms)).order_by(Term.position, Term.id)
    ).all()


def get_term(public_id: str) -> Term:
    """The term, with its synonyms; NotFound when there is none."""
    term = db.session.scalar(select(Term).where(Term.public_id == public_id).options(selectinload(Term.synonyms)))
    if term is None:
        raise NotFound(_("Dit begrip bestaat niet."))
    return term
