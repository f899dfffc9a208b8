"""Obligations: returned, late, nihil, with answers to promises, warnings and monthly progress."""

from decimal import Decimal
from typing import Any

import pytest
from support.facts import announced, deliver
from support.office import Office, an_indikator, said

from lapkin_chassis.consumer import Consumers
from lapkin_chassis.inbox import NotYet
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.pengumpulan import (
    JawabanRtl,
    Nilai,
    Peringatan,
    ProgresIndikator,
    RealisasiAnggaran,
    StatusNilai,
    StatusRtl,
)
from lapkin_contracts.rekap import KeadaanKewajiban, RekapCompleted, RekapSuperseded

UNITS = ("irban-1", "irban-2")
TW4, TW1 = "2025-TW4", "2026-TW1"


@pytest.fixture
async def opened(store: Store, consumers: Consumers, office: Office) -> Store:
    """Two units promised one indikator; the first quarter is open."""
    facts = office.register(*UNITS)
    for unit in UNITS:
        facts.append(office.promise(unit, an_indikator("IK-1"), pagu={"P1": "100"}))
        facts.append(office.plan(unit, {"IK-1": ("80",) * 4}))
    await deliver(store, consumers, *facts, office.open(TW1, *UNITS))
    return store


def both(office: Office) -> list[Envelope[Any]]:
    return [office.submit(unit, TW1, said("IK-1", "60")) for unit in UNITS]


async def all_rekap(store: Store) -> list[RekapCompleted]:
    return [one.data for one in await store.read(announced, RekapCompleted)]


async def test_returned_figures_are_owed_again_and_coverage_falls(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(opened, consumers, *both(office), office.give_back("irban-1", TW1))
    [superseded] = await opened.read(announced, RekapSuperseded)
    assert superseded.data.sebab == "Irban-1, revisi 1 dikembalikan"

    await deliver(opened, consumers, office.submit("irban-1", TW1, said("IK-1", "64")))

    rekap = await all_rekap(opened)
    assert [one.cakupan.belum for one in rekap] == [(), ("Irban-1",), ()]
    assert [one.baris[0].realisasi for one in rekap] == [60, 60, 64]
    assert rekap[1].units[0].keadaan is KeadaanKewajiban.BELUM


async def test_a_return_of_an_older_revision_comes_too_late(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    facts = both(office)
    returned = office.give_back("irban-1", TW1)
    again = office.submit("irban-1", TW1, said("IK-1", "64"))
    with pytest.raises(NotYet):
        await deliver(opened, consumers, returned)

    await deliver(opened, consumers, *facts, again, returned)

    assert (await all_rekap(opened))[-1].cakupan.masuk == 2


async def test_lateness_is_of_the_submission_that_met_the_obligation(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    await deliver(opened, consumers, office.submit("irban-1", TW1, said("IK-1", "60")))
    partial = office.submit("irban-2", TW1, belum=["IK-1"])
    late = office.submit("irban-2", TW1, said("IK-1", "60"), terlambat_hari=3)
    corrections = [
        office.submit(unit, TW1, said("IK-1", "61"), terlambat_hari=9) for unit in UNITS
    ]
    await deliver(opened, consumers, office.close(TW1), partial, late, *corrections)

    first, second = (await all_rekap(opened))[-1].units
    assert (first.keadaan, first.terlambat_hari) == (KeadaanKewajiban.TEPAT_WAKTU, 0)
    assert (second.keadaan, second.terlambat_hari) == (KeadaanKewajiban.TERLAMBAT, 3)


async def test_a_unit_with_nothing_to_report_is_in_and_nihil(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    nothing = Nilai(indikator="IK-1", status=StatusNilai.NIHIL, alasan="Tidak ada temuan.")
    facts = [office.submit(unit, TW1, nothing) for unit in UNITS]
    await deliver(opened, consumers, *facts)

    [rekap] = await all_rekap(opened)
    assert {unit.keadaan for unit in rekap.units} == {KeadaanKewajiban.NIHIL}
    assert (rekap.cakupan.masuk, rekap.baris[0].alasan) == (2, "Tidak ada temuan.")


async def test_warnings_and_reasons_stand_at_the_line(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    warned = [
        Peringatan(tempat="IK-1", code="ratio-unusual", alasan="Musim hujan."),
        Peringatan(tempat="P1", code="over-pagu", alasan="Pagu belum disahkan."),
    ]
    spent = RealisasiAnggaran(kode="P1", realisasi=Decimal(120), alasan="Pagu belum disahkan.")
    value = said("IK-1", "5", alasan="Musim hujan.")
    unusual = office.submit("irban-1", TW1, value, anggaran=(spent,), peringatan=tuple(warned))
    await deliver(opened, consumers, unusual, office.close(TW1))

    [rekap] = await all_rekap(opened)
    assert (rekap.baris[0].peringatan, rekap.baris[0].alasan) == (
        ("ratio-unusual",),
        "Musim hujan.",
    )
    assert rekap.baris[1].peringatan == ()
    assert (rekap.anggaran[0].sisa, rekap.anggaran[0].alasan) == (-20, "Pagu belum disahkan.")


async def test_monthly_progress_stands_at_the_line_and_makes_no_new_rekap(
    opened: Store, consumers: Consumers, office: Office
) -> None:
    months = [
        office.report_progres(
            "irban-1",
            bulan,
            ProgresIndikator(indikator="IK-1", realisasi=Decimal(done), kendala="Hujan."),
        )
        for bulan, done in (("2026-02", 40), ("2026-01", 20), ("2026-03", 60))
    ]
    await deliver(opened, consumers, *months[:2], *both(office), months[2], office.close(TW1))

    [rekap] = await all_rekap(opened)
    assert [(note.bulan, note.realisasi) for note in rekap.baris[0].progres] == [
        ("2026-01", 20),
        ("2026-02", 40),
    ]
    assert rekap.baris[1].progres == ()


@pytest.fixture
async def promised(store: Store, consumers: Consumers) -> Store:
    """In the last quarter of 2025 the first unit promised what it would do."""
    before = Office(2025)
    facts = before.register(*UNITS)
    for unit in UNITS:
        facts.append(before.promise(unit, an_indikator("IK-1")))
    value = said(
        "IK-1", "10", rencana_tindak_lanjut="Melatih auditor.", penanggung_jawab="Irban I"
    )
    facts += [before.open(TW4, *UNITS), before.submit("irban-1", TW4, value)]
    await deliver(store, consumers, *facts, before.submit("irban-2", TW4, said("IK-1", "10")))
    return store


async def test_a_promise_is_kept_or_broken_in_the_next_quarter_across_the_year(
    promised: Store, consumers: Consumers, office: Office
) -> None:
    facts = [office.promise(unit, an_indikator("IK-1")) for unit in UNITS]
    open_still = office.submit("irban-1", TW1, said("IK-1", "20"), rtl_belum=("IK-1",))
    facts += [office.open(TW1, *UNITS), open_still, office.submit("irban-2", TW1)]
    await deliver(promised, consumers, *facts)
    assert [one.period for one in await all_rekap(promised)] == [TW4]

    answer = JawabanRtl(indikator="IK-1", status=StatusRtl.SELESAI, keterangan="12 auditor.")
    await deliver(
        promised, consumers, office.submit("irban-1", TW1, said("IK-1", "20"), rtl=(answer,))
    )

    first, second = await all_rekap(promised)
    [line] = second.rtl
    assert first.rtl == ()
    assert (line.unit, line.dari, line.janji) == ("irban-1", TW4, "Melatih auditor.")
    assert (line.status, line.keterangan) == (StatusRtl.SELESAI, "12 auditor.")


async def test_a_promise_without_an_answer_is_shown_so(
    promised: Store, consumers: Consumers, office: Office
) -> None:
    facts = [office.promise(unit, an_indikator("IK-1")) for unit in UNITS]
    await deliver(promised, consumers, *facts, office.open(TW1, *UNITS), office.close(TW1))

    [line] = (await all_rekap(promised))[-1].rtl
    assert (line.status, line.penanggung_jawab) == (None, "Irban I")
