"""The words for the codes of the taxonomy that notices keep."""

from __future__ import annotations

from collections.abc import Iterable

from flask import g
from sqlalchemy import select

from network.core.database import db
from network.models import Term
from network.models.taxonomy import Facet

_Labels = dict[tuple[Facet, str], dict[str, str]]


def list_labels(facet: Facet, codes: Iterable[str], language: str) -> list[str]:
    """The words for these codes, in their order; Dutch where there is no English one. Codes that are gone are left out."""
    labels = _read_labels()
    found = (labels.get((facet, code)) for code in codes)
    return [of_code.get(language) or of_code["nl"] for of_code in found if of_code]


def _read_labels() -> _Labels:
    """All of them, retired ones too: read once per request or task, as a page of notices names many."""
    kept: _Labels | None = g.get("notice_labels")
    if kept is None:
        rows = db.session.execute(select(Term.facet, Term.code, Term.label_nl, Term.label_en))
        kept = g.notice_labels = {(facet, code): {"nl": dutch, "en": english} for facet, code, dutch, english in rows}
    return kept
