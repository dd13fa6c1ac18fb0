"""Lines of CSV files that spreadsheets open: UTF-8 by their mark, and no cell that is taken for a formula. Pure."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable

# By this mark at the beginning of a file spreadsheets recognise UTF-8.
MARK = "\ufeff"
_FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")
# Unicode's categories of controls, format signs and blanks.
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def line_of(values: Iterable[str]) -> str:
    """One line of the file, with its end."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow([_harmless(value) for value in values])
    return out.getvalue()


def _harmless(value: str) -> str:
    """A cell that no spreadsheet takes for a formula; some look past what nobody sees, and read full-width signs as plain."""
    begins = next((sign for sign in value if sign in _FORMULA_SIGNS or unicodedata.category(sign) not in _UNSEEN), "")
    return f"'{value}" if begins in _FORMULA_SIGNS else value
