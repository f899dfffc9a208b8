"""A unit is split on 1 July: what was recapped stays, the series goes on, nothing counts twice."""

from datetime import date
from typing import Any

import pytest
from support.facts import announced, deliver
from support.office import Office, an_indikator, said

from lapkin_chassis.consumer import Consumers
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.pengumpulan import JawabanRtl, StatusRtl
from lapkin_contracts.rekap import BarisRekap, RekapCompleted
from lapkin_contracts.rules.aggregation import Mode

JULY = date(2026, 7, 1)
DINKES, RSUD = "dinkes", "rsud"
QUARTERS = ("2026-TW1", "2026-TW2", "2026-TW3", "2026-TW4")
FOUR = ("10", "20", "30", "40")
BEDS = {"mode": Mode.JUMLAH, "satuan": "pasien"}


def planned(office: Office) -> list[Envelope[Any]]:
    counted = [an_indikator("IKU-01"), an_indikator("IKU-07", **BEDS)]
    return [
        *office.register(DINKES),
        office.promise(DINKES, *counted, pagu={"P1": "100"}),
        office.plan(DINKES, {"IKU-01": FOUR, "IKU-07": FOUR}),
    ]


def split(office: Office) -> list[Envelope[Any]]:
    """The hospital leaves with IKU-07, which it calls IK-1."""
    heir = an_indikator("IK-1", pendahulu="dinkes/IKU-07", **BEDS)
    return [
        office.reorganise(RSUD, DINKES, sejak=JULY, dasar="Perbup 10/2026"),
        office.promise(DINKES, an_indikator("IKU-01"), pagu={"P1": "60"}, sejak=JULY),
        office.promise(RSUD, heir, pagu={"P2": "40"}, sejak=JULY),
        office.plan(RSUD, {"IK-1": FOUR}, sejak=JULY),
    ]


def before(office: Office) -> list[Envelope[Any]]:
    facts = []
    for period in QUARTERS[:2]:
        nilai = [said("IKU-01", "10"), said("IKU-07", "12")]
        facts += [office.open(period, DINKES), office.submit(DINKES, period, *nilai)]
        facts.append(office.issue(period))
    return facts


def after(office: Office) -> list[Envelope[Any]]:
    facts = []
    for period in QUARTERS[2:]:
        facts.append(office.open(period, DINKES, RSUD))
        facts.append(office.submit(DINKES, period, said("IKU-01", "10")))
        facts += [office.submit(RSUD, period, said("IK-1", "35")), office.issue(period)]
    return facts


@pytest.fixture
async def whole_year(store: Store, consumers: Consumers, office: Office) -> Store:
    facts = [*planned(office), *before(office), *split(office), *after(office)]
    facts += [office.issue("2026-S1"), office.issue("2026-S2")]
    await deliver(store, consumers, *facts)
    return store


async def rekap_of(store: Store, period: str) -> list[RekapCompleted]:
    completed = await store.read(announced, RekapCompleted)
    return [one.data for one in completed if one.data.period == period]


def keys(rekap: RekapCompleted) -> list[tuple[str, str]]:
    return [(line.unit, line.indikator) for line in rekap.baris]


def line_of(rekap: RekapCompleted, unit: str, indikator: str) -> BarisRekap:
    [line] = [one for one in rekap.baris if (one.unit, one.indikator) == (unit, indikator)]
    return line


async def test_the_first_semester_stays_with_the_old_unit_also_when_computed_again(
    whole_year: Store, consumers: Consumers, office: Office
) -> None:
    again = office.issue("2026-TW2", edisi=2)
    await deliver(whole_year, consumers, again)

    [semester] = await rekap_of(whole_year, "2026-S1")
    assert keys(semester) == [(DINKES, "IKU-01"), (DINKES, "IKU-07")]
    assert line_of(semester, DINKES, "IKU-07").catatan_kaki == ()


async def test_the_year_joins_the_series_once_with_a_footnote(whole_year: Store) -> None:
    [year] = await rekap_of(whole_year, "2026")

    assert keys(year) == [(DINKES, "IKU-01"), (RSUD, "IK-1")]
    joined = line_of(year, RSUD, "IK-1")
    assert (joined.target, joined.realisasi) == (100, 12 + 12 + 35 + 35)
    assert [titik.period for titik in joined.riwayat] == list(QUARTERS)
    assert joined.catatan_kaki == (
        "Deret sebelum 1 Juli 2026 berasal dari indikator IKU-07 pada Dinkes "
        "berdasarkan Perbup 10/2026.",
    )


async def test_a_new_unit_owes_from_its_first_quarter_only(whole_year: Store) -> None:
    [year] = await rekap_of(whole_year, "2026")

    assert [(unit.unit, unit.masuk) for unit in year.units] == [(DINKES, True), (RSUD, True)]
    assert [(line.unit, line.pagu) for line in year.anggaran] == [(DINKES, 60), (RSUD, 40)]


async def test_a_quarter_after_the_split_knows_the_year_so_far(whole_year: Store) -> None:
    [third] = await rekap_of(whole_year, "2026-TW3")

    line = line_of(third, RSUD, "IK-1")
    assert [titik.realisasi for titik in line.riwayat] == [12, 12, 35]
    assert (line.realisasi, line.capaian_tahun_persen) == (35, 59)


async def test_the_second_semester_counts_only_its_own_quarters(whole_year: Store) -> None:
    [semester] = await rekap_of(whole_year, "2026-S2")

    line = line_of(semester, RSUD, "IK-1")
    assert (line.realisasi, len(line.riwayat), len(line.catatan_kaki)) == (70, 4, 1)
    assert [(one.period, one.rekap_revision) for one in semester.sumber] == [
        (QUARTERS[2], 1),
        (QUARTERS[3], 1),
    ]


async def test_a_promise_is_answered_by_who_goes_on_with_the_series(
    store: Store, consumers: Consumers, office: Office
) -> None:
    promise = said("IKU-07", "12", rencana_tindak_lanjut="Menambah loket.")
    ours = JawabanRtl(indikator="IK-1", status=StatusRtl.SELESAI, keterangan="Dua loket.")
    second, third = QUARTERS[1:3]
    facts = [
        *planned(office),
        office.open(second, DINKES),
        office.submit(DINKES, second, said("IKU-01", "10"), promise),
        *split(office),
        office.open(third, DINKES, RSUD),
        office.submit(DINKES, third, said("IKU-01", "11")),
        office.submit(RSUD, third, said("IK-1", "35"), rtl=(ours,)),
    ]
    await deliver(store, consumers, *facts)

    [rekap] = await rekap_of(store, third)
    [line] = rekap.rtl
    assert (line.unit, line.indikator, line.dari) == (RSUD, "IK-1", second)
    assert (line.janji, line.status) == ("Menambah loket.", StatusRtl.SELESAI)
