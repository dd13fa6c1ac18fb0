"""Files as people have them: what Excel and others make of a table is read, what is no table is refused in a sentence."""

from __future__ import annotations

import codecs

import pytest

from network.schools.tables import UnreadableFile, decode, read_rows

NAMES = {"code": ("board_code", "CODE"), "place": ("PLAATS NAAM",), "number": ("HUISNUMMER-TOEVOEGING",)}
TABLE = "CODE;PLAATS NAAM;HUISNUMMER-TOEVOEGING\n11ZZ00;Ommen aan de Één;7\n"


def cells(raw: bytes) -> list[list[str]]:
    rows = read_rows(raw, NAMES, needed=("code", "place"))
    return [[row["code"], row["place"], row["number"]] for row in rows]


EXPECTED = [["11ZZ00", "Ommen aan de Één", "7"]]


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("cp1252"),
        TABLE.replace("\n", "\r\n").replace(";", "\t").encode("utf-16"),
        codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.encode("utf-16-le"),
        ("sep=;\r\n" + TABLE).encode("utf-16-be"),
    ],
)
def test_every_usual_encoding_is_read(raw: bytes) -> None:
    assert cells(raw) == EXPECTED


@pytest.mark.parametrize("before", ["sep=;\n", "SEP=;\r\n", '"sep=;"\n', "\n\r\n", "  \n", ";;\n;;\n", "\nsep=;\n\n"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_excel_puts_before_the_header_is_passed_over(before: str, encoding: str) -> None:
    assert cells((before + TABLE).encode(encoding)) == EXPECTED


def test_the_sign_that_a_file_names_parts_its_columns() -> None:
    assert cells(("sep=|\n" + TABLE.replace(";", "|").replace("Ommen", "Ommen, a;b; c;")).encode()) == [
        ["11ZZ00", "Ommen, a;b; c; aan de Één", "7"]
    ]


def test_what_stands_in_several_lines_is_one() -> None:
    assert cells(TABLE.replace("Ommen aan de Één", '" Ommen\r\n  aan de Één"').encode()) == EXPECTED


def test_rows_keep_the_number_that_a_spreadsheet_shows() -> None:
    """It shows empty lines, and hides the line that names the sign."""
    numbers = [
        [row.number for row in read_rows((before + TABLE).encode(), NAMES, needed=("code",))]
        for before in ("", "sep=;\n", "\n\n")
    ]

    assert numbers == [[2], [2], [4]]


@pytest.mark.parametrize(
    "header", ["code;plaats_naam;huisnummer_toevoeging", "BOARD CODE;Plaats  naam;Huisnummer toevoeging"]
)
def test_blanks_and_dashes_in_a_header_may_be_written_otherwise(header: str) -> None:
    assert cells((header + "\n" + TABLE.split("\n", 1)[1]).encode()) == EXPECTED


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x01",
        b"%PDF-1.7\n\x00\x01\n",
        TABLE.replace("TOEVOEGING", "TOEVOEGING;X\x00").encode(),
        codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le") + b"x",
        codecs.BOM_UTF32_LE + TABLE.encode("utf-32-le"),
        TABLE.encode("utf-32-le"),
        TABLE.encode("utf-16-le") + b"x",
    ],
)
def test_what_is_no_text_is_no_csv_file(raw: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"This is not a CSV file\. It can be in UTF-8, UTF-16 or windows-1252\."):
        cells(raw)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("11ZZ01;Ti\x00el;8", r"holds '\x00'"),
        ("11ZZ01;Tiel;\x1b[2J", r"holds '\x1b'"),
        ("11ZZ01;Tiel\x9b31m;8", r"holds '\x9b'"),
        ("11ZZ01;Tiel\u202eleiT;8", r"holds '\u202e'"),
        ("11ZZ01;\u2066Tiel\u2069;8", r"holds '\u2066'"),
        ("11ZZ01;Tiel\u200e;8", ""),
        ("11ZZ01", "ends too soon: it has 2 cells fewer than the header"),
        ("11ZZ01;Tiel", ""),
        ("11ZZ01;Tiel; Oost;8", "more cells than the header"),
        ("11ZZ01;Tiel;8; ;", ""),
        ('11ZZ01;"Tiel;\nOost";8', ""),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_row_that_is_no_row_of_the_table_says_why_and_the_others_are_read(
    row: str, reason: str, encoding: str
) -> None:
    first, odd, last = read_rows((TABLE + row + "\n11ZZ02;Epe;9\n").encode(encoding), NAMES, needed=("code", "place"))

    assert (first.wrong, odd.number, last.wrong) == ("", 3, "")
    assert (bool(odd.wrong), reason in odd.wrong) == (bool(reason), True)


@pytest.mark.parametrize("double", ["code", "Huisnummer toevoeging"])
def test_two_columns_of_the_same_name_are_refused_by_that_name_unless_nobody_asks_for_them(double: str) -> None:
    header, row, _end = TABLE.split("\n")

    assert cells(f"X;{header};x\n1;{row};2\n".encode()) == EXPECTED
    with pytest.raises(UnreadableFile, match=f"(?i)more than one column {double.replace(' ', '-')}"):
        cells(f"{double};{header}\n1;{row}\n".encode())


def test_one_cell_that_is_cut_off_is_told_as_one() -> None:
    _first, cut = read_rows((TABLE + "11ZZ01;Tiel\n").encode(), NAMES, needed=("code", "number"))

    assert cut.wrong == "the row ends too soon: it has 1 cell fewer than the header"


@pytest.mark.parametrize("raw", [b"", b" \n", codecs.BOM_UTF16_LE, codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n"])
def test_an_empty_file_is_said_to_be_empty(raw: bytes) -> None:
    with pytest.raises(UnreadableFile, match="This file is empty"):
        decode(raw)


@pytest.mark.parametrize(
    ("end", "reason"), [("", "ends too soon: it has 1 cell fewer"), ("\n", ""), ("\n  ", ""), ("\n\n;;", "")]
)
def test_the_row_in_which_a_file_breaks_off_is_refused_and_one_without_its_empty_cells_is_not(
    end: str, reason: str
) -> None:
    _first, second, last = read_rows(f"{TABLE}11ZZ01;Tiel\n12ZZ01;Buren{end}".encode(), NAMES, needed=("code",))

    assert second.wrong == ""
    assert reason in last.wrong
    assert bool(last.wrong) == bool(reason)
