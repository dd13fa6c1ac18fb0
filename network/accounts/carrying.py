"""A form that arrived after its session had ended goes along with signing in, within the page: nothing of it is kept here."""

from __future__ import annotations

import json

from flask import request

from network.access.guard import fields_sent

Typed = list[tuple[str, str]]


def came_along() -> str:
    """The form that was sent here instead of a sign-in, packed for a hidden field; empty when there is none."""
    is_sign_in = request.form.keys() & {"email", "password"} == {"email", "password"}
    return "" if is_sign_in else pack()


def pack() -> str:
    """The fields of the form that was just sent, as one line; empty when nothing may go along."""
    names = fields_sent()
    typed = [(name, value) for name, value in request.form.items(multi=True) if name in names]
    return json.dumps(typed) if typed else ""


def unpack(packed: str | None) -> Typed:
    """What `pack` made, as names and values; nothing when it was tampered with."""
    try:
        pairs = json.loads(packed or "[]")
        return [(str(name), str(value)) for name, value in pairs]
    except (ValueError, TypeError):
        return []


def page_of(path: str, typed: Typed) -> dict[str, object]:
    """What the page shows that gives the form back; among the values only texts are worth showing, no codes and choices."""
    return {"path": path, "typed": typed, "texts": [value for _, value in typed if " " in value.strip()]}
