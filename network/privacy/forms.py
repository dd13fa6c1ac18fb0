"""The guard in a form: showing where it saw something, and mending that place with one click."""

from __future__ import annotations

from flask import request
from wtforms import Field, HiddenField, StringField

from network.core.errors import DomainError
from network.core.forms import BaseForm
from network.privacy.guard import check, replace
from network.privacy.service import IdentifyingText
from network.privacy.words import Piece, pieces_of


def show_refusal(form: BaseForm, error: DomainError) -> list[Piece]:
    """Put a refusal beside each field that it is about; the pieces that the guard marked, if it was the guard."""
    if not isinstance(error, IdentifyingText):
        form.apply_error(error)
        return []
    pieces: list[Piece] = []
    for name, findings in error.findings.items():
        field = form[name]
        field.errors = [*field.errors, error.message]
        pieces += pieces_of(name, field.data or "", findings)
    return pieces


def mend(form: BaseForm) -> list[Piece] | None:
    """Replace the marked place that the reader chose to mend, in the form only; what is still marked in any field.

    None when the reader pressed another button, or changed the place by hand meanwhile. Nothing is stored.
    """
    name, start, end = _chosen_place()
    texts = {field.name: field for field in form if _is_free_text(field)}
    words = texts[name].data or "" if name in texts else ""
    chosen = [finding for finding in check(words) if (finding.start, finding.end) == (start, end)]
    if not chosen:
        return None
    texts[name].data = replace(words, chosen[0])
    return [piece for one in texts.values() for piece in pieces_of(one.name, one.data or "", check(one.data or ""))]


def _is_free_text(field: Field) -> bool:
    return isinstance(field, StringField) and not isinstance(field, HiddenField)


def _chosen_place() -> tuple[str, int, int]:
    name, _sep, place = request.form.get("mend", "").partition(":")
    start, _sep, end = place.partition(":")
    if not (start.isdigit() and end.isdigit()):
        return "", 0, 0
    return name, int(start), int(end)
