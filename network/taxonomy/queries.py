"""Reading the taxonomy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import String, bindparam, cast, func, select
from sqlalchemy.orm import joinedload, selectinload

from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.models import Synonym, Term
from network.models.taxonomy import Facet
from network.taxonomy.spellings import ALSO_CALLED


@dataclass(frozen=True)
class Names:
    """A term with the words that people use for it."""

    code: str
    label_nl: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """What a word of the field means, for who reads or chooses it; `language` is that of the definition."""

    label: str
    definition: str
    language: str


# The signs that part records and units in plain text: no name holds one.
_ROW, _PART = "\x1e", "\x1f"

_TERMS_IN_USE = (
    select(
        func.aggregate_strings(cast(Term.id, String) + _PART + Term.code + _PART + Term.label_nl, _ROW),
    )
    .where(Term.facet == bindparam("facet"), Term.is_retired.is_(False))
    .scalar_subquery()
)
_SYNONYMS = select(
    func.aggregate_strings(
        cast(Synonym.id, String) + _PART + cast(Synonym.term_id, String) + _PART + Synonym.phrase, _ROW
    )
).scalar_subquery()
_NAMES = select(_TERMS_IN_USE, _SYNONYMS)


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


def list_need_groups_with_meanings(language: str) -> list[tuple[Term, tuple[Term, ...], list[Meaning]]]:
    """Each group of needs, all that can be ticked in it (itself first), and what these mean."""
    groups = [(group, (group, *needs)) for group, needs in list_need_groups()]
    return [(group, needs, meanings_of(needs, language)) for group, needs in groups]


def list_groups_for(term: Term) -> list[Term]:
    """The groups that a need can stand under, with the one that it stands under; none for a group, or a term of another list."""
    if term.facet is not Facet.NEED or has_terms_below(term):
        return []
    needs = list_terms(Facet.NEED, with_retired=True)
    groups = [one for one in needs if one.parent_id is None and one is not term]
    return [one for one in groups if not one.is_retired or one.id == term.parent_id]


def meanings_of(terms: Iterable[Term], language: str) -> list[Meaning]:
    """What these terms mean, in their order; those without a definition are left out."""
    return [meaning_of(term, language) for term in terms if term.definition]


def meaning_of(term: Term, language: str) -> Meaning:
    """What this term means, in this language; in Dutch where there is nothing in English."""
    if language == "en" and term.definition_en:
        return Meaning(term.label(language), term.definition_en, "en")
    return Meaning(term.label(language), term.definition, "nl")


def list_by_codes(facet: Facet, codes: Iterable[str]) -> Sequence[Term]:
    """The terms with these codes, in the order of the list; unknown codes are left out."""
    wanted = set(codes)
    return [term for term in list_terms(facet, with_retired=True) if term.code in wanted]


def list_all_with_synonyms() -> Sequence[Term]:
    """The terms of every list in their order with their synonyms and their group loaded, retired ones too."""
    return db.session.scalars(
        select(Term).options(selectinload(Term.synonyms), joinedload(Term.parent)).order_by(Term.position, Term.id)
    ).all()


def has_terms_below(term: Term) -> bool:
    """Whether it is a group of others."""
    return db.session.scalar(select(Term.id).where(Term.parent_id == term.id).limit(1)) is not None


def read_names(facet: Facet) -> tuple[str, str]:
    """The terms in use of one list and all synonyms, as two texts for `names_of`: others as soon as a name changes.

    One lean row, as it is asked for every text that is heard.
    """
    terms, synonyms = db.session.execute(_NAMES, {"facet": facet}).one()
    return terms or "", synonyms or ""


def names_of(read: tuple[str, str]) -> list[Names]:
    """The terms with their names that `read_names` read, each with its oldest synonym first, and what the product calls it."""
    terms, synonyms = (sorted(_rows_of(text), key=lambda row: int(row[0])) for text in read)
    of_term: dict[str, list[str]] = {}
    for _id, term_id, phrase in synonyms:
        of_term.setdefault(term_id, []).append(phrase)
    return [Names(code, label, (*of_term.get(id, ()), *ALSO_CALLED.get(code, ()))) for id, code, label in terms]


def _rows_of(text: str) -> list[list[str]]:
    return [row.split(_PART) for row in text.split(_ROW)] if text else []


def labels_of(facets: Iterable[Facet], language: str) -> dict[str, str]:
    """The word for each code of these lists, retired ones too; one lean query, as pages that explain ask it often."""
    rows = db.session.execute(select(Term.code, Term.label_nl, Term.label_en).where(Term.facet.in_(list(facets))))
    return {code: (english if language == "en" else "") or dutch for code, dutch, english in rows}


def get_term(public_id: str) -> Term:
    """The term, with its synonyms; NotFound when there is none."""
    term = db.session.scalar(select(Term).where(Term.public_id == public_id).options(selectinload(Term.synonyms)))
    if term is None:
        raise NotFound(_("Dit begrip bestaat niet."))
    return term
