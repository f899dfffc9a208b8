"""SOP step 6: semester and year from issued triwulan."""

from decimal import Decimal
from typing import Any

import pytest
from support.facts import announced, deliver
from support.office import Office, an_indikator, said

from lapkin_chassis.consumer import Consumers
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.rekap import BarisRekap, RekapCompleted, RekapSuperseded
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.numbers import canonical

UNIT = "irban-1"
QUARTERS = ("2026-TW1", "2026-TW2", "2026-TW3", "2026-TW4")
PLAN = {
    "IK-JUMLAH": (Mode.JUMLAH, ("10", "20", "30", "40")),
    "IK-KUMULATIF": (Mode.KUMULATIF, ("25", "50", "75", "100")),
    "IK-AKHIR": (Mode.AKHIR, ("80", "80", "80", "80")),
    "IK-RATA": (Mode.RATA_RATA, ("4", "4", "4", "4")),
    "IK-TAHUNAN": (Mode.TAHUNAN, ("", "", "", "90")),
}
REALISASI = {
    "IK-JUMLAH": ("8", "18", "33", "41"),
    "IK-KUMULATIF": ("20", "45", "80", "99"),
    "IK-AKHIR": ("70", "76", "78", "82"),
    "IK-RATA": ("3", "4", "4.5", "4.5"),
    "IK-TAHUNAN": ("", "", "", "81"),
}


@pytest.fixture
async def planned(store: Store, consumers: Consumers, office: Office) -> Store:
    """One unit with an indikator of each mode."""
    indikator = [
        an_indikator(kode, mode=mode, satuan="dokumen") for kode, (mode, _) in PLAN.items()
    ]
    await deliver(
        store,
        consumers,
        *office.register(UNIT),
        office.promise(UNIT, *indikator, pagu={"P1": "1000"}),
        office.plan(UNIT, {kode: targets for kode, (_, targets) in PLAN.items()}),
    )
    return store


def quarter(office: Office, number: int) -> list[Envelope[Any]]:
    """The facts of one quarter until its figures are in."""
    period = QUARTERS[number]
    nilai = [said(kode, four[number]) for kode, four in REALISASI.items() if four[number]]
    spent = {"P1": str(250 * (number + 1))}
    return [office.open(period, UNIT), office.submit(UNIT, period, *nilai, spent=spent)]


async def newest(store: Store, period: str) -> RekapCompleted:
    completed = await store.read(announced, RekapCompleted)
    return [one.data for one in completed if one.data.period == period][-1]


def figures(lines: tuple[BarisRekap, ...]) -> dict[str, tuple[str, str]]:
    return {line.indikator: (text_of(line.target), text_of(line.realisasi)) for line in lines}


def text_of(figure: Decimal | None) -> str:
    return "" if figure is None else canonical(figure)


async def test_a_semester_waits_for_both_issued_triwulan(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(planned, consumers, *quarter(office, 0), *quarter(office, 1))
    await deliver(planned, consumers, office.issue("2026-TW2"))
    assert len(await planned.read(announced, RekapCompleted)) == 2

    last = office.issue("2026-TW1")
    await deliver(planned, consumers, last)

    semester = (await planned.read(announced, RekapCompleted))[-1]
    assert (semester.data.period, semester.causationid) == ("2026-S1", last.id)
    assert semester.data.collected_at == last.time


async def test_each_mode_makes_the_semester_in_its_own_way(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(planned, consumers, *quarter(office, 0), *quarter(office, 1))
    await deliver(planned, consumers, office.issue("2026-TW1"), office.issue("2026-TW2"))

    semester = await newest(planned, "2026-S1")
    assert figures(semester.baris) == {
        "IK-JUMLAH": ("30", "26"),
        "IK-KUMULATIF": ("50", "45"),
        "IK-AKHIR": ("80", "76"),
        "IK-RATA": ("4", "3.5"),
        "IK-TAHUNAN": ("", ""),
    }
    assert semester.baris[0].capaian_persen == Decimal("86.67")
    assert [titik.period for titik in semester.baris[0].riwayat] == ["2026-TW1", "2026-TW2"]
    assert semester.ringkasan.serapan_persen == Decimal(50)


async def test_the_second_semester_counts_its_own_triwulan_and_knows_the_whole_year(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    for number, period in enumerate(QUARTERS):
        await deliver(planned, consumers, *quarter(office, number), office.issue(period))

    jumlah = (await newest(planned, "2026-S2")).baris[0]
    assert (jumlah.target, jumlah.realisasi) == (70, 74)
    assert jumlah.capaian_tahun_persen == Decimal(100)
    assert [titik.period for titik in jumlah.riwayat] == list(QUARTERS)


async def test_the_year_waits_for_both_semesters_and_is_made_from_four_triwulan(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    for number, period in enumerate(QUARTERS):
        await deliver(planned, consumers, *quarter(office, number), office.issue(period))
    await deliver(planned, consumers, office.issue("2026-S1"))
    completed = await planned.read(announced, RekapCompleted)
    assert "2026" not in {one.data.period for one in completed}

    await deliver(planned, consumers, office.issue("2026-S2"))

    year = await newest(planned, "2026")
    assert figures(year.baris) == {
        "IK-JUMLAH": ("100", "100"),
        "IK-KUMULATIF": ("100", "99"),
        "IK-AKHIR": ("80", "82"),
        "IK-RATA": ("4", "4"),
        "IK-TAHUNAN": ("90", "81"),
    }
    assert year.ringkasan.serapan_persen == Decimal(100)


async def test_a_blank_triwulan_is_left_out_and_the_coverage_says_so(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(planned, consumers, *quarter(office, 0), office.issue("2026-TW1"))
    await deliver(
        planned,
        consumers,
        office.open("2026-TW2", UNIT),
        office.close("2026-TW2"),
        office.issue("2026-TW2"),
    )

    semester = await newest(planned, "2026-S1")
    assert figures(semester.baris)["IK-JUMLAH"] == ("10", "8")
    assert figures(semester.baris)["IK-AKHIR"] == ("80", "70")
    assert (semester.cakupan.masuk, semester.cakupan.belum) == (0, ("Irban-1",))


async def test_a_semester_uses_the_figures_that_were_issued(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(planned, consumers, *quarter(office, 0), *quarter(office, 1))
    corrected = office.submit(UNIT, "2026-TW1", said("IK-JUMLAH", "9"))
    await deliver(planned, consumers, office.issue("2026-TW1", rekap_revision=1), corrected)
    await deliver(planned, consumers, office.issue("2026-TW2"))

    assert figures((await newest(planned, "2026-S1")).baris)["IK-JUMLAH"] == ("30", "26")


async def test_a_corrected_edition_makes_the_semester_anew(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(planned, consumers, *quarter(office, 0), *quarter(office, 1))
    await deliver(planned, consumers, office.issue("2026-TW1"), office.issue("2026-TW2"))
    corrected = office.submit(UNIT, "2026-TW1", said("IK-JUMLAH", "9"))
    edition = office.issue("2026-TW1", edisi=2, rekap_revision=2)
    await deliver(planned, consumers, corrected, edition)

    semester = await newest(planned, "2026-S1")
    superseded = (await planned.read(announced, RekapSuperseded))[-1].data
    assert semester.revision == 2
    assert figures(semester.baris)["IK-JUMLAH"] == ("30", "27")
    assert superseded.sebab == "Laporan Kinerja Triwulan I Tahun 2026, edisi 2"


async def test_a_corrected_triwulan_reaches_later_ones_and_the_second_semester(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    for number, period in enumerate(QUARTERS):
        await deliver(planned, consumers, *quarter(office, number))
        await deliver(planned, consumers, office.issue(period))
    corrected = office.submit(UNIT, "2026-TW1", said("IK-JUMLAH", "9"))
    await deliver(planned, consumers, corrected)

    later = [await newest(planned, period) for period in ("2026-TW2", "2026-TW4")]
    assert [rekap.revision for rekap in later] == [2, 2]
    assert {line.indikator: line for line in later[1].baris}["IK-JUMLAH"].riwayat[0].realisasi == 9

    await deliver(planned, consumers, office.issue("2026-TW1", edisi=2, rekap_revision=2))
    second = await newest(planned, "2026-S2")
    assert second.revision == 2
    assert {line.indikator: line for line in second.baris}["IK-JUMLAH"].riwayat[0].realisasi == 9
