"""Cursors come back in an address, so from anybody's hands."""

from __future__ import annotations

import base64
import json

import pytest

from network.core.pagination import decode_cursor, encode_cursor


def cursor_of(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


def test_a_cursor_gives_back_the_values_of_its_row() -> None:
    assert decode_cursor(encode_cursor(["De Ooievaar", 7]), length=2) == ["De Ooievaar", 7]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 2900,
        json.dumps(["De Ooievaar", 10**30]),
        json.dumps(["De Ooievaar", True]),
        json.dumps(["De\x00Ooievaar", 7]),
        json.dumps(["\ud800", 7]),
        json.dumps([["De Ooievaar"], 7]),
        json.dumps(["De Ooievaar"]),
        "no list",
    ],
)
def test_what_no_row_can_have_left_is_no_cursor(text: str) -> None:
    assert decode_cursor(cursor_of(text), length=2) is None
