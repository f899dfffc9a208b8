import csv
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapkin_contracts.rules.capaian import (
    Polaritas,
    State,
    compute_capaian,
    rata_rata_capaian,
    ratio_percent,
)
from lapkin_contracts.rules.numbers import round_half_up
from lapkin_contracts.rules.policy import (
    KEBIJAKAN_BAWAAN,
    Cap,
    Kebijakan,
    RumusTurun,
    TargetNol,
)

NAIK, TURUN, TETAP = Polaritas.NAIK, Polaritas.TURUN, Polaritas.TETAP
FIGURES = st.decimals(
    min_value=0, max_value=Decimal(10**9), places=4, allow_nan=False, allow_infinity=False
)
SOME_TARGET = FIGURES.filter(lambda value: value > Decimal("0.01"))


def compute(target, realisasi, polaritas=NAIK, kebijakan=KEBIJAKAN_BAWAAN, **how):
    return compute_capaian(
        None if target is None else Decimal(target),
        None if realisasi is None else Decimal(realisasi),
        polaritas,
        kebijakan,
        **how,
    )


@pytest.mark.parametrize(
    ("target", "realisasi", "polaritas", "persen"),
    [
        ("75.91", "76.15", NAIK, "100.32"),  # BKPP Banyuwangi 2020
        ("89", "97", NAIK, "108.99"),  # Kecamatan Muncar 2020, printed truncated as 108,98
        ("80", "90", NAIK, "112.50"),
        ("0.372", "0.325", TURUN, "112.63"),  # Dishub Banyuwangi 2024
        ("50", "60", TURUN, "80.00"),  # one application prints -20 here, another 83,33
        ("50", "110", TURUN, "-20.00"),
        ("-2", "-1", NAIK, "150.00"),  # growth better than a negative target
        ("100", "0", NAIK, "0.00"),  # a zero is a value
    ],
)
def test_capaian_follows_the_published_formula(target, realisasi, polaritas, persen):
    capaian = compute(target, realisasi, polaritas)

    assert capaian.state is State.TERHITUNG
    assert str(capaian.persen) == persen
    assert capaian.kebijakan == KEBIJAKAN_BAWAAN.versi


@pytest.mark.parametrize(
    ("target", "realisasi", "diukur", "state"),
    [
        ("0", "0", True, State.TARGET_NOL),
        ("0", "50", True, State.TARGET_NOL),
        ("90", None, True, State.BELUM_DIISI),
        ("0", None, True, State.BELUM_DIISI),
        (None, "90", True, State.TANPA_TARGET),
        (None, None, True, State.TANPA_TARGET),
        ("90", None, False, State.TIDAK_DIUKUR),
        ("90", "90", False, State.TIDAK_DIUKUR),
    ],
)
@pytest.mark.parametrize("polaritas", [NAIK, TURUN])
def test_what_is_missing_is_never_a_silent_0_or_100(target, realisasi, diukur, state, polaritas):
    capaian = compute(target, realisasi, polaritas, diukur=diukur)

    assert capaian.state is state
    assert (capaian.exact, capaian.persen, capaian.predikat, capaian.tercapai) == (None,) * 4


def test_99996_prints_as_100_but_is_not_tercapai():
    capaian = compute("100000", "99996")

    assert str(capaian.persen) == "100.00"
    assert capaian.tercapai is False


def test_the_predikat_is_decided_on_the_exact_value():
    capaian = compute("1000000", "909999")

    assert (str(capaian.persen), capaian.predikat) == ("91.00", "Tinggi")


def test_a_cap_bounds_what_is_printed_not_what_was_achieved():
    capaian = compute("19.2", "58.53", kebijakan=Kebijakan(versi="uji", cap=Cap.SERATUS_DUA_PULUH))

    assert (str(capaian.persen), str(capaian.capped)) == ("120.00", "120")
    assert capaian.exact == Decimal("304.84375")
    assert capaian.tercapai


@pytest.mark.parametrize(
    ("choice", "target", "realisasi", "persen"),
    [
        ({"turun": RumusTurun.T_PER_R}, "50", "60", "83.33"),
        ({"turun": RumusTurun.T_PER_R}, "50", "0", "200.00"),
        ({"target_nol": TargetNol.TURUN_NOL_SERATUS}, "0", "0", "100.00"),
        ({"lantai_nol": True}, "50", "110", "0.00"),
        ({"desimal": 0}, "80", "70", "113"),
    ],
)
def test_the_kebijakan_chooses_the_variant(choice, target, realisasi, persen):
    capaian = compute(target, realisasi, TURUN, Kebijakan(versi="uji", **choice))

    assert str(capaian.persen) == persen


def test_a_zero_target_that_was_not_kept_stays_without_a_figure():
    kebijakan = Kebijakan(versi="uji", target_nol=TargetNol.TURUN_NOL_SERATUS)

    assert compute("0", "3", TURUN, kebijakan).state is State.TARGET_NOL
    assert compute("0", "0", NAIK, kebijakan).state is State.TARGET_NOL


@given(SOME_TARGET, FIGURES)
def test_naik_and_turun_mirror_each_other_at_100(target, realisasi):
    naik, turun = compute(target, realisasi, NAIK), compute(target, realisasi, TURUN)

    assert abs(naik.exact + turun.exact - 200) <= abs(naik.exact) * Decimal("1e-24")


@given(SOME_TARGET, FIGURES)
def test_naik_is_tercapai_exactly_when_realisasi_reaches_the_target(target, realisasi):
    assert compute(target, realisasi).tercapai == (realisasi >= target)
    assert compute(target, realisasi, TURUN).tercapai == (realisasi <= target)


@given(FIGURES)
def test_no_target_of_zero_gives_a_percentage(realisasi):
    assert compute("0", realisasi).exact is None


def test_numerator_and_denominator_give_the_realisasi():
    realisasi = ratio_percent(Decimal(23), Decimal(36))

    assert str(round_half_up(realisasi, 2)) == "63.89"  # BPOM interim report
    assert str(compute("80", realisasi).persen) == "79.86"
    assert ratio_percent(Decimal(0), Decimal(0)) is None


def published_quarter(target_column, kebijakan):
    published = files("lapkin").joinpath("sample/published/quarterly.csv").read_text("utf-8")
    rows = [row for row in csv.DictReader(published.splitlines()) if row["realisasi_tw1"]]
    assert len(rows) == 17
    return [compute(row[target_column], row["realisasi_tw1"], NAIK, kebijakan) for row in rows]


def test_the_average_of_bps_tapin_is_110_against_the_quarter_and_638_against_the_year():
    capped = Kebijakan(versi="uji", cap=Cap.SERATUS_DUA_PULUH)

    against_quarter = rata_rata_capaian(published_quarter("target_tw1", capped))
    against_year = rata_rata_capaian(published_quarter("target_tahunan", capped))

    assert against_quarter == 110
    assert str(round_half_up(against_year, 2)) == "6.38"


def test_an_average_of_nothing_is_nothing():
    assert rata_rata_capaian([compute("0", "0"), compute("5", None)]) is None


@pytest.mark.parametrize(
    ("bounds", "realisasi", "polaritas", "persen"),
    [
        (("80", "90"), "70", NAIK, "87.50"),  # Permenpan RB 8/2021
        (("80", "90"), "85", NAIK, "100.00"),
        (("80", "90"), "99", NAIK, "110.00"),
        (("7", "8"), "6.5", TURUN, "107.14"),  # months, Permenpan RB 8/2021
        (("7", "8"), "7.5", TURUN, "100.00"),
        (("7", "8"), "9", TURUN, "87.50"),  # Permenpan RB 8/2021
        (("7", "8"), "7", TETAP, "100.00"),
        (("7", "8"), "6.3", TETAP, "90.00"),
        (("7", "8"), "8.8", TETAP, "90.00"),
        (("0", "5"), "3", TURUN, "100.00"),  # no division by the lower bound inside
    ],
)
def test_a_range_is_met_inside_and_counted_from_the_bound_that_was_passed(
    bounds, realisasi, polaritas, persen
):
    lower, upper = bounds
    capaian = compute(lower, realisasi, polaritas, target_atas=Decimal(upper))

    assert str(capaian.persen) == persen
    assert capaian.tercapai == (Decimal(persen) >= 100)


@pytest.mark.parametrize(
    ("target", "realisasi", "persen"),
    [("50", "50", "100.00"), ("50", "40", "80.00"), ("50", "60", "80.00"), ("-2", "-1", "50.00")],
)
def test_a_steady_target_is_missed_on_either_side(target, realisasi, persen):
    assert str(compute(target, realisasi, TETAP).persen) == persen


def test_the_floor_holds_for_a_steady_target_too():
    capaian = compute("10", "35", TETAP, Kebijakan(versi="uji", lantai_nol=True))

    assert (str(capaian.persen), str(capaian.exact)) == ("0.00", "-150")


@pytest.mark.parametrize(("skor", "persen"), [("4", "100.00"), ("3", "75.00"), ("5", "125.00")])
def test_a_predikat_is_compared_by_skor(skor, persen):
    assert str(compute("4", skor).persen) == persen


DISTANCE = st.decimals(min_value=-(10**6), max_value=10**6, places=3)


@given(SOME_TARGET, DISTANCE)
def test_better_by_as_much_is_the_same_percentage_in_either_direction(target, distance):
    naik = compute(target, target + distance, NAIK)
    turun = compute(target, target - distance, TURUN)

    assert naik.exact == turun.exact


@given(SOME_TARGET, DISTANCE)
def test_a_steady_target_counts_a_miss_like_the_worse_side(target, distance):
    tetap = compute(target, target + distance, TETAP)
    worse = [compute(target, target + distance, polaritas).exact for polaritas in (NAIK, TURUN)]

    assert tetap.exact == min(worse)


RANGES = st.none() | st.decimals(min_value=0, max_value=1000, places=2)


@given(SOME_TARGET, RANGES, st.lists(FIGURES, min_size=2, max_size=2).map(sorted))
def test_more_never_lowers_a_rising_figure_nor_lifts_a_falling_one(target, width, two):
    upper = None if width is None else target + width
    naik = [compute(target, one, NAIK, target_atas=upper).exact for one in two]
    turun = [compute(target, one, TURUN, target_atas=upper).exact for one in two]

    assert naik[0] <= naik[1]
    assert turun[0] >= turun[1]


@given(
    st.none() | FIGURES,
    st.none() | FIGURES,
    st.none() | FIGURES,
    st.sampled_from(Polaritas),
    st.booleans(),
)
def test_only_what_was_computed_has_a_percentage(target, upper, realisasi, polaritas, diukur):
    capaian = compute(target, realisasi, polaritas, diukur=diukur, target_atas=upper)

    is_computed = capaian.state is State.TERHITUNG
    figures = (capaian.exact, capaian.capped, capaian.persen, capaian.predikat, capaian.tercapai)
    assert all((figure is not None) == is_computed for figure in figures)
    if capaian.exact == 0:
        assert realisasi != target
