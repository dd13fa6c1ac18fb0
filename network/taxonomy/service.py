"""Filling and changing the taxonomy. The product brings a vocabulary along; national staff keep it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from network.access.audit import record
from network.core import clock
from network.core.database import db
from network.core.errors import InvalidInput
from network.core.i18n import _
from network.core.text import words_of
from network.core.versions import hold
from network.models import Synonym, Term
from network.models.outbox import OutboxKind
from network.models.taxonomy import Facet
from network.outbox import service as outbox
from network.taxonomy import queries
from network.taxonomy.shipped import shipped_meanings, shipped_terms

# Whoever keeps the words changes several in a row: they are waited for, and all is heard anew once.
HEARD_ANEW_AFTER = timedelta(minutes=5)
# A promise that falls due sooner might be kept before this change is committed.
LONGEST_UNIT = timedelta(minutes=1)


@dataclass(frozen=True)
class Words:
    """What a term is called and what it means, in Dutch and in English."""

    label_nl: str
    label_en: str = ""
    definition: str = ""
    definition_en: str = ""


def seed() -> int:
    """Add the shipped terms that are missing; what was changed here stays as it is. The number added."""
    present = {(term.facet, term.code): term for term in db.session.scalars(select(Term))}
    meanings = shipped_meanings()
    added = 0
    for position, row in enumerate(shipped_terms()):
        key = (Facet(row["facet"]), row["code"])
        if key in present:
            continue
        meaning = meanings.get(row["facet"], {}).get(row["code"], {})
        parent = present.get((key[0], row["parent"] or ""))
        present[key] = _new_term(row, position, meaning=meaning, parent=parent)
        added += 1
    db.session.flush()
    return added


def _new_term(row: dict[str, Any], position: int, *, meaning: Mapping[str, str], parent: Term | None) -> Term:
    term = Term(
        facet=Facet(row["facet"]),
        code=row["code"],
        parent=parent,
        label_nl=row["label_nl"],
        label_en=row["label_en"],
        definition=meaning.get("nl") or row["definition"],
        definition_en=meaning.get("en", ""),
        position=position,
        synonyms=[Synonym(phrase=phrase) for phrase in dict.fromkeys(row["synonyms"])],
    )
    db.session.add(term)
    return term


def add(facet: Facet, words: Words, *, parent: Term | None, actor_id: int) -> Term:
    """A new term at the end of its list, with a code made of its Dutch word."""
    code = "-".join(words_of(words.label_nl))[:40]
    if not code or db.session.scalar(select(Term.id).where(Term.facet == facet, Term.code == code)):
        raise InvalidInput(_("Dit begrip staat al in de lijst."), field="label_nl")
    last = db.session.scalar(select(func.max(Term.position))) or 0
    term = Term(
        facet=facet,
        code=code,
        parent=parent if facet is Facet.NEED else None,
        position=last + 1,
        **asdict(words),
    )
    db.session.add(term)
    _promise_hearing(term)
    record("term.added", term, actor_id=actor_id, code=code)
    return term


def edit(term: Term, words: Words, *, actor_id: int) -> None:
    """Change the words of a term; its code stays."""
    term.label_nl, term.label_en = words.label_nl, words.label_en
    term.definition, term.definition_en = words.definition, words.definition_en
    _promise_hearing(term)
    record("term.edited", term, actor_id=actor_id, code=term.code)


def hold_together(need: Term, group: Term | None) -> None:
    """Wait until whoever else changes these terms is done, and keep others waiting until the end.

    Always in the same order: of two who put groups under each other at once the second waits, and sees the first.
    """
    for term in sorted({need, group or need}, key=lambda one: one.id):
        hold(term)


def move(need: Term, group: Term | None, *, actor_id: int) -> None:
    """Put a need under another group, or under none; InvalidInput when it is a group itself, or that is none.

    Matching reads the groups anew for every question; what was matched before stays as it was.
    """
    hold_together(need, group)
    if group is need.parent:
        return
    if group is not None and (queries.has_terms_below(need) or not _is_group(group, need)):
        raise InvalidInput(_("Dit kan niet onder die groep. Kies een andere."), field="group")
    need.parent = group
    record("term.moved", need, actor_id=actor_id, code=need.code, group=group.code if group else "")


def _is_group(term: Term, need: Term) -> bool:
    return term is not need and term.facet is need.facet is Facet.NEED and term.parent_id is None


def retire(term: Term, *, actor_id: int) -> None:
    """Offer a term no more; it stays on what used it."""
    term.is_retired = True
    _promise_hearing(term)
    record("term.retired", term, actor_id=actor_id, code=term.code)


def restore(term: Term, *, actor_id: int) -> None:
    """Offer a retired term again."""
    term.is_retired = False
    _promise_hearing(term)
    record("term.restored", term, actor_id=actor_id, code=term.code)


def add_synonym(term: Term, phrase: str, *, actor_id: int) -> Synonym:
    """Add another word for a term; InvalidInput when it has it already."""
    if phrase.casefold() in {synonym.phrase.casefold() for synonym in term.synonyms}:
        raise InvalidInput(_("Dit woord staat er al bij."), field="phrase")
    synonym = Synonym(phrase=phrase)
    term.synonyms.append(synonym)
    _promise_hearing(term)
    record("term.synonym_added", term, actor_id=actor_id, code=term.code)
    return synonym


def remove_synonym(term: Term, synonym_id: str, *, actor_id: int) -> None:
    """Take a word away from a term; nothing happens when it is gone already."""
    term.synonyms = [synonym for synonym in term.synonyms if synonym.public_id != synonym_id]
    _promise_hearing(term)
    record("term.synonym_removed", term, actor_id=actor_id, code=term.code)


def _promise_hearing(term: Term) -> None:
    """Commit with the change of its words that profiles and questions will be heard anew, with all words of then."""
    db.session.flush()
    now = clock.now()
    if not outbox.is_promised(OutboxKind.HEAR_ANEW, after=now + LONGEST_UNIT):
        outbox.add(
            OutboxKind.HEAR_ANEW,
            subject_id=term.id,
            dedupe_key=f"hear-anew:{term.id}:{now:%Y%m%d%H%M%S%f}",
            due_at=now + HEARD_ANEW_AFTER,
        )
