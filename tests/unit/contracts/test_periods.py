from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from lapkin_contracts.rules.periods import Bulan, Jenis, Periode

QUARTERS = st.builds(
    Periode.of, st.just(Jenis.TRIWULAN), st.integers(1900, 2100), st.integers(1, 4)
)
SEMESTERS = st.builds(
    Periode.of, st.just(Jenis.SEMESTER), st.integers(1900, 2100), st.integers(1, 2)
)
YEARS = st.builds(Periode.of, st.just(Jenis.TAHUN), st.integers(1900, 2100))
PERIODS = QUARTERS | SEMESTERS | YEARS


class Body(BaseModel):
    period: Periode
    bulan: Bulan


@pytest.mark.parametrize(
    ("label", "jenis", "nomor", "starts_on", "ends_on", "title"),
    [
        ("2026-TW1", "triwulan", 1, date(2026, 1, 1), date(2026, 3, 31), "Triwulan I Tahun 2026"),
        (
            "2026-TW3",
            "triwulan",
            3,
            date(2026, 7, 1),
            date(2026, 9, 30),
            "Triwulan III Tahun 2026",
        ),
        ("2026-S2", "semester", 2, date(2026, 7, 1), date(2026, 12, 31), "Semester II Tahun 2026"),
        ("2024", "tahun", None, date(2024, 1, 1), date(2024, 12, 31), "Tahun 2024"),
    ],
)
def test_a_label_knows_its_kind_days_and_heading(label, jenis, nomor, starts_on, ends_on, title):
    period = Periode(label)

    assert (period.jenis, period.tahun, period.nomor) == (jenis, int(label[:4]), nomor)
    assert (period.starts_on, period.ends_on, period.title) == (starts_on, ends_on, title)


def test_a_semester_waits_for_two_quarters_and_a_year_for_two_semesters():
    assert Periode("2026-S2").parts == ("2026-TW3", "2026-TW4")
    assert Periode("2026").parts == ("2026-S1", "2026-S2")
    assert Periode("2026-TW3").parts == ()
    assert Periode("2026").triwulan == ("2026-TW1", "2026-TW2", "2026-TW3", "2026-TW4")
    assert Periode("2026-TW2").triwulan == ("2026-TW2",)


@given(PERIODS)
def test_every_part_names_the_period_that_waits_for_it(period):
    assert all(part.parent == period for part in period.parts)


@given(PERIODS)
def test_the_period_before_ends_the_day_before_across_years(period):
    before = period.sebelumnya

    assert before.jenis is period.jenis
    assert (period.starts_on - before.ends_on).days == 1


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_lies_in_its_quarter_and_in_one_of_its_months(day):
    period = Periode.triwulan_of(day)

    assert period.starts_on <= day <= period.ends_on
    assert [month.starts_on <= day <= month.ends_on for month in period.bulan].count(True) == 1


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2026-07-01/P3M", "2026-TW3"),
        ("2026-07-01/P6M", "2026-S2"),
        ("2026-01-01/P1Y", "2026"),
        ("2026Q3", "2026-TW3"),
        ("2026S1", "2026-S1"),
        ("2026-TW4", "2026-TW4"),
    ],
)
def test_the_forms_of_other_systems_become_the_one_label(text, label):
    assert Periode.parse(text) == label


@pytest.mark.parametrize(
    "text",
    [
        "2026-TW5", "2026-TW0", "2026-S3", "26-TW1", "2026-tw3", "2026-TW3\n", " 2026", "2026-Q3",
        "2026-08-01/P3M", "2026-04-01/P6M", "2026-07-01/P1Y", "2026-13-01/P3M", "2026-00-01/P3M",
        "2026-07-02/P3M", "2026Q5", "٢٠٢٦", "",
    ],
)  # fmt: skip
def test_a_wrong_label_is_refused_with_the_way_to_write_it(text):
    with pytest.raises(ValueError, match="Tulis 2026-TW3"):
        Periode.parse(text)


def test_a_month_knows_its_quarter_and_the_month_before():
    january = Bulan("2026-01")

    assert january.title == "Januari 2026"
    assert january.triwulan == "2026-TW1"
    assert january.sebelumnya == "2025-12"
    assert Bulan("2024-02").ends_on == date(2024, 2, 29)
    assert Bulan.parse("2026-07-01/P1M") == "2026-07"


def test_a_body_holds_labels_and_refuses_wrong_ones_at_the_edge():
    body = Body.model_validate_json('{"period": "2026Q3", "bulan": "2026-07"}')

    assert (body.period.title, body.bulan.title) == ("Triwulan III Tahun 2026", "Juli 2026")
    assert body.model_dump_json() == '{"period":"2026-TW3","bulan":"2026-07"}'
    for wrong in (
        '{"period":"2026-TW9","bulan":"2026-07"}',
        '{"period":"2026","bulan":"2026-13"}',
    ):
        with pytest.raises(ValidationError, match="Tulis"):
            Body.model_validate_json(wrong)


def test_the_schema_shows_a_string_with_the_pattern_of_the_label():
    schema = Body.model_json_schema()["properties"]["period"]

    assert schema["type"] == "string"
    assert schema["pattern"] == "^[12][0-9]{3}(?:-TW[1-4]|-S[12])?$"
