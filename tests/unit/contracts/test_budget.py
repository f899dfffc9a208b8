import csv
from decimal import Decimal
from importlib.resources import files

import pytest

from lapkin_contracts.rules.budget import Sebutan, efisiensi, serapan, sum_anggaran
from lapkin_contracts.rules.numbers import parse_indonesian, round_half_up
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN

PUBLISHED = list(
    csv.DictReader(
        files("lapkin").joinpath("sample/published/budget.csv").read_text("utf-8").splitlines()
    )
)


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: row["row_id"])
def test_every_published_serapan_is_recomputed(row):
    line = serapan(parse_indonesian(row["pagu"]), parse_indonesian(row["realisasi"]))

    persen = "" if line.exact is None else str(round_half_up(line.exact, 2))
    assert persen == row["persen_recomputed"]
    if row["sisa_recomputed"]:
        assert line.sisa == Decimal(row["sisa_recomputed"])


def test_spending_beyond_the_pagu_is_marked_not_refused():
    line = serapan(Decimal(2_840_000), Decimal(39_123_000))

    assert line.melebihi_pagu
    assert line.sisa == -36_283_000


def test_a_program_that_has_not_reported_has_no_serapan():
    line = serapan(Decimal(100), None)

    assert (line.exact, line.sisa, line.melebihi_pagu) == (None, None, False)


def test_totals_are_sums_and_their_serapan_is_no_mean_of_percentages():
    total = sum_anggaran(
        [(Decimal(100), Decimal(100)), (Decimal(900), Decimal(0)), (Decimal(500), None)]
    )

    assert (total.pagu, total.realisasi, total.belum) == (1500, 100, 1)
    assert str(round_half_up(serapan(total.pagu, total.realisasi).exact, 2)) == "6.67"
    assert sum_anggaran([(Decimal(5), None)]).realisasi is None


@pytest.mark.parametrize(
    ("capaian", "spent", "sebutan"),
    [
        ("100", "94.99", Sebutan.EFISIEN),
        ("100", "95", Sebutan.CUKUP),
        ("95", "100", Sebutan.CUKUP),
        ("94.99", "100", Sebutan.TIDAK),
    ],
)
def test_efisien_is_achieving_clearly_more_than_was_spent(capaian, spent, sebutan):
    verdict = efisiensi(Decimal(capaian), Decimal(spent), KEBIJAKAN_BAWAAN)

    assert verdict.sebutan is sebutan
    assert verdict.selisih == Decimal(capaian) - Decimal(spent)


def test_efisiensi_needs_both_figures():
    assert efisiensi(None, Decimal(90), KEBIJAKAN_BAWAAN) is None
    assert efisiensi(Decimal(90), None, KEBIJAKAN_BAWAAN) is None
