from decimal import Decimal

import pytest
from pydantic import ValidationError

from lapkin_contracts.rules.policy import Kebijakan
from lapkin_contracts.rules.scale import SKALA_LIMA_TINGKAT, Tingkat, predikat_of


@pytest.mark.parametrize(
    ("exact", "label"),
    [
        ("184.75", "Sangat Tinggi"), ("101.46", "Sangat Tinggi"), ("91", "Sangat Tinggi"),
        ("90.999999", "Tinggi"), ("90.5", "Tinggi"), ("85.24", "Tinggi"), ("77.76", "Tinggi"),
        ("76", "Tinggi"), ("75.5", "Sedang"), ("65.5", "Rendah"), ("51", "Rendah"),
        ("50.5", "Sangat Rendah"), ("0", "Sangat Rendah"), ("-20", "Sangat Rendah"),
    ],
)  # fmt: skip
def test_a_level_begins_at_its_lower_bound_and_leaves_no_gap(exact, label):
    assert predikat_of(Decimal(exact), SKALA_LIMA_TINGKAT).label == label


def test_an_exclusive_bound_belongs_to_the_level_below():
    maluku_tengah = (
        Tingkat(lower_bound=85, inclusive=False, label="Memuaskan", colour="sangat-tinggi"),
        Tingkat(lower_bound=None, label="Kurang", colour="rendah"),
    )

    assert predikat_of(Decimal(85), maluku_tengah).label == "Kurang"
    assert predikat_of(Decimal("85.01"), maluku_tengah).label == "Memuaskan"


@pytest.mark.parametrize(
    "bounds",
    [(), (91,), (91, 76), (76, 91, None), (91, 91, None), (91, None, None)],
)
def test_a_table_with_gaps_or_overlaps_is_no_kebijakan(bounds):
    table = [
        {"lower_bound": bound, "label": f"Tingkat {place}", "colour": "tinggi"}
        for place, bound in enumerate(bounds)
    ]

    with pytest.raises(ValidationError, match="skala"):
        Kebijakan(versi="uji", skala=table)


def test_two_levels_cannot_share_a_label():
    table = [
        Tingkat(lower_bound=50, label="Tinggi", colour="tinggi"),
        Tingkat(lower_bound=None, label="Tinggi", colour="rendah"),
    ]

    with pytest.raises(ValidationError, match="sebutan"):
        Kebijakan(versi="uji", skala=table)


def test_a_kebijakan_comes_back_from_json_as_it_was():
    kebijakan = Kebijakan(versi="uji", cap="120", ambang_efisiensi="2.5")

    assert Kebijakan.model_validate_json(kebijakan.model_dump_json()) == kebijakan
