"""What the pages of drafts and reports read, on each engine."""

from support.reporting import HIGHER, TW3, Desk, completed, office

from lapkin_contracts.rules.periods import Jenis, Periode
from reporter.laporan import repository as laporan
from reporter.laporan import terbitan
from reporter.tinjau import service

TW4 = Periode("2026-TW4")


async def test_the_history_tells_every_act_newest_first(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    await desk.say_tidak("Satu.", "Dua.")
    await desk.edit("penutup", "Lain.")
    await desk.answer(1, "Sudah.")
    await desk.answer(2, "Sudah.")
    await desk.resubmit()
    await desk.say_tidak(belum_selesai={2: "Belum."})
    await desk.receive(completed(revision=2, figures=HIGHER))
    await desk.pakai()

    lembar = await desk.store.read(service.lembar, TW3, desk.now.date())

    assert [(one.uraian, one.oleh) for one in lembar.riwayat] == [
        ("Versi 3 disusun dari rekap revisi 2", ""),
        ("Angka terbaru dipakai (rekap revisi 2)", "kasubag-1"),
        ("Tidak: 1 jawaban belum selesai", "kasubag-1"),
        ("Versi 2 dikirim ulang", "staf-1"),
        ("1 suntingan pada versi 1", "staf-1"),
        ("Tidak: 2 koreksi diminta", "kasubag-1"),
        ("Versi 1 disusun dari rekap revisi 1", ""),
    ]
    assert [one.kolom for one in lembar.banding.sel] == ["realisasi", "capaian_persen"]
    assert lembar.koreksi[1].riwayat[0].tanggapan == "Belum."
    assert lembar.suntingan == {"penutup": 1}


async def test_what_waits_longest_comes_first_and_what_waits_for_nobody_not_at_all(
    desk: Desk,
) -> None:
    await desk.receive(*office(), completed(), completed(TW4), completed("2026-TW1"))
    await desk.say_ya(period=Periode("2026-TW1"))
    await desk.say_tidak("Satu.")

    found = await desk.store.read(service.queue, desk.now.date())

    assert [(one.period, one.terbuka) for one in found] == [(TW4, 0), (TW3, 1)]
    assert found[0].sejak < found[1].sejak


async def test_a_section_is_shown_with_its_own_edits(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    await desk.edit("penutup", "Satu.")
    await desk.edit("kendala", "Dua.")

    naskah = await desk.store.read(service.naskah, TW3, "penutup")

    assert naskah is not None
    assert [one.teks_after for one in naskah.suntingan] == ["Satu."]
    assert await desk.store.read(service.naskah, TW3, "tidak-ada") is None


async def test_the_catalog_lists_what_ends_last_first(desk: Desk) -> None:
    await desk.receive(*office(), completed(), completed(TW4))
    await desk.say_ya()
    await desk.say_ya(period=TW4)
    await desk.receive(completed("2026-S2"))
    await desk.say_ya(period=Periode("2026-S2"))
    await desk.receive(completed(revision=2, figures=HIGHER))
    await desk.ralat()
    await desk.say_ya()

    every = await desk.store.read(terbitan.catalog, None, None)
    triwulan = await desk.store.read(terbitan.catalog, Jenis.TRIWULAN, 2026)

    assert [one.period for one in every] == ["2026-S2", TW4, TW3]
    assert [one.period for one in triwulan] == [TW4, TW3]
    assert [
        (one.laporan.edisi, one.digantikan_oleh, len(one.berkas)) for one in every[2].edisi
    ] == [(2, None, 3), (1, 2, 3)]
    assert await desk.store.read(terbitan.catalog, None, 2025) == []
    assert await desk.store.read(laporan.years) == [2026]
