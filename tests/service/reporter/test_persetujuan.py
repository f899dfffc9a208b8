"""Who said Ya by what right, and who signs that day."""

from datetime import date, datetime, timedelta

import pytest
from support.facts import fact
from support.reporting import MORNING, TW3, UNIT, Desk, announced, completed, office
from support.sheets import text_of
from support.snapshots import INSPEKTUR

from lapkin_chassis.auth import Mandate
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.organisasi import Jabatan, Pejabat, PejabatAssigned, StatusPejabat
from lapkin_contracts.rules.periods import ZONE
from reporter.laporan.files import render_files
from reporter.review.errors import NobodySigns, OwnDraft

PLH = Mandate(
    grant=f"kasubag@{UNIT}",
    since=datetime(2026, 10, 1, tzinfo=ZONE),
    until=datetime(2026, 10, 14, 23, 59, 59, tzinfo=ZONE),
    title="Plh. Kepala Subbagian Program dan Keuangan",
    basis="SK 12/2026",
)
KASUBAG = Pejabat(
    nama="Contoh Kasubag, S.E.",
    jabatan=Jabatan.KASUBAG,
    sebutan="Kepala Subbagian Program dan Keuangan",
    akun="kasubag-1",
)
PLT = INSPEKTUR.model_copy(
    update={
        "nama": "Contoh Plt., S.H.",
        "status": StatusPejabat.PLT,
        "dasar": "SK 800/3/2026",
        "berlaku_sejak": date(2026, 10, 8),
        "berlaku_sampai": date(2026, 10, 31),
    }
)


def assigned(*pejabat: Pejabat, version: int = 2) -> Envelope[PejabatAssigned]:
    event = PejabatAssigned(unit=UNIT, pejabat=pejabat)
    return fact(event, at=MORNING + timedelta(minutes=1), version=version)


async def test_an_approval_by_mandate_is_printed_with_its_decree(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    desk.mandates["wakil"] = PLH

    issued = await desk.say_ya(by="wakil")

    ya = (await desk.draft()).snapshot.persetujuan
    assert ya is not None
    assert (ya.nama, ya.jabatan, ya.dasar) == ("Wakil", PLH.title, "SK 12/2026")
    assert (issued.jabatan, issued.dasar) == (PLH.title, "SK 12/2026")
    approved = (await desk.store.read(announced))[-2].data
    assert (approved.oleh, approved.jabatan, approved.dasar) == ("wakil", PLH.title, "SK 12/2026")


async def test_an_approval_in_ones_own_right_names_the_official(desk: Desk) -> None:
    await desk.receive(*office(), assigned(INSPEKTUR, KASUBAG), completed())

    assert (await desk.prepare_ya()).persetujuan.jabatan == KASUBAG.sebutan
    assert (await desk.prepare_ya(by="kasubag-2")).persetujuan.jabatan == "Kasubag"


async def test_a_mandate_does_not_let_the_drafter_approve(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    await desk.edit("penutup", "Demikian.", by="wakil")
    desk.mandates["wakil"] = PLH

    with pytest.raises(OwnDraft):
        await desk.say_ya(by="wakil")


async def test_the_pdf_shows_who_approved_and_a_plt_who_signs(desk: Desk) -> None:
    await desk.receive(*office(), assigned(INSPEKTUR, PLT), completed())
    desk.mandates["wakil"] = PLH
    approval = await desk.prepare_ya(by="wakil")

    words = text_of(render_files(approval.snapshot)[0].isi)

    assert f"Disetujui oleh: {PLH.title} Wakil SK 12/2026 8 Oktober 2026" in words
    assert "Plt. Inspektur, SK 800/3/2026" in words
    assert "Contoh Plt., S.H." in words


async def test_whoever_holds_the_office_on_the_day_of_the_ya_signs(desk: Desk) -> None:
    until = INSPEKTUR.model_copy(update={"berlaku_sampai": date(2026, 10, 8)})
    later = PLT.model_copy(update={"berlaku_sejak": date(2026, 10, 9)})
    await desk.receive(*office(), assigned(until, later), completed())
    assert (await desk.draft()).snapshot.penanda_tangan.nama == INSPEKTUR.nama
    desk.now = desk.now.replace(day=9)

    await desk.say_ya()

    signer = (await desk.draft(TW3)).snapshot.penanda_tangan
    assert (signer.nama, signer.sebutan_lengkap) == (PLT.nama, "Plt. Inspektur")


async def test_without_an_inspektur_in_force_nothing_is_issued(desk: Desk) -> None:
    await desk.receive(*office(), completed(), assigned())

    with pytest.raises(NobodySigns):
        await desk.prepare_ya()
