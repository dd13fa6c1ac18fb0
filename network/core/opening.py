"""A page that asks for what cannot be done is not opened: the rule that would refuse it once sent speaks first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import request

Thing = TypeVar("Thing")


def refuse_to_open(rule: Callable[[Thing], None], thing: Thing) -> None:
    """Raise what `rule` raises about the thing when its page is opened.

    What is sent is left to the service, which asks the same rule once it holds the thing: the form keeps what was typed.
    """
    if request.method != "POST":
        rule(thing)
