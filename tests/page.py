"""A browser for web tests: it keeps cookies, follows no redirects unless told, and reads pages as HTML."""

from __future__ import annotations

from typing import Any

from flask import Flask, g
from lxml import html
from werkzeug.test import TestResponse

from network.core.database import db
from network.models import User
from tests.factories.people import sign_in_cookie


class Answer:
    """One answer: its status, where it leads, and its parsed page."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.location = response.headers.get("Location", "")
        self.text_raw = response.get_data(as_text=True)

    @property
    def document(self) -> html.HtmlElement:
        return html.fromstring(self.text_raw)

    def all(self, selector: str) -> list[html.HtmlElement]:
        """The elements that fit a CSS selector."""
        return list(self.document.cssselect(selector))

    def texts(self, selector: str) -> list[str]:
        """The words of each element that fits, white space folded."""
        return [" ".join(element.text_content().split()) for element in self.all(selector)]

    def filled_in(self, form: str = "main form", **changed: Any) -> dict[str, Any]:
        """What a browser sends of the first such form as it came, with some fields filled in anew."""
        sent, values = self.all(form)[0], {}
        for area in sent.cssselect("textarea"):
            area.text = (area.text or "").replace("\r\n", "\n").removeprefix("\n").replace("\n", "\r\n")
        for name, value in sent.form_values():
            values.setdefault(name, []).append(value)
        return values | changed

    @property
    def text(self) -> str:
        """All words of the page, white space folded."""
        return " ".join(self.document.text_content().split())


class Page:
    """What a reader does: sign in, open, submit."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def sign_in(self, user: User) -> Page:
        """Be this person from here on, without passing the sign-in form."""
        db.session.commit()
        sign_in_cookie(self.client, user)
        return self

    def get(self, path: str, *, follow: bool = False) -> Answer:
        _forget_request()
        return Answer(self.client.get(path, follow_redirects=follow))

    def submit(self, path: str, data: dict[str, Any] | None = None, *, follow: bool = False) -> Answer:
        _forget_request()
        answer = Answer(self.client.post(path, data=data or {}, follow_redirects=follow))
        db.session.expire_all()
        return answer


def _forget_request() -> None:
    """Begin as a new request does: within a test all requests share one application context."""
    db.session.commit()
    for name in list(g):
        g.pop(name)
