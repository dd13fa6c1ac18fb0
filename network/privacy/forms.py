"""The guard in a form: showing where it saw something, mending that place or all of them with one click, or saying that it is no pupil's name.

What was said so travels with the form (`not_a_name`) until the text is stored.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from flask import request
from wtforms import Field, HiddenField, StringField
from wtforms.validators import Length

from network.core.database import Base
from network.core.errors import DomainError
from network.core.forms import BaseForm
from network.core.i18n import _
from network.privacy import guard, service
from network.privacy.denials import may_be_denied, phrase_of
from network.privacy.findings import Finding
from network.privacy.service import IdentifyingText
from network.privacy.words import Piece, pieces_of, what_stays


def show_refusal(form: BaseForm, error: DomainError) -> list[Piece]:
    """Put a refusal beside each field that it is about; the pieces that the guard marked, if it was the guard.

    What the guard says of several fields is said once, of the form; beside each of them stands where to look.
    """
    if not isinstance(error, IdentifyingText):
        form.apply_error(error)
        return []
    _show_denied(form, error.not_names)
    words = error.message
    if len(error.findings) > 1:
        form.form_errors.append(words)
        words = _("Kijk naar wat hieronder is gemarkeerd.")
    pieces: list[Piece] = []
    for name, findings in error.findings.items():
        field = form[name]
        field.errors = [*field.errors, words]
        pieces += pieces_of(name, field.data or "", findings)
    return pieces


def look_over(form: BaseForm, about: Base | None = None) -> list[Piece] | None:
    """Why a form is shown again: the pieces that the guard marks, perhaps none; None when it was sent and can be kept.

    What the guard sees is told together with what else is wrong, not after it.
    """
    pieces = mend(form)
    if pieces is not None or form.validate_on_submit():
        return pieces
    return _seen_besides(form, about) if form.is_submitted() else []


def _seen_besides(form: BaseForm, about: Base | None) -> list[Piece]:
    """In the fields that are right as far as their shape goes: a text that is too long is to be shortened first."""
    texts = {name: text for name, text in _texts(form).items() if not form[name].errors}
    try:
        service.refuse_identifying(about, not_names=denied_names(), **texts)
    except IdentifyingText as error:
        return show_refusal(form, error)
    return []


def mend(form: BaseForm) -> list[Piece] | None:
    """Do what the reader chose at a marked place, or at all of them, in the form only; what is still marked in any field.

    It is replaced, a name wherever it stands, for without its cue nothing would mark it any more; or it stays, for it is no
    pupil's name. None when the reader pressed another button, changed the place by hand meanwhile, or wrote more in a field
    than it holds: that is not read. Nothing is stored.
    """
    not_names = denied_names()
    _show_denied(form, not_names)
    if request.method != "POST" or any(map(_is_too_long, form)):
        return None
    texts = _texts(form)
    found = guard.findings_in(service.read_once(texts), not_names)
    denied = _place("deny")
    place = denied or _place("mend")
    chosen = _marked_at(place, found) if place else None
    if _takes_all(found):
        texts = guard.mend_all(texts, not_names)
    elif place is None or chosen is None:
        return None
    elif not denied:
        texts = guard.mend(texts, place[0], chosen, not_names)
    elif may_be_denied(chosen):
        not_names |= {phrase_of(chosen.of(texts[place[0]]))}
    return _show_mended(form, texts, not_names)


def _takes_all(found: Mapping[str, list[Finding]]) -> bool:
    """Whether the reader wants all away, and there is something still."""
    return "mend_all" in request.form and any(found.values())


def _show_mended(form: BaseForm, texts: Mapping[str, str], not_names: Collection[str]) -> list[Piece]:
    """Put these texts into the form; what is still marked in them."""
    for field_name, text in texts.items():
        form[field_name].data = text
    _show_denied(form, not_names)
    still = guard.findings_in(service.read_once(texts), not_names)
    return [piece for field_name, text in texts.items() for piece in pieces_of(field_name, text, still[field_name])]


def denied_names() -> frozenset[str]:
    """The phrases of which this form says that they are no pupil's name."""
    return frozenset(request.form.getlist("not_a_name"))


def keep_denied(form: BaseForm, about: Base, *, actor_id: int) -> None:
    """What this form says to be no pupil's name holds for `about` from now on; in the unit of work that stores the text."""
    service.deny_names(about, denied_names(), _texts(form), actor_id=actor_id)


def _show_denied(form: BaseForm, not_names: Collection[str]) -> None:
    """What stays although the guard marks it, at each field as {phrase: words that say so}, for the page to show and carry on.

    With a field that is not read all of it is carried on, without words: it may stand there.
    """
    texts = _texts(form)
    found = guard.denied_in(service.read_once(texts), lambda phrase: phrase in not_names) if not_names else {}
    for name, places in found.items():
        form[name].not_names = {phrase: what_stays(place, texts[name]) for phrase, place in places.items()}
    for field in filter(_is_too_long, form):
        field.not_names = dict.fromkeys(sorted(not_names), "")


def _texts(form: BaseForm) -> dict[str, str]:
    """What the guard reads: the texts that their fields can hold; what is too long is to be shortened first."""
    return {
        field.name: field.data or ""
        for field in form
        if isinstance(field, StringField) and not isinstance(field, HiddenField) and not _is_too_long(field)
    }


def _is_too_long(field: Field) -> bool:
    """Whether more was written than the field holds."""
    most = (check.max for check in field.validators if isinstance(check, Length))
    return isinstance(field.data, str) and any(0 < longest < len(field.data) for longest in most)


Chosen = tuple[str, int, int]
_PLACE = re.compile(r"(\d{1,9}):(\d{1,9})", re.ASCII)


def _marked_at(place: Chosen, found: Mapping[str, list[Finding]]) -> Finding | None:
    return next((one for one in found.get(place[0], ()) if (one.start, one.end) == place[1:]), None)


def _place(button: str) -> Chosen | None:
    """The field and the place that this button names."""
    name, _sep, place = request.form.get(button, "").partition(":")
    match = _PLACE.fullmatch(place)
    return (name, int(match[1]), int(match[2])) if match else None
