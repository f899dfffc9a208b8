from decimal import Decimal
from typing import Any

from support.rekap import Figure, a_budget_line, a_rekap

from aggregator.gabungan.domain import Bahan, Terbitan, combine
from lapkin_contracts.pengumpulan import Bukti
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas, State
from lapkin_contracts.rules.periods import ZONE, Periode

UNITS = (("irban-1", "Irban I"),)
TW1, TW2 = "2026-TW1", "2026-TW2"


def a_quarter(period: str, figure: Figure, mode: Mode = Mode.JUMLAH) -> RekapCompleted:
    rekap = a_rekap([figure], UNITS, period=period)
    [line] = rekap.baris
    return rekap.model_copy(update={"baris": (line.model_copy(update={"mode": mode}),)})


def semester_of(*quarters: RekapCompleted) -> RekapCompleted:
    collected_at = quarters[-1].collected_at.astimezone(ZONE)
    issued = [Terbitan(1, quarter) for quarter in quarters]
    return combine(Bahan(Periode("2026-S1"), issued, collected_at))


def figure(target: str, realisasi: str, **fields: Any) -> Figure:
    return Figure("Indikator", target, realisasi, unit="irban-1", **fields)


def test_a_percentage_is_pooled_from_its_parts_and_never_averaged() -> None:
    parts = [
        {"pembilang": Decimal(9), "penyebut": Decimal(10)},
        {"pembilang": Decimal(10), "penyebut": Decimal(90)},
    ]
    quarters = [
        a_quarter(period, figure("50", realisasi, remarks=part), Mode.RATA_RATA)
        for period, realisasi, part in zip((TW1, TW2), ("90", "11.11"), parts, strict=True)
    ]

    [line] = semester_of(*quarters).baris

    assert (line.pembilang, line.penyebut, line.realisasi) == (19, 100, 19)
    assert line.capaian_persen == Decimal(38)


def test_an_indikator_that_should_fall_keeps_its_formula() -> None:
    quarters = [
        a_quarter(period, figure("10", realisasi, satuan="kasus", polaritas=Polaritas.TURUN))
        for period, realisasi in ((TW1, "12"), (TW2, "3"))
    ]

    [line] = semester_of(*quarters).baris

    assert (line.target, line.realisasi, line.capaian_persen) == (20, 15, 125)


def test_a_target_of_zero_stays_without_percentage() -> None:
    quarters = [a_quarter(period, figure("0", "0", satuan="kasus")) for period in (TW1, TW2)]

    semester = semester_of(*quarters)

    assert semester.baris[0].state is State.TARGET_NOL
    assert semester.ringkasan.rata_rata_capaian is None


def test_what_was_not_measured_in_any_triwulan_is_not_measured() -> None:
    quarters = [a_quarter(period, figure("5", "", diukur=False)) for period in (TW1, TW2)]

    assert semester_of(*quarters).baris[0].state is State.TIDAK_DIUKUR


def test_the_budget_is_the_one_after_the_last_triwulan() -> None:
    quarters = [
        a_rekap([figure("5", "5")], UNITS, period=period, anggaran=[line])
        for period, line in (
            (TW1, a_budget_line("irban-1", "P1", "Program", 1000, 100)),
            (TW2, a_budget_line("irban-1", "P1", "Program", 800, 600)),
        )
    ]

    ringkasan = semester_of(*quarters).ringkasan

    assert (ringkasan.pagu, ringkasan.realisasi_anggaran, ringkasan.serapan_persen) == (
        800,
        600,
        75,
    )


def test_remarks_come_from_the_last_triwulan_that_made_any_and_evidence_from_all() -> None:
    first, second = (Bukti(sha256=letter * 64, nama=f"{letter}.pdf") for letter in "ab")
    said = {"kendala": "Hujan.", "solusi": "Tenda.", "bukti": (first,)}
    quarters = [
        a_quarter(TW1, figure("5", "5", remarks=said)),
        a_quarter(TW2, figure("5", "5", remarks={"bukti": (second,)})),
    ]

    [line] = semester_of(*quarters).baris

    assert (line.kendala, line.solusi) == ("Hujan.", "Tenda.")
    assert line.bukti == (first, second)


def test_a_unit_that_joined_later_counts_its_own_triwulan_and_owes_none_before() -> None:
    late = ("irban-2", "Irban II")
    joined = Figure("Baru", "5", "4", satuan="dokumen", unit="irban-2")
    quarters = [
        a_rekap([figure("5", "5")], UNITS, period=TW1),
        a_rekap([figure("5", "5"), joined], (*UNITS, late), period=TW2),
    ]

    semester = semester_of(*quarters)

    assert [(line.unit, line.realisasi) for line in semester.baris] == [
        ("irban-1", 5),
        ("irban-2", 4),
    ]
    assert (semester.cakupan.masuk, semester.cakupan.belum) == (2, ())
