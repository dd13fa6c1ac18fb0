"""The guard in a form: showing where it saw something, and mending that place with one click."""

from __future__ import annotations

from flask import request
from wtforms import Field, HiddenField, StringField

from network.core.errors import DomainError
from network.core.forms import BaseForm
from network.privacy import guard
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

    A name goes wherever it stands: without its cue nothing would mark it any more. None when the reader pressed another
    button, or changed the place by hand meanwhile. Nothing is stored.
    """
    name, start, end = _chosen_place()
    fields = {field.name: field for field in form if _is_free_text(field)}
    texts = {field_name: field.data or "" for field_name, field in fields.items()}
    chosen = [one for one in guard.check_all(texts).get(name, ()) if (one.start, one.end) == (start, end)]
    if not chosen:
        return None
    mended = guard.mend(texts, name, chosen[0])
    for field_name, text in mended.items():
        fields[field_name].data = text
    still = guard.check_all(mended)
    return [piece for field_name, text in mended.items() for piece in pieces_of(field_name, text, still[field_name])]


def _is_free_text(field: Field) -> bool:
    return isinstance(field, StringField) and not isinstance(field, HiddenField)


def _chosen_place() -> tuple[str, int, int]:
    name, _sep, place = request.form.get("mend", "").partition(":")
    start, _sep, end = place.partition(":")
    if not (start.isdigit() and end.isdigit()):
        return "", 0, 0
    return name, int(start), int(end)
