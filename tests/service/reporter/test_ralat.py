"""An issued report never changes: an error gives the next numbered edition."""

import hashlib

import pytest
from support.reporting import (
    FIGURES,
    HIGHER,
    TW3,
    Desk,
    announced,
    completed,
    office,
    superseded,
)
from support.sheets import text_of

from lapkin_contracts.laporan import LaporanIssued
from lapkin_contracts.rules.periods import Periode
from reporter.draft.domain import State
from reporter.laporan import repository
from reporter.laporan.errors import EditionUnknown, LaporanNotIssued
from reporter.perubahan.errors import NothingChanged, RalatUnderReview
from reporter.review.exchange import printed_exchange

TW4, S2 = Periode("2026-TW4"), Periode("2026-S2")
SEBAB = "Realisasi Nilai SAKIP salah dikutip."


@pytest.fixture
async def wrong(desk: Desk) -> Desk:
    """A desk whose issued report turned out to hold a wrong figure."""
    await desk.receive(*office(), completed())
    await desk.say_tidak("Perjelas.")
    await desk.answer(1, "Sudah.")
    await desk.resubmit()
    await desk.say_ya()
    await desk.receive(superseded(), completed(revision=2, figures=HIGHER))
    return desk


async def test_a_ralat_is_a_draft_of_the_next_edition_with_what_changed(wrong: Desk) -> None:
    draft = await wrong.ralat(SEBAB)

    snapshot = draft.snapshot
    assert (draft.state, draft.rekap_revision) == (State.MENUNGGU_REVIU, 2)
    assert snapshot.judul == "Laporan Kinerja Triwulan III Tahun 2026 (Ralat ke-1)"
    assert (snapshot.edisi, snapshot.menggantikan, snapshot.nomor) == (2, 1, "700/1/LKJ/2026")
    assert [(one.semula, one.menjadi, one.sebab) for one in snapshot.perubahan] == [
        ("80,75%", "82%", SEBAB),
        ("97,88%", "99,39%", SEBAB),
    ]
    assert snapshot.koreksi == ()
    ready = (await wrong.store.read(announced))[-1]
    assert (ready.data.revision, ready.data.edisi) == (draft.revision, 2)


async def test_the_exchange_about_the_first_edition_is_not_told_of_its_ralat(wrong: Desk) -> None:
    draft = await wrong.ralat(SEBAB)

    first = await wrong.store.read(printed_exchange, draft, 1)
    ralat = await wrong.store.read(printed_exchange, draft, 2)

    assert first.laporan == "Laporan Kinerja Triwulan III Tahun 2026, edisi 1"
    assert [line.uraian for line in first.baris] == ["Perjelas."]
    assert ralat.laporan == "Laporan Kinerja Triwulan III Tahun 2026 (Ralat ke-1), edisi 2"
    assert ralat.baris == []
    with pytest.raises(EditionUnknown):
        await wrong.store.read(printed_exchange, draft, 3)


async def test_a_ya_issues_the_ralat_and_leaves_the_old_edition_as_it_was(wrong: Desk) -> None:
    (first,) = await wrong.store.read(repository.editions, TW3)
    old = (await wrong.store.read(repository.berkas_of, TW3))[1]
    await wrong.ralat(SEBAB)

    second = await wrong.say_ya(by="kasubag-2")

    editions = await wrong.store.read(repository.editions, TW3)
    assert [(one.edisi, one.menggantikan, one.sebab) for one in editions] == [
        (2, 1, SEBAB),
        (1, None, ""),
    ]
    assert (editions[1].sha256, second.sha256 != first.sha256) == (first.sha256, True)
    for berkas in old:
        kept = await wrong.store.read(repository.berkas_named, berkas.sha256)
        assert kept is not None
        assert hashlib.sha256(kept.isi).hexdigest() == berkas.sha256


async def test_the_ralat_is_announced_with_the_edition_it_replaces_and_why(wrong: Desk) -> None:
    await wrong.ralat(SEBAB)
    await wrong.say_ya()

    issued = (await wrong.store.read(announced))[-1].data

    assert isinstance(issued, LaporanIssued)
    assert (issued.edisi, issued.menggantikan, issued.sebab) == (2, 1, SEBAB)
    assert issued.rekap_revision == 2


async def test_the_ralats_pdf_says_what_it_replaces_and_shows_the_table(wrong: Desk) -> None:
    await wrong.ralat(SEBAB)
    await wrong.say_ya()
    (pdf, *_) = (await wrong.store.read(repository.berkas_of, TW3))[2]
    file = await wrong.store.read(repository.berkas_named, pdf.sha256)
    assert file is not None

    words = text_of(file.isi)

    assert pdf.nama == "laporan-kinerja-2026-TW3-edisi-2.pdf"
    assert "Ralat ke-1, menggantikan edisi 1" in words
    assert f"Sebab ralat: {SEBAB}" in words
    assert "Realisasi 80,75% 82%" in words


async def test_a_ralat_needs_an_issued_report_a_change_and_a_free_desk(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    with pytest.raises(LaporanNotIssued):
        await desk.ralat()
    await desk.say_ya()
    with pytest.raises(NothingChanged):
        await desk.ralat()
    await desk.receive(superseded(), completed(revision=2, figures=HIGHER))
    await desk.ralat()

    with pytest.raises(RalatUnderReview):
        await desk.ralat()


async def test_figures_left_to_a_ralat_are_in_it(desk: Desk) -> None:
    await desk.receive(*office(), completed(), superseded())
    await desk.receive(completed(revision=2, figures=HIGHER))
    await desk.tunda()
    await desk.say_ya()

    draft = await desk.ralat(SEBAB)

    assert draft.rekap_revision == 2
    assert [one.menjadi for one in draft.snapshot.perubahan] == ["82%", "99,39%"]


async def test_a_ralat_takes_over_still_newer_figures_with_its_table(wrong: Desk) -> None:
    await wrong.ralat(SEBAB)
    figures = (FIGURES[0], HIGHER[0])
    await wrong.receive(superseded(2), completed(revision=3, figures=figures))

    draft = await wrong.pakai()

    snapshot = draft.snapshot
    assert (snapshot.edisi, snapshot.menggantikan) == (2, 1)
    assert {one.kode for one in snapshot.perubahan} == {"IK-02"}
    assert {one.sebab for one in snapshot.perubahan} == {SEBAB}
    assert (await wrong.say_ya()).sebab == SEBAB


async def test_koreksi_about_a_ralat_is_numbered_on_and_printed_with_it_alone(
    wrong: Desk,
) -> None:
    await wrong.ralat(SEBAB)

    draft = await wrong.say_tidak("Perjelas sebab.")

    assert [(one.nomor, one.putaran) for one in draft.snapshot.koreksi] == [(2, 1)]
    assert (await wrong.answer(2, "Sudah.")).snapshot.koreksi[0].jawaban == "Sudah."


async def test_a_ralat_tells_what_it_does_to_the_semester(desk: Desk) -> None:
    await desk.receive(*office(), completed(TW3), completed(TW4))
    await desk.say_ya()
    await desk.say_ya(period=TW4)
    await desk.receive(completed(S2))
    await desk.receive(completed(TW4, revision=2, figures=HIGHER))

    draft = await desk.ralat(SEBAB, period=TW4)

    dampak = [one.dampak for one in draft.snapshot.perubahan]
    assert dampak == [
        ("Capaian Semester II Tahun 2026 berubah dari 97,88% menjadi 99,39%.",),
        (),
    ]
