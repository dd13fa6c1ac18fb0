"""What every answer carries, and what none may."""

from __future__ import annotations

import re

import pytest

from tests.factories import make_requester
from tests.page import Page


@pytest.mark.parametrize("path", ["/", "/aanbod", "/inloggen", "/ondersteuningsvragen", "/bestaat-niet"])
def test_every_page_forbids_what_it_does_not_need(page: Page, path: str) -> None:
    headers = page.get(path).response.headers

    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_private_pages_are_kept_by_no_cache(page: Page) -> None:
    page.sign_in(make_requester())

    assert page.get("/ondersteuningsvragen").response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/", "/aanbod", "/uitleg", "/uitleg/cijfers", "/privacy", "/toegankelijkheid", "/onderdelen"]
)
def test_no_script_and_no_style_stands_in_a_page(page: Page, path: str) -> None:
    text = page.get(path).text_raw

    assert not re.search(r"\sstyle=|\son\w+=|<style", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r'(?:src|href)="https?://', text)


def test_a_message_above_a_form_is_reached_first_without_a_script_too(page: Page) -> None:
    messages = page.get("/onderdelen").all("#fouten, #gewijzigd, #advies")

    assert [(one.get("tabindex"), "autofocus" in one.attrib) for one in messages] == [("-1", True)] * 3


@pytest.mark.parametrize(("path", "status"), [("/bestaat-niet", 404), ("/uitloggen", 405)])
def test_errors_have_pages_of_their_own_with_a_way_on(page: Page, path: str, status: int) -> None:
    page.sign_in(make_requester())

    answer = page.get(path)

    assert answer.status == status
    assert answer.all("main a")


def test_a_machine_can_ask_whether_all_is_well(page: Page) -> None:
    assert page.get("/gezond").response.json["database"] is True
    assert page.get("/gezond?alles=1").status == 503
