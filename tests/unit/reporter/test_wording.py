from decimal import Decimal

import pytest

from lapkin_contracts.printed import besaran
from reporter.documents.wording import listed, selisih, sentence


@pytest.mark.parametrize(
    ("value", "satuan", "text"),
    [
        ("87.2", "%", "87,2%"),
        ("87.2", "Persen", "87,2%"),
        ("80.75", "Nilai", "80,75"),
        ("3", "Level", "level 3"),
        ("12", "Dokumen", "12 dokumen"),
        ("9", "LHP", "9 LHP"),
        ("1500000000", "Rp", "Rp1.500.000.000"),
        ("4.8", "Rp triliun", "Rp4,8 triliun"),
        ("-12.5", "Rp. Juta", "-Rp12,5 juta"),
        ("63.88888888888888888888888889", "%", "63,89%"),
        ("1204", "orang", "1.204 orang"),
    ],
)
def test_a_figure_is_written_with_its_satuan(value: str, satuan: str, text: str) -> None:
    assert besaran(Decimal(value), satuan) == text


def test_two_percentages_differ_by_points() -> None:
    assert selisih(Decimal("1.75"), "%") == "1,75 poin persentase"
    assert selisih(Decimal(3), "LHP") == "3 LHP"


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A dan B"),
        (["A", "B", "C"], "A, B, dan C"),
        (list("ABCDEFGH"), "A, B, C, D, E, dan 3 lainnya"),
    ],
)
def test_names_are_listed_as_in_a_sentence(names: list[str], text: str) -> None:
    assert listed(names) == text


def test_a_remark_of_several_lines_becomes_one_sentence() -> None:
    assert sentence("  auditor\nkurang ") == "auditor kurang."
    assert sentence("Selesai.") == "Selesai."
