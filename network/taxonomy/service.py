"""Filling and changing the taxonomy. The product brings a vocabulary along; national staff keep it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from network.access.audit import record
from network.core.database import db
from network.core.errors import InvalidInput
from network.core.i18n import _
from network.models import Synonym, Term
from network.models.taxonomy import Facet

SHIPPED = Path(__file__).parent / "data" / "taxonomy.json"


def seed() -> int:
    """Add the shipped terms that are missing; what was changed here stays as it is. The number added."""
    present = {(term.facet, term.code): term for term in db.session.scalars(select(Term))}
    shipped: list[dict[str, Any]] = json.loads(SHIPPED.read_text("utf-8"))
    added = 0
    for position, row in enumerate(shipped):
        key = (Facet(row["facet"]), row["code"])
        if key in present:
            continue
        present[key] = _new_term(row, position, parent=present.get((key[0], row["parent"] or "")))
        added += 1
    db.session.flush()
    return added


def _new_term(row: dict[str, Any], position: int, *, parent: Term | None) -> Term:
    term = Term(
        facet=Facet(row["facet"]),
        code=row["code"],
        parent=parent,
        label_nl=row["label_nl"],
        label_en=row["label_en"],
        definition=row["definition"],
        position=position,
        synonyms=[Synonym(phrase=phrase) for phrase in dict.fromkeys(row["synonyms"])],
    )
    db.session.add(term)
    return term


def edit(term: Term, *, label_nl: str, label_en: str, definition: str, actor_id: int) -> None:
    """Change the words of a term; its code stays."""
    term.label_nl, term.label_en, term.definition = label_nl, label_en, definition
    record("term.edited", term, actor_id=actor_id, code=term.code)


def retire(term: Term, *, actor_id: int) -> None:
    """Offer a term no more; it stays on what used it."""
    term.is_retired = True
    record("term.retired", term, actor_id=actor_id, code=term.code)


def restore(term: Term, *, actor_id: int) -> None:
    """Offer a retired term again."""
    term.is_retired = False
    record("term.restored", term, actor_id=actor_id, code=term.code)


def add_synonym(term: Term, phrase: str, *, actor_id: int) -> Synonym:
    """Add another word for a term; InvalidInput when it has it already."""
    if phrase.casefold() in {synonym.phrase.casefold() for synonym in term.synonyms}:
        raise InvalidInput(_("Dit woord staat er al bij."), field="phrase")
    synonym = Synonym(phrase=phrase)
    term.synonyms.append(synonym)
    record("term.synonym_added", term, actor_id=actor_id, code=term.code)
    return synonym


def remove_synonym(term: Term, synonym: Synonym, *, actor_id: int) -> None:
    """Take a word away from a term."""
    term.synonyms.remove(synonym)
    record("term.synonym_removed", term, actor_id=actor_id, code=term.code)
