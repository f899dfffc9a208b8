"""SOP steps 2 and 3: a triwulan completes, is closed with gaps, is superseded."""

import asyncio
from decimal import Decimal

import pytest
from sqlmodel import Session
from support.facts import announced, deliver
from support.office import Office, an_indikator, said

from lapkin_chassis.consumer import Consumers
from lapkin_chassis.inbox import NotYet
from lapkin_chassis.store import Store
from lapkin_contracts.pengumpulan import Nilai, StatusNilai
from lapkin_contracts.rekap import RekapCompleted, RekapSuperseded
from lapkin_contracts.rules.capaian import Polaritas, State

TW1 = "2026-TW1"


@pytest.fixture
async def opened(store: Store, consumers: Consumers, office: Office) -> Store:
    """Two units promised a share and a number of cases; the first quarter is open."""
    facts = office.register("irban-1", "irban-2")
    for unit in ("irban-1", "irban-2"):
        cases = an_indikator("IK-2", satuan="kasus", polaritas=Polaritas.TURUN, target="8")
        facts.append(office.promise(unit, an_indikator("IK-1"), cases, pagu={"P1": "1000000"}))
        facts.append(office.plan(unit, {"IK-1": ("80",) * 4, "IK-2": ("8",) * 4}))
    facts.append(office.open(TW1, "irban-1", "irban-2"))
    await deliver(store, consumers, *facts)
    return store


async def test_a_rekap_waits_until_every_obligation_is_met(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(opened, consumers, office.submit("irban-1", TW1, said("IK-1", "60")))
    await deliver(opened, consumers, office.submit("irban-2", TW1, belum=["IK-1", "IK-2"]))
    assert await opened.read(announced, RekapCompleted) == []

    last = office.submit("irban-2", TW1, said("IK-1", "100"), said("IK-2", "6"))
    await deliver(opened, consumers, last)

    [completed] = await opened.read(announced, RekapCompleted)
    assert completed.causationid == last.id
    assert completed.time == last.time == completed.data.collected_at
    assert (completed.data.cakupan.masuk, completed.data.cakupan.belum) == (2, ())


async def test_submissions_taken_in_at_once_complete_the_rekap_once(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    units = [f"irban-{number}" for number in range(1, 9)]
    await deliver(opened, consumers, office.open("2026-TW2", *units))

    await asyncio.gather(
        *(deliver(opened, consumers, office.submit(unit, "2026-TW2")) for unit in units)
    )

    [completed] = await opened.read(announced, RekapCompleted)
    assert completed.data.cakupan.masuk == len(units)


async def test_lines_follow_the_plan_and_say_why_they_have_no_percentage(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    absent = Nilai(indikator="IK-2", status=StatusNilai.TIDAK_TERSEDIA, alasan="survei tertunda")
    await deliver(
        opened,
        consumers,
        office.submit("irban-1", TW1, said("IK-2", "6")),
        office.submit("irban-2", TW1, said("IK-1", "79.9968"), absent),
    )

    [completed] = await opened.read(announced, RekapCompleted)
    lines = [(line.unit, line.indikator, line.state) for line in completed.data.baris]
    assert lines == [
        ("irban-1", "IK-1", State.BELUM_DIISI),
        ("irban-1", "IK-2", State.TERHITUNG),
        ("irban-2", "IK-1", State.TERHITUNG),
        ("irban-2", "IK-2", State.TIDAK_DIUKUR),
    ]
    turun, nearly = completed.data.baris[1], completed.data.baris[2]
    assert (turun.capaian_persen, turun.tercapai) == (Decimal(125), True)
    assert (nearly.capaian_persen, nearly.tercapai) == (Decimal(100), False)
    assert completed.data.baris[3].alasan == "survei tertunda"


async def test_averages_leave_blanks_out_and_serapan_comes_from_sums(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(
        opened,
        consumers,
        office.submit("irban-1", TW1, said("IK-1", "40"), spent={"P1": "900000"}),
        office.submit("irban-2", TW1, said("IK-1", "80"), spent={"P1": "100000"}),
    )

    [completed] = await opened.read(announced, RekapCompleted)
    ringkasan = completed.data.ringkasan
    assert (ringkasan.indikator, ringkasan.terhitung, ringkasan.tercapai) == (4, 2, 1)
    assert (ringkasan.rata_rata_capaian, ringkasan.predikat) == (Decimal(75), "Sedang")
    assert (ringkasan.realisasi_anggaran, ringkasan.serapan_persen) == (Decimal(1000000), 50)
    assert [unit.serapan_persen for unit in completed.data.units] == [90, 10]


async def test_a_closed_triwulan_names_who_is_missing_and_never_counts_them_as_zero(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    partial = office.submit("irban-2", TW1, said("IK-1", "80"), belum=["IK-2"])
    await deliver(opened, consumers, partial, office.close(TW1))

    [completed] = await opened.read(announced, RekapCompleted)
    cakupan = completed.data.cakupan
    assert (cakupan.wajib, cakupan.masuk, cakupan.belum) == (2, 0, ("Irban-1", "Irban-2"))
    assert [unit.revision for unit in completed.data.units] == [None, 1]
    assert completed.data.baris[0].state is State.BELUM_DIISI
    assert completed.data.ringkasan.rata_rata_capaian == Decimal(100)
    assert completed.data.anggaran[0].realisasi is None


async def test_a_newer_revision_supersedes_the_rekap(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    correction = [
        office.submit("irban-1", TW1, said("IK-1", "60")),
        office.submit("irban-2", TW1, said("IK-1", "60")),
        office.submit("irban-1", TW1, said("IK-1", "64")),
    ]
    await deliver(opened, consumers, *correction)

    first, second = await opened.read(announced, RekapCompleted)
    [superseded] = await opened.read(announced, RekapSuperseded)
    assert (superseded.data.revision, superseded.data.sebab) == (1, "Irban-1, revisi 2")
    assert superseded.causationid == second.causationid == correction[-1].id
    assert (second.data.revision, second.sequence) == (2, 2)
    assert [one.data.baris[0].capaian_persen for one in (first, second)] == [75, 80]


async def test_what_changes_no_figure_makes_no_new_rekap(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(
        opened,
        consumers,
        office.submit("irban-1", TW1, said("IK-1", "60")),
        office.submit("irban-2", TW1, said("IK-1", "60")),
        office.submit("irban-2", TW1, said("IK-1", "60.00")),
        office.report_progres("irban-1", "2026-02"),
        office.close(TW1),
    )

    assert len(await opened.read(announced, RekapCompleted)) == 1


async def test_an_older_revision_changes_nothing(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    older = office.submit("irban-1", TW1, said("IK-1", "1"))
    newer = office.submit("irban-1", TW1, said("IK-1", "60"))

    def take_in_late(session: Session) -> None:
        consumers.apply(newer, session)
        consumers.apply(older, session)

    await opened.write(take_in_late)
    await deliver(opened, consumers, office.submit("irban-2", TW1, said("IK-1", "60")))

    [completed] = await opened.read(announced, RekapCompleted)
    assert completed.data.baris[0].realisasi == Decimal(60)


async def test_a_new_plan_recomputes_what_is_still_being_collected(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(
        opened,
        consumers,
        office.submit("irban-1", TW1, said("IK-1", "60"), said("IK-2", "6")),
        office.submit("irban-2", TW1, said("IK-1", "60")),
        office.promise("irban-1", an_indikator("IK-3"), an_indikator("IK-1", target="90")),
        office.plan("irban-1", {"IK-3": ("1",) * 4, "IK-1": ("60",) * 4}),
    )

    newest = (await opened.read(announced, RekapCompleted))[-1].data
    own = [line for line in newest.baris if line.unit == "irban-1"]
    assert [(line.indikator, line.capaian_persen) for line in own] == [
        ("IK-3", None),
        ("IK-1", Decimal(100)),
    ]
    assert own[1].target_tahun == Decimal(90)


async def test_a_closed_triwulan_keeps_the_plan_it_was_recapped_with(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(opened, consumers, office.close(TW1))
    await deliver(opened, consumers, office.promise("irban-1", an_indikator("IK-9")))

    assert len(await opened.read(announced, RekapCompleted)) == 1


async def test_figures_wait_for_the_facts_they_build_on(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    early = [
        office.submit("irban-1", "2026-TW2", said("IK-1", "1")),
        office.submit("irban-9", TW1, said("IK-1", "1")),
        office.submit("irban-1", TW1, said("IK-99", "1")),
        office.close("2026-TW2"),
        office.issue(TW1),
    ]

    for one in early:
        with pytest.raises(NotYet):
            await deliver(opened, consumers, one)


async def test_the_series_and_the_year_so_far_stand_beside_each_line(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    both = ("irban-1", "irban-2")
    facts = [office.submit(unit, TW1, said("IK-1", "40")) for unit in both]
    facts += [office.report_progres("irban-1", f"2026-0{month}") for month in (5, 4)]
    facts.append(office.open("2026-TW2", *both))
    facts += [office.submit(unit, "2026-TW2", said("IK-1", "50")) for unit in both]
    await deliver(opened, consumers, *facts)

    newest = (await opened.read(announced, RekapCompleted))[-1].data
    line = newest.baris[0]
    assert [(titik.period, titik.capaian_persen) for titik in line.riwayat] == [
        (TW1, Decimal(50)),
        ("2026-TW2", Decimal("62.5")),
    ]
    assert (line.target_tahun, line.capaian_tahun_persen) == (Decimal(100), Decimal(50))
    assert newest.units[0].progres == ("2026-04", "2026-05")
