"""What looks unusual about a figure, and what is left alone."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapkin_contracts.perencanaan import JenisIndikator
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.checked import AnggaranDiperiksa, Batas, NilaiDiperiksa
from lapkin_contracts.rules.checks import (
    CHECKS_ANGGARAN,
    CHECKS_NILAI,
    is_ordinary,
    is_ordinary_spending,
    temuan_anggaran,
    temuan_nilai,
)


@dataclass(frozen=True)
class Janji:
    """A promise as a plan would give it."""

    jenis: JenisIndikator = JenisIndikator.ANGKA
    mode: Mode = Mode.AKHIR
    polaritas: Polaritas = Polaritas.NAIK
    target: Decimal | None = None
    target_atas: Decimal | None = None
    target_tahun: Decimal | None = None


def codes(
    realisasi: str,
    sebelumnya: str | None = None,
    *,
    setahun: bool = True,
    bagian_berubah: bool = False,
    target: str | None = None,
    **janji: Any,
) -> list[str]:
    numbers = {
        name: Decimal(janji[name]) for name in janji.keys() & {"target_atas", "target_tahun"}
    }
    promised = Janji(target=Decimal(target) if target else None, **{**janji, **numbers})
    before = Decimal(sebelumnya) if sebelumnya else None
    checked = NilaiDiperiksa(promised, Decimal(realisasi), before, setahun, bagian_berubah)
    return [one.code for one in temuan_nilai(checked)]


@pytest.mark.parametrize(("realisasi", "found"), [("89", True), ("90", False), ("91", False)])
def test_a_cumulative_value_may_not_fall(realisasi: str, *, found: bool) -> None:
    fell = "kumulatif-turun" in codes(realisasi, "90", target="90", mode=Mode.KUMULATIF)

    assert fell is found


def test_a_new_year_begins_a_new_total() -> None:
    assert codes("5", "90", setahun=False, mode=Mode.KUMULATIF) == []


def test_only_totals_may_not_fall() -> None:
    assert codes("89", "90", mode=Mode.AKHIR) == codes("89", "90", mode=Mode.JUMLAH) == []


def test_the_same_value_twice_is_asked_about() -> None:
    assert codes("81.25", "81.25", target="90") == ["sama-dengan-sebelumnya"]
    assert codes("81.25", "81.250", setahun=False) == ["sama-dengan-sebelumnya"]


@pytest.mark.parametrize(
    "facts",
    [
        {"target": "81.25"},
        {"target": "80", "target_atas": "90"},
        {"bagian_berubah": True},
        {"jenis": JenisIndikator.PREDIKAT},
        {"jenis": JenisIndikator.TONGGAK},
        {"mode": Mode.TAHUNAN},
        {"mode": Mode.KUMULATIF, "setahun": False},
    ],
)
def test_a_value_that_rightly_stays_is_not_asked_about(facts: dict[str, Any]) -> None:
    assert codes("81.25", "81.25", **facts) == []


def test_nothing_twice_is_not_asked_about() -> None:
    assert codes("0", "0", target="5", polaritas=Polaritas.TURUN) == []


@pytest.mark.parametrize(
    ("realisasi", "found"),
    [("8.99", True), ("9", False), ("90", False), ("270", False), ("270.01", True), ("0", True)],
)
def test_a_realisasi_is_a_tenth_to_three_times_its_target(realisasi: str, *, found: bool) -> None:
    assert (codes(realisasi, target="90") == ["rasio-di-luar-batas"]) is found


def test_the_bounds_of_a_range_are_its_ends() -> None:
    assert codes("270", target="80", target_atas="90") == []
    assert codes("271", target="80", target_atas="90") == ["rasio-di-luar-batas"]


@pytest.mark.parametrize(
    "facts",
    [
        {"target": "0"},
        {"target": None},
        {"target": "4", "jenis": JenisIndikator.PREDIKAT},
        {"target": "5", "polaritas": Polaritas.TURUN},
    ],
)
def test_where_a_ratio_says_nothing_none_is_asked_for(facts: dict[str, Any]) -> None:
    assert codes("0", **facts) == []


@pytest.mark.parametrize(
    ("realisasi", "found"),
    [("70", True), ("69", False), ("0.7", True), ("0.71", False), ("-70", True), ("0", False)],
)
def test_ten_times_the_triwulan_before_is_asked_about(realisasi: str, *, found: bool) -> None:
    assert (codes(realisasi, "7") == ["sepuluh-kali"]) is found


def test_from_zero_there_is_no_tenfold() -> None:
    assert codes("70", "0") == []


@pytest.mark.parametrize(
    ("realisasi", "sebelumnya", "found"),
    [
        ("50", "25", True),
        ("75", "50", True),
        ("42", "21", True),
        ("25", "25.5", False),
        ("40", "25", False),
        ("60", "25", False),
        ("30", "5", False),
    ],
)
def test_a_share_that_looks_like_a_total_is_asked_about(
    realisasi: str, sebelumnya: str, *, found: bool
) -> None:
    given = codes(realisasi, sebelumnya, target="25", target_tahun="100", mode=Mode.JUMLAH)

    assert (given == ["mode-tidak-cocok"]) is found


def test_last_years_total_says_nothing_about_this_years_share() -> None:
    assert codes("50", "25", setahun=False, target="25", mode=Mode.JUMLAH) == []


@pytest.mark.parametrize(
    ("realisasi", "target", "found"),
    [("91", "50", True), ("90", "50", True), ("89", "50", False), ("91", "75", False)],
)
def test_a_total_that_is_already_the_years_is_asked_about(
    realisasi: str, target: str, *, found: bool
) -> None:
    given = codes(realisasi, target=target, target_tahun="100", mode=Mode.KUMULATIF)

    assert (given == ["mode-tidak-cocok"]) is found


@pytest.mark.parametrize(
    ("pagu", "realisasi", "sebelumnya", "found"),
    [
        ("100", "100", None, []),
        ("100", "100.01", None, ["melebihi-pagu"]),
        ("100", "50", "50", []),
        ("100", "49.99", "50", ["anggaran-turun"]),
        ("0", "1", "2", ["melebihi-pagu", "anggaran-turun"]),
    ],
)
def test_spending_stays_below_its_pagu_and_never_falls(
    pagu: str, realisasi: str, sebelumnya: str | None, found: list[str]
) -> None:
    before = Decimal(sebelumnya) if sebelumnya else None
    line = AnggaranDiperiksa(Decimal(pagu), Decimal(realisasi), before)

    assert [one.code for one in temuan_anggaran(line)] == found


def test_a_finding_names_its_figures_and_what_to_do() -> None:
    janji = Janji(mode=Mode.KUMULATIF)
    [found] = temuan_nilai(NilaiDiperiksa(janji, Decimal("1234.5"), Decimal(2000), setahun=True))
    [spent] = temuan_anggaran(AnggaranDiperiksa(Decimal(1_000_000), Decimal(2_000_000)))

    assert "1.234,5" in found.detail
    assert "2.000" in found.detail
    assert "Rp2.000.000" in spent.detail
    assert "Rp1.000.000" in spent.detail
    assert "alasan" in found.hint


def test_the_bounds_are_policy() -> None:
    checked = NilaiDiperiksa(Janji(target=Decimal(10)), Decimal(40))

    assert len(temuan_nilai(checked)) == 1
    assert temuan_nilai(checked, Batas(rasio_tertinggi=Decimal(5))) == ()


figures = st.decimals(-(10**20), 10**20, places=6, allow_nan=False).map(
    lambda value: Decimal(format(value, "f"))
)
some_janji = st.builds(
    Janji,
    jenis=st.sampled_from(JenisIndikator),
    mode=st.sampled_from(Mode),
    polaritas=st.sampled_from(Polaritas),
    target=st.none() | figures,
    target_atas=st.none() | figures,
    target_tahun=st.none() | figures,
)


@given(
    janji=some_janji,
    realisasi=figures,
    sebelumnya=st.none() | figures,
    setahun=st.booleans(),
)
def test_every_figure_is_judged_in_whole_sentences(
    *, janji: Janji, realisasi: Decimal, sebelumnya: Decimal | None, setahun: bool
) -> None:
    checked = NilaiDiperiksa(janji, realisasi, sebelumnya, setahun)

    for one in temuan_nilai(checked):
        assert one.code in {check.code for check in CHECKS_NILAI}
        assert one.detail.endswith(".")
        assert "{" not in one.detail


@given(figures, figures, st.none() | figures)
def test_every_line_is_judged_in_whole_sentences(
    pagu: Decimal, realisasi: Decimal, sebelumnya: Decimal | None
) -> None:
    for one in temuan_anggaran(AnggaranDiperiksa(pagu, realisasi, sebelumnya)):
        assert one.code in {check.code for check in CHECKS_ANGGARAN}
        assert "Rp" in one.detail


@given(some_janji, figures)
def test_without_a_past_only_the_target_counts(janji: Janji, realisasi: Decimal) -> None:
    found = {one.code for one in temuan_nilai(NilaiDiperiksa(janji, realisasi))}

    assert found <= {"rasio-di-luar-batas", "mode-tidak-cocok"}


near = st.integers(-50, 250).map(Decimal)
modest_janji = st.builds(
    Janji,
    jenis=st.sampled_from(JenisIndikator),
    mode=st.sampled_from(Mode),
    polaritas=st.sampled_from(Polaritas),
    target=st.none() | near,
    target_tahun=st.none() | near,
)


@given(
    janji=modest_janji,
    realisasi=near,
    sebelumnya=st.none() | near,
    setahun=st.booleans(),
    bagian_berubah=st.booleans(),
)
def test_the_quick_answer_never_hides_a_finding(
    *,
    janji: Janji,
    realisasi: Decimal,
    sebelumnya: Decimal | None,
    setahun: bool,
    bagian_berubah: bool,
) -> None:
    checked = NilaiDiperiksa(janji, realisasi, sebelumnya, setahun, bagian_berubah)

    if is_ordinary(janji, realisasi, sebelumnya):
        assert temuan_nilai(checked) == ()


@given(near, near, st.none() | near)
def test_the_quick_answer_about_spending_is_the_answer(
    pagu: Decimal, realisasi: Decimal, sebelumnya: Decimal | None
) -> None:
    found = temuan_anggaran(AnggaranDiperiksa(pagu, realisasi, sebelumnya))

    assert is_ordinary_spending(pagu, realisasi, sebelumnya) is (found == ())


def test_most_figures_need_no_more_than_the_quick_answer() -> None:
    assert is_ordinary(Janji(target=Decimal(90)), Decimal("81.25"), Decimal(80))
    assert not is_ordinary(Janji(target=Decimal(90)), Decimal(80), Decimal(80))
