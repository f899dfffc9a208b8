"""Plans that change within the year: which target and which pagu a triwulan is measured against."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import SecretStr
from support.facts import announced, deliver
from support.office import Office, an_indikator, said

from aggregator.consumers import consumers_of
from aggregator.settings import Settings
from lapkin_chassis.consumer import Consumers
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.perencanaan import JenisIndikator, TingkatPredikat
from lapkin_contracts.rekap import BarisRekap, RekapCompleted
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.policy import Kebijakan, TargetBerlaku

UNIT, TW1, TW3 = "irban-1", "2026-TW1", "2026-TW3"
SEPTEMBER = date(2026, 9, 1)
WEIGHTED = Kebijakan(versi="waktu-1", target_berlaku=TargetBerlaku.TERTIMBANG_WAKTU)


@pytest.fixture
async def planned(store: Store, consumers: Consumers, office: Office) -> Store:
    """One unit promised a count of 100 and a pagu of a thousand million."""
    await deliver(
        store,
        consumers,
        *office.register(UNIT),
        office.promise(UNIT, an_indikator("IK-1", mode=Mode.KUMULATIF), pagu={"P1": "1000000000"}),
        office.plan(UNIT, {"IK-1": ("25", "50", "75", "100")}),
    )
    return store


def revised(office: Office, pagu: dict[str, str]) -> list[Envelope[Any]]:
    """PK-P and its Rencana Aksi from 1 September."""
    indikator = an_indikator("IK-1", mode=Mode.KUMULATIF, target="80")
    return [
        office.promise(UNIT, indikator, pagu=pagu, sejak=SEPTEMBER),
        office.plan(UNIT, {"IK-1": ("25", "50", "60", "80")}, sejak=SEPTEMBER),
    ]


def a_quarter(office: Office, period: str, realisasi: str, spent: str) -> list[Envelope[Any]]:
    figures = office.submit(UNIT, period, said("IK-1", realisasi), spent={"P1": spent})
    return [office.open(period, UNIT), figures]


async def newest(store: Store, period: str) -> RekapCompleted:
    completed = await store.read(announced, RekapCompleted)
    return [one.data for one in completed if one.data.period == period][-1]


async def only_line(store: Store, period: str) -> BarisRekap:
    [line] = (await newest(store, period)).baris
    return line


async def test_a_later_version_leaves_an_open_earlier_quarter_as_it_was(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(planned, consumers, *a_quarter(office, TW1, "20", "100000000"))
    await deliver(planned, consumers, *revised(office, {"P1": "850000000"}))
    await deliver(planned, consumers, office.close(TW1))

    assert len(await planned.read(announced, RekapCompleted)) == 1
    line = await only_line(planned, TW1)
    assert (line.versi, line.target, line.target_tahun) == (1, 25, 100)


async def test_the_target_in_force_at_the_end_counts_and_the_first_stands_beside_it(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(planned, consumers, *revised(office, {"P1": "850000000"}))
    await deliver(planned, consumers, *a_quarter(office, TW3, "60", "425000000"))

    line = await only_line(planned, TW3)
    assert (line.versi, line.target, line.capaian_persen) == (2, 60, 100)
    assert (line.target_semula, line.capaian_semula_persen) == (75, 80)
    assert (line.target_tahun, line.capaian_tahun_persen) == (80, 75)


async def test_the_time_weighted_target_is_the_mean_by_days(
    planned: Store, settings: Settings, office: Office
) -> None:
    weighting = consumers_of(settings.model_copy(update={"kebijakan": WEIGHTED}))
    facts = [*revised(office, {"P1": "1"}), *a_quarter(office, TW3, "60", "1")]
    await deliver(planned, weighting, *facts)

    line = await only_line(planned, TW3)
    assert line.target == Decimal(75 * 62 + 60 * 30) / 92
    assert (await newest(planned, TW3)).kebijakan.target_berlaku is TargetBerlaku.TERTIMBANG_WAKTU


async def test_pagu_follows_the_version_and_murni_stands_beside_it(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    facts = a_quarter(office, TW1, "20", "100000000")
    facts += revised(office, {"P2": "0", "P1": "850000000"})
    facts += a_quarter(office, TW3, "60", "425000000")
    await deliver(planned, consumers, *facts)

    [before] = (await newest(planned, TW1)).anggaran
    added, after = (await newest(planned, TW3)).anggaran
    assert (before.pagu, before.pagu_awal, before.serapan_persen) == (10**9, 10**9, 10)
    assert (after.pagu, after.pagu_awal, after.serapan_persen) == (850_000_000, 10**9, 50)
    assert (added.kode, added.pagu_awal) == ("P2", None)


async def test_money_spent_on_a_dropped_program_does_not_vanish(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    facts = [*revised(office, {"P2": "500"}), *a_quarter(office, TW3, "60", "40")]
    await deliver(planned, consumers, *facts)

    rekap = await newest(planned, TW3)
    assert [(line.kode, line.pagu, line.realisasi) for line in rekap.anggaran] == [
        ("P2", 500, None),
        ("P1", 0, 40),
    ]
    assert (rekap.ringkasan.pagu, rekap.ringkasan.realisasi_anggaran) == (500, 40)


async def test_the_year_shows_the_plan_and_what_was_planned_first(
    planned: Store, consumers: Consumers, office: Office
) -> None:
    quarters = ("2026-TW1", "2026-TW2", TW3, "2026-TW4")
    await deliver(planned, consumers, *revised(office, {"P1": "1"}))
    for period, realisasi in zip(quarters, ("20", "40", "60", "80"), strict=True):
        await deliver(planned, consumers, *a_quarter(office, period, realisasi, "1"))
        await deliver(planned, consumers, office.issue(period))
    await deliver(planned, consumers, office.issue("2026-S1"), office.issue("2026-S2"))

    line = await only_line(planned, "2026")
    assert (line.target, line.capaian_persen) == (80, 100)
    assert (line.target_semula, line.capaian_semula_persen) == (100, 80)
    assert (await only_line(planned, "2026-S1")).target_semula is None


LEVELS = [
    TingkatPredikat(label=label, skor=Decimal(skor)) for label, skor in (("WDP", 3), ("WTP", 4))
]
KINDS: Sequence[tuple[str, dict[str, Any]]] = [
    ("4", {"jenis": JenisIndikator.PREDIKAT, "tingkat": LEVELS, "satuan": "predikat"}),
    ("1", {"jenis": JenisIndikator.TONGGAK, "satuan": "dokumen"}),
    ("7", {"target_atas": "8", "polaritas": Polaritas.TETAP, "satuan": "bulan"}),
]


async def test_levels_milestones_and_ranges_are_shown_by_name_and_bound(
    store: Store, consumers: Consumers, office: Office
) -> None:
    kinds = [an_indikator(f"IK-{n}", target=t, **how) for n, (t, how) in enumerate(KINDS)]
    targets = {f"IK-{n}": (target,) * 4 for n, (target, _) in enumerate(KINDS)}
    facts = [*office.register(UNIT), office.promise(UNIT, *kinds)]
    facts.append(office.plan(UNIT, targets, atas={"IK-2": ("8",) * 4}))
    nilai = [said("IK-0", "3"), said("IK-1", "1", label="ya"), said("IK-2", "8.8")]
    facts += [office.open(TW1, UNIT), office.submit(UNIT, TW1, *nilai)]
    await deliver(store, consumers, *facts)

    predikat, tonggak, rentang = (await newest(store, TW1)).baris
    assert (predikat.label, predikat.target_label, predikat.capaian_persen) == ("WDP", "WTP", 75)
    assert (tonggak.label, tonggak.target_label, tonggak.tercapai) == ("ya", "ya", True)
    assert (rentang.target, rentang.target_atas, rentang.capaian_persen) == (7, 8, 90)
    assert (rentang.target_tahun_atas, rentang.capaian_tahun_persen) == (8, 90)


async def test_levels_are_never_weighted_by_time(store: Store, office: Office) -> None:
    settings = Settings(database_url=SecretStr(""), nats_url="", keys_url="", kebijakan=WEIGHTED)
    predikat = an_indikator("IK-1", jenis=JenisIndikator.PREDIKAT, tingkat=LEVELS)
    facts = [*office.register(UNIT), office.promise(UNIT, predikat)]
    facts += [office.plan(UNIT, {"IK-1": ("3",) * 4})]
    facts += [office.plan(UNIT, {"IK-1": ("4",) * 4}, sejak=SEPTEMBER)]
    facts += [office.open(TW3, UNIT), office.submit(UNIT, TW3, said("IK-1", "4"))]
    await deliver(store, consumers_of(settings), *facts)

    line = await only_line(store, TW3)
    assert (line.target, line.target_label, line.target_semula) == (4, "WTP", 3)
