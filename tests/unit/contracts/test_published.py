from decimal import Decimal

import pytest

from lapkin_contracts.rules.numbers import NumberRefused, Reason
from lapkin_contracts.rules.published import marks_in, parse_any


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("75,91", "75.91"), ("76.15", "76.15"), ("0,372", "0.372"), ("0.372", "0.372"),
        ("16,447,874,576.00", "16447874576"), ("674.180.800", "674180800"),
        ("1234.567", "1234.567"), ("101.51639344262296", "101.51639344262296"),
        ("2005 Orang", "2005"), ("12 Bulan", "12"), ("47 Angka", "47"), ("92,5%", "92.5"),
        ("95 %", "95"), ("Rp 1.500.000.000", "1500000000"), ("-3,5", "-3.5"), ("\u00a0100 ", "100"),
    ],
)  # fmt: skip
def test_a_text_with_one_reading_is_read(text, value):
    assert parse_any(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.234", Reason.TWO_READINGS), ("104,319", Reason.TWO_READINGS),
        ("1.234 Orang", Reason.TWO_READINGS), ("89,3405,300", Reason.WRONG_MARKS),
        ("4,5 triliun", Reason.SCALE_WORD), ("maks 1%", Reason.NOT_A_NUMBER),
        ("BB Predikat", Reason.NOT_A_NUMBER), ("80-90%", Reason.NOT_A_NUMBER),
        ("2 / 2", Reason.NOT_A_NUMBER), ("N/A", Reason.NOT_A_NUMBER), ("", Reason.NOT_A_NUMBER),
        ("9" * 5000, Reason.WRONG_MARKS),
    ],
)  # fmt: skip
def test_anything_else_is_refused(text, reason):
    with pytest.raises(NumberRefused) as refused:
        parse_any(text)

    assert refused.value.reason_code is reason


def test_the_column_settles_a_number_by_the_same_mark():
    assert parse_any("104,319", marks_in(["104,44", "100"])) == Decimal("104.319")
    assert parse_any("1.234", marks_in(["674.180.800"])) == 1234
    assert parse_any("1.234", marks_in(["76.15"])) == Decimal("1.234")


def test_the_row_settles_where_the_column_is_silent():
    column, row = marks_in(["100", "95"]), marks_in(["76,4", "79,7"])

    assert parse_any("104,319", column, row) == Decimal("104.319")


def test_a_comma_elsewhere_says_nothing_about_a_dot():
    with pytest.raises(NumberRefused):
        parse_any("1.234", marks_in(["75,91", "80,01"]))


def test_a_column_that_mixes_both_dialects_settles_nothing():
    with pytest.raises(NumberRefused):
        parse_any("1.234", marks_in(["75,91", "76.15"]))


def test_the_english_reading_needs_a_table_without_indonesian_numbers():
    column, table = marks_in(["76.15"]), marks_in(["76.15", "75,91"])

    with pytest.raises(NumberRefused):
        parse_any("1.234", column, table=table)
