"""A form that is sent after its session has ended: nothing that was typed is lost, also without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from wtforms import PasswordField

from network.access.guard import SECRET_FIELDS
from network.accounts import carrying
from network.accounts import forms as account_forms
from network.accounts.hashing import hash_password
from network.core.database import db
from network.core.forms import BaseForm
from network.models import User
from tests.factories import make_requester
from tests.page import Answer, Page

GOOD = "paraplu fietsbel aardappel"
FORM = "/ondersteuningsvragen/nieuw/0123456789abcdef"
STORY = 'Bij elke tegenslag gooit een leerling met spullen.\n\nOok in de "kring" & op het plein.'
TYPED = {"title": "Een leerling wordt boos", "story": STORY, "choice": ["een", "twee"]}


@pytest.fixture
def somebody(page: Page, clock) -> User:
    user = make_requester(email="ina@school.example")
    user.password_hash = hash_password(GOOD)
    db.session.commit()
    page.submit("/inloggen", {"email": user.email, "password": GOOD})
    return user


@pytest.fixture
def with_csrf(app: Flask) -> Iterator[None]:
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


def hidden(answer: Answer, form: str = "main form") -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for field in answer.all(f"{form} input[type=hidden]"):
        values.setdefault(field.get("name"), []).append(field.get("value"))
    return values


def send_late(page: Page, data: dict[str, object]) -> Answer:
    """Send the form as a browser does: to the address that a 307 names, once more."""
    answer = page.submit(FORM, data)
    assert answer.status == 307
    return page.submit(answer.location, data)


def sign_in_again(page: Page, shown: Answer, password: str = GOOD) -> Answer:
    fields = hidden(shown) | {"email": "ina@school.example", "password": password}
    return page.submit(f"/inloggen?verder={FORM}", fields)


def test_what_was_typed_comes_back_after_signing_in(page: Page, somebody: User, clock) -> None:
    clock.shift(timedelta(minutes=31))

    shown = send_late(page, TYPED)
    given_back = sign_in_again(page, shown)

    assert shown.texts("h1") == ["Inloggen"]
    assert "Je bent intussen uitgelogd" in shown.text
    assert given_back.texts("h1") == ["Je bent weer ingelogd"]
    assert given_back.all("main form")[0].get("action") == FORM
    values = hidden(given_back)
    assert values.pop("csrf_token")
    assert {name: [v.replace("\r\n", "\n") for v in each] for name, each in values.items()} == {
        name: value if isinstance(value, list) else [value] for name, value in TYPED.items()
    }


def test_a_wrong_password_loses_nothing(page: Page, somebody: User, clock) -> None:
    clock.shift(timedelta(minutes=31))
    shown = send_late(page, TYPED)

    refused = sign_in_again(page, shown, "niet dit")

    assert refused.status == 422
    assert hidden(refused)["typed"] == hidden(shown)["typed"]


def test_what_comes_back_is_sent_with_one_button(page: Page, somebody: User, clock, with_csrf: None) -> None:
    typed = TYPED | {"csrf_token": hidden(page.get(FORM))["csrf_token"]}
    clock.shift(timedelta(minutes=31))

    given_back = sign_in_again(page, send_late(page, typed))

    arrived = page.submit(FORM, hidden(given_back))

    assert arrived.status != 400
    assert arrived.location or arrived.all("#story")


def post_from(page: Page, site: str) -> Answer:
    """Send the form of a page that was opened before signing in again."""
    db.session.commit()
    return Answer(page.client.post(FORM, data=TYPED, headers={"Sec-Fetch-Site": site}))


def test_a_form_from_before_signing_in_again_elsewhere_is_given_back(
    page: Page, somebody: User, with_csrf: None
) -> None:
    given_back = post_from(page, "same-origin")

    assert (given_back.status, given_back.texts("h1")) == (400, ["Je bent weer ingelogd"])
    assert page.submit(FORM, hidden(given_back)).status != 400


def test_what_another_site_sends_is_not_given_back(page: Page, somebody: User, with_csrf: None) -> None:
    assert post_from(page, "cross-site").texts("h1") == ["Dat konden we niet lezen"]


def test_a_button_that_carries_nothing_leads_back_to_its_page(page: Page, somebody: User, clock) -> None:
    clock.shift(timedelta(minutes=31))

    assert page.submit(FORM, {"csrf_token": "x"}).status == 302


def test_passwords_do_not_go_along(page: Page, somebody: User, clock) -> None:
    clock.shift(timedelta(minutes=31))

    answer = page.submit("/mijn-gegevens/wachtwoord", {"present": GOOD, "password": "iets heel anders dan dat"})

    assert answer.status == 302


def test_every_password_is_known_as_secret(app: Flask) -> None:
    with app.test_request_context():
        forms = [
            form() for form in vars(account_forms).values() if isinstance(form, type) and issubclass(form, BaseForm)
        ]

    secrets = {field.name for form in forms for field in form if isinstance(field, PasswordField)}
    assert secrets == SECRET_FIELDS


@pytest.mark.parametrize("packed", ["", None, "geen json", "3", '["a"]', '{"a": 1}', "[[1, 2, 3]]"])
def test_what_was_tampered_with_is_nothing(packed: str | None) -> None:
    assert carrying.unpack(packed) == []
