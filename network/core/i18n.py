"""The language of a page or a mail: Dutch, or English by choice and for browsers that ask for it; all through gettext."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel, force_locale, get_locale, gettext, lazy_gettext, ngettext, refresh

LANGUAGES = {"nl": "Nederlands", "en": "English"}
DEFAULT_LANGUAGE = "nl"

_: Callable[..., str] = gettext
_l: Callable[..., Any] = lazy_gettext

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "_",
    "_l",
    "current_language",
    "follow_link_of",
    "in_language",
    "init_app",
    "ngettext",
]

babel = Babel()


def current_language() -> str:
    """The language of this reader: the account's, else the one chosen in this browser, else that of the link's mail, else
    what the browser asks for, else Dutch.
    """
    if not has_request_context():
        return DEFAULT_LANGUAGE
    chosen = g.get("language") or session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    if request.cookies.get("language") in LANGUAGES:
        return request.cookies["language"]
    return str(g.get("language_of_link") or request.accept_languages.best_match(LANGUAGES, DEFAULT_LANGUAGE))


def follow_link_of(language: str) -> None:
    """The page behind a link in a mail is in the language of who it was sent to, where its reader chose none."""
    g.language_of_link = language
    refresh()


def language_now() -> str:
    """The language in which texts are being written at this moment: of the reader, or of the mail."""
    locale = get_locale()
    return str(locale) if locale else current_language()


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Within this context texts are in `language`, whoever asks: for mails and background work."""
    with force_locale(language if language in LANGUAGES else DEFAULT_LANGUAGE):
        yield


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=current_language)
    app.jinja_env.globals["current_language"] = language_now
