"""Lines for spreadsheets: no cell is a formula, whatever stands unseen before its first sign."""

from __future__ import annotations

import pytest

from network.core.spreadsheet import line_of


@pytest.mark.parametrize(
    "before",
    ["", " ", "\t", "\r", "\n", "\x0b", "\xa0", "\u3000", "\u2028", "\u200b", "\ufeff", "\u202e", " \u200b\xa0"],
)
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_a_formula_is_a_text_whatever_stands_unseen_before_it(before: str, sign: str) -> None:
    assert line_of(["x", f"{before}{sign}1"]).lstrip('x;"').startswith(f"'{before}{sign}1")


@pytest.mark.parametrize("value", ["", " ", "\u200b", "1+1", "\xa0groep 3", "'=1", "école"])
def test_any_other_text_is_left_as_it_is(value: str) -> None:
    assert line_of(["x", value]) == f"x;{value}\r\n"
