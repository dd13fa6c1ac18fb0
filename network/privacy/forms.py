"""The guard in a form: showing where it saw something, and mending that place with one click."""

from __future__ import annotations

from flask import request

from network.core.errors import DomainError
from network.core.forms import BaseForm
from network.privacy.guard import check, replace
from network.privacy.service import IdentifyingText
from network.privacy.words import Piece, pieces_of


def show_refusal(form: BaseForm, error: DomainError) -> list[Piece]:
    """Put a refusal beside its field; the pieces of what was typed that the guard marked, if it was the guard."""
    form.apply_error(error)
    if not isinstance(error, IdentifyingText) or not error.field:
        return []
    return pieces_of(error.field, form[error.field].data or "", error.findings)


def mend(form: BaseForm) -> list[Piece] | None:
    """Replace the marked place that the reader chose to mend, in the form only; what is still marked.

    None when the reader pressed another button. Nothing is stored.
    """
    name, start, end = _chosen_place()
    if name not in form:
        return None
    text = form[name].data or ""
    chosen = [finding for finding in check(text) if (finding.start, finding.end) == (start, end)]
    if chosen:
        form[name].data = replace(text, chosen[0])
    return pieces_of(name, form[name].data or "", check(form[name].data or ""))


def _chosen_place() -> tuple[str, int, int]:
    name, _sep, place = request.form.get("mend", "").partition(":")
    start, _sep, end = place.partition(":")
    if not (start.isdigit() and end.isdigit()):
        return "", 0, 0
    return name, int(start), int(end)
