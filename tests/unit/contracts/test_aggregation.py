from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapkin_contracts.rules.aggregation import Mode, TitikTriwulan, aggregate, target_of
from lapkin_contracts.rules.numbers import round_half_up
from lapkin_contracts.rules.periods import Periode


def year(*quarters, **common):
    """Quarters as (target, realisasi), `None` for what is blank."""
    return [
        TitikTriwulan(
            Periode(f"2026-TW{number}"),
            *(None if figure is None else Decimal(figure) for figure in pair),
            **common,
        )
        for number, pair in enumerate(quarters, start=1)
    ]


FULL_YEAR = year((10, 8), (20, 22), (30, 27), (40, 43))


@pytest.mark.parametrize(
    ("mode", "target", "realisasi"),
    [
        (Mode.JUMLAH, 100, 100),
        (Mode.KUMULATIF, 40, 43),
        (Mode.AKHIR, 40, 43),
        (Mode.RATA_RATA, 25, 25),
        (Mode.TAHUNAN, 40, 43),
    ],
)
def test_a_year_is_recomputed_from_its_quarters_by_mode(mode, target, realisasi):
    agregat = aggregate(mode, FULL_YEAR, satuan_persen=False)

    assert (agregat.target, agregat.realisasi, agregat.belum) == (target, realisasi, ())
    assert target_of(mode, FULL_YEAR) == target


@pytest.mark.parametrize(
    ("mode", "target", "realisasi"),
    [
        (Mode.JUMLAH, 60, 57),
        (Mode.KUMULATIF, 30, 27),
        (Mode.AKHIR, 30, 27),
        (Mode.RATA_RATA, 20, 19),
    ],
)
def test_a_blank_quarter_is_left_out_and_named_not_counted_as_zero(mode, target, realisasi):
    agregat = aggregate(mode, year((10, 8), (20, 22), (30, 27), (40, None)), satuan_persen=False)

    assert (agregat.target, agregat.realisasi) == (target, realisasi)
    assert agregat.belum == ("2026-TW4",)


def test_an_annual_figure_waits_for_the_fourth_quarter():
    first_half = aggregate(Mode.TAHUNAN, FULL_YEAR[:2], satuan_persen=False)
    late = aggregate(Mode.TAHUNAN, year((0, 0), (0, 0), (0, 0), (100, None)), satuan_persen=False)

    assert (first_half.target, first_half.realisasi, first_half.belum) == (None, None, ())
    assert (late.target, late.realisasi, late.belum) == (100, None, ("2026-TW4",))


@pytest.mark.parametrize("mode", [Mode.JUMLAH, Mode.RATA_RATA])
def test_a_percentage_is_the_sum_of_numerators_over_the_sum_of_denominators(mode):
    quarters = [
        TitikTriwulan(Periode("2026-TW1"), Decimal(80), Decimal(90), Decimal(9), Decimal(10)),
        TitikTriwulan(Periode("2026-TW2"), Decimal(80), Decimal(50), Decimal(45), Decimal(90)),
    ]

    agregat = aggregate(mode, quarters, satuan_persen=True)

    assert (agregat.target, agregat.realisasi) == (80, 54)  # the mean of 90 and 50 is 70
    assert (agregat.pembilang, agregat.penyebut) == (54, 100)


def test_without_all_denominators_an_average_is_the_mean_of_the_filled_quarters():
    quarters = [
        TitikTriwulan(Periode("2026-TW1"), Decimal(80), Decimal(90), Decimal(9), Decimal(10)),
        TitikTriwulan(Periode("2026-TW2"), Decimal(80), Decimal(50)),
    ]

    agregat = aggregate(Mode.RATA_RATA, quarters, satuan_persen=True)

    assert (agregat.realisasi, agregat.pembilang) == (70, None)


def test_the_year_is_not_the_mean_of_its_semesters():
    quarters = year((90, 100), (90, None), (90, 70), (90, 70))

    whole = aggregate(Mode.RATA_RATA, quarters, satuan_persen=False)

    assert whole.realisasi == 80  # the semesters are 100 and 70


@pytest.mark.parametrize("mode", Mode)
def test_with_nothing_filled_the_planned_target_stands_and_there_is_no_realisasi(mode):
    blank = aggregate(mode, year(*[(10, None)] * 4), satuan_persen=False)
    unmeasured = aggregate(mode, year(*[(10, None)] * 4, diukur=False), satuan_persen=False)

    assert blank.target == (40 if mode is Mode.JUMLAH else 10)
    assert (blank.realisasi, blank.diukur) == (None, True)
    assert blank.belum[-1] == "2026-TW4"
    assert (unmeasured.realisasi, unmeasured.diukur, unmeasured.belum) == (None, False, ())


FIGURE = st.none() | st.integers(0, 10**6).map(Decimal)


@given(
    st.sampled_from(Mode),
    st.lists(st.tuples(FIGURE, FIGURE), min_size=4, max_size=4),
    st.permutations(range(4)),
)
def test_the_order_in_which_quarters_arrive_changes_nothing(mode, pairs, order):
    quarters = year(*pairs)
    shuffled = [quarters[place] for place in order]

    assert aggregate(mode, shuffled, satuan_persen=True) == aggregate(
        mode, quarters, satuan_persen=True
    )


@given(st.sampled_from(Mode), st.lists(FIGURE, min_size=4, max_size=4))
def test_blank_quarters_alone_never_make_a_figure(mode, targets):
    agregat = aggregate(mode, year(*[(target, None) for target in targets]), satuan_persen=True)

    assert agregat.realisasi is None


def test_the_last_figure_of_bps_tapin_stands_for_the_semester():
    tapin = year(("19.2", "58.53"), ("55.64", None))

    agregat = aggregate(Mode.KUMULATIF, tapin, satuan_persen=True)

    assert (agregat.target, agregat.realisasi) == (Decimal("19.2"), Decimal("58.53"))
    assert str(round_half_up(agregat.realisasi * 100 / agregat.target, 2)) == "304.84"


@pytest.mark.parametrize(
    ("mode", "lower", "upper"),
    [
        (Mode.JUMLAH, 20, 26),
        (Mode.RATA_RATA, 10, 13),
        (Mode.KUMULATIF, 12, 14),
        (Mode.AKHIR, 12, 14),
    ],
)
def test_both_bounds_of_a_range_are_aggregated_by_mode(mode, lower, upper):
    quarters = [
        TitikTriwulan(Periode("2026-TW1"), Decimal(8), Decimal(9), target_atas=Decimal(12)),
        TitikTriwulan(Periode("2026-TW2"), Decimal(12), Decimal(11), target_atas=Decimal(14)),
    ]

    agregat = aggregate(mode, quarters, satuan_persen=False)

    assert (agregat.target, agregat.target_atas) == (lower, upper)


def test_a_quarter_without_a_range_counts_with_its_target_in_the_upper_bound():
    quarters = [
        TitikTriwulan(Periode("2026-TW1"), Decimal(8), Decimal(9)),
        TitikTriwulan(Periode("2026-TW2"), Decimal(12), Decimal(11), target_atas=Decimal(14)),
    ]

    assert aggregate(Mode.JUMLAH, quarters, satuan_persen=False).target_atas == 22


@given(st.lists(st.tuples(FIGURE, FIGURE), min_size=4, max_size=4))
def test_a_sum_of_four_quarters_is_the_sum_of_two_semesters(pairs):
    quarters = year(*pairs)
    whole = aggregate(Mode.JUMLAH, quarters, satuan_persen=False)
    halves = [
        aggregate(Mode.JUMLAH, part, satuan_persen=False) for part in (quarters[:2], quarters[2:])
    ]

    known = [half.realisasi for half in halves if half.realisasi is not None]
    assert whole.realisasi == (sum(known) if known else None)


@given(st.lists(st.tuples(FIGURE, FIGURE), min_size=4, max_size=4))
def test_each_mode_says_of_a_year_what_its_quarters_said(pairs):
    quarters = year(*pairs)
    filled = [one.realisasi for one in quarters if one.realisasi is not None]
    said = {mode: aggregate(mode, quarters, satuan_persen=False).realisasi for mode in Mode}

    last = filled[-1] if filled else None
    assert [said[Mode.KUMULATIF], said[Mode.AKHIR]] == [last, last]
    assert said[Mode.TAHUNAN] == quarters[3].realisasi
    if filled:
        assert min(filled) <= said[Mode.RATA_RATA] <= max(filled) <= said[Mode.JUMLAH]


PARTS = st.tuples(st.integers(0, 500), st.integers(1, 500))


@given(st.sampled_from([Mode.JUMLAH, Mode.RATA_RATA]), st.lists(PARTS, min_size=4, max_size=4))
def test_a_pooled_percentage_lies_among_its_quarters_and_weighs_them_by_size(mode, parts):
    quarters = [
        TitikTriwulan(
            Periode(f"2026-TW{number}"),
            Decimal(80),
            Decimal(above * 100) / below,
            Decimal(above),
            Decimal(below),
        )
        for number, (above, below) in enumerate(parts, start=1)
    ]

    pooled = aggregate(mode, quarters, satuan_persen=True)

    above, below = (sum(one) for one in zip(*parts, strict=True))
    assert pooled.realisasi == Decimal(above * 100) / below
    assert min(one.realisasi for one in quarters) <= pooled.realisasi
    assert pooled.realisasi <= max(one.realisasi for one in quarters)
    assert pooled.target == 80
