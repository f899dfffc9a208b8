from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, ValidationError

from lapkin_contracts.rules.numbers import (
    Angka,
    AngkaPenuh,
    NumberRefused,
    Reason,
    canonical,
    format_indonesian,
    format_percent,
    format_rupiah,
    parse_canonical,
    parse_indonesian,
    read_indonesian,
    round_half_up,
)

FIGURES = st.decimals(
    min_value=Decimal(-(10**13)), max_value=Decimal(10**13), places=6, allow_nan=False
)


class Body(BaseModel):
    realisasi: Angka
    pagu: Angka = Field(default=Decimal(0), ge=0)
    capaian: AngkaPenuh | None = None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"), ("0,70", "0.70"), ("1.234", "1234"), ("1.234,56", "1234.56"),
        ("674.180.800", "674180800"), ("1234", "1234"), ("-2,5", "-2.5"), ("82,7", "82.7"),
    ],
)  # fmt: skip
def test_pages_read_comma_decimals_and_dots_between_groups_of_three(text, value):
    assert parse_indonesian(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "reason", "remedy"),
    [
        ("3.31", Reason.DECIMAL_POINT, "Gunakan koma untuk desimal, mis. 3,31."),
        ("1,234.56", Reason.DECIMAL_POINT, "Gunakan koma untuk desimal, mis. 1.234,56."),
        ("0.123", Reason.DECIMAL_POINT, "Gunakan koma untuk desimal, mis. 0,123."),
        ("89,3405,300", Reason.WRONG_MARKS, "koma sekali saja"),
        ("12.34.567", Reason.WRONG_MARKS, "kelompok tiga angka"),
        ("007", Reason.WRONG_MARKS, ""),
        ("1e5", Reason.NOT_A_NUMBER, "Tulis angka saja"),
        ("BB Predikat", Reason.NOT_A_NUMBER, "Tulis angka saja"),
        ("٣", Reason.NOT_A_NUMBER, "Tulis angka saja"),
        ("", Reason.EMPTY, "Isi angkanya"),
        ("1,1234567", Reason.TOO_LONG, "Paling banyak 20 angka"),
    ],
)
def test_a_number_with_two_readings_or_none_is_refused_with_the_remedy(text, reason, remedy):
    with pytest.raises(NumberRefused) as refused:
        parse_indonesian(text)

    assert refused.value.reason_code is reason
    assert remedy in refused.value.remedy


def test_what_was_taken_off_before_reading_is_shown_back():
    reading = read_indonesian("\u00a0Rp 1.234,50 ")

    assert reading.value == Decimal("1234.5")
    assert reading.notes == (
        "Spasi di tepi dihapus",
        "Awalan Rp dihapus",
        "1.234,50 dibaca sebagai 1234,5",
    )
    assert read_indonesian("95 %").notes == ("Tanda % dihapus",)
    assert read_indonesian("95").notes == ()


@pytest.mark.parametrize(
    "text",
    ["1,5", "1e5", "01", "+1", "1.", ".5", " 1", "1\n", "NaN", "Infinity", "1_000", "１", "",
     "1.1234567", "123456789012345678901"],
)  # fmt: skip
def test_the_api_takes_nothing_but_the_canonical_form(text):
    with pytest.raises(NumberRefused):
        parse_canonical(text)


@given(FIGURES)
def test_a_canonical_figure_comes_back_as_the_same_value_and_text(value):
    text = canonical(value)

    assert parse_canonical(text) == value
    assert canonical(parse_canonical(text)) == text


@given(FIGURES)
def test_what_a_page_prints_a_page_can_read(value):
    assert parse_indonesian(format_indonesian(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1.50", "1.5"),
        ("100.00", "100"),
        ("1E+3", "1000"),
        ("-0.00", "0"),
        ("0.000001", "0.000001"),
    ],
)
def test_one_value_has_one_text(value, text):
    assert canonical(Decimal(value)) == text


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (format_indonesian(Decimal("1234.5"), 2), "1.234,50"),
        (format_indonesian(Decimal("112.5"), 0), "113"),
        (format_percent(Decimal("93.75")), "93,75%"),
        (format_percent(Decimal("100.00")), "100%"),
        (format_percent(Decimal("99.996")), "100,00%"),
        (format_rupiah(Decimal(1500000000)), "Rp1.500.000.000"),
        (format_rupiah(Decimal("-1000.5")), "-Rp1.000,50"),
    ],
)
def test_figures_are_printed_the_indonesian_way(printed, expected):
    assert printed == expected


def test_rounding_has_room_for_more_than_28_digits():
    assert round_half_up(Decimal("1E+30"), 2) == Decimal("1E+30")


def test_a_figure_travels_as_a_canonical_string():
    body = Body.model_validate_json('{"realisasi": "76.150"}')

    assert body.realisasi == Decimal("76.15")
    assert body.model_dump_json(include={"realisasi"}) == '{"realisasi":"76.15"}'
    assert Body(realisasi=7).realisasi == 7
    assert Body(realisasi=Decimal("1E+3")).realisasi == 1000


@pytest.mark.parametrize("wrong", [1.5, True, "1,5", None, Decimal("NaN"), Decimal("0.0000001")])
def test_a_body_refuses_floats_and_other_forms(wrong):
    with pytest.raises(ValidationError):
        Body(realisasi=wrong)


def test_bounds_of_a_field_hold_for_figures():
    assert Body(realisasi="-1", pagu="0").realisasi == -1
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        Body(realisasi="1", pagu="-1")


def test_a_computed_figure_keeps_all_its_digits():
    exact = Decimal(200) / 3

    body = Body.model_validate_json(Body(realisasi="1", capaian=exact).model_dump_json())

    assert body.capaian == exact
