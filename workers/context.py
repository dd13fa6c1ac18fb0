"""The Flask application around a task."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from celery import current_app as current_celery
from flask import has_app_context

P = ParamSpec("P")
R = TypeVar("R")


def in_app(task: Callable[P, R]) -> Callable[P, R]:
    """Run within an application context: the present one (tests, commands), else that of the worker."""

    @wraps(task)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if has_app_context():
            return task(*args, **kwargs)
        with current_celery.flask_app.app_context():
            return task(*args, **kwargs)

    return run
