"""Tinjau over HTTP, as a browser without scripts uses it."""

import pytest
from support.reporter_pages import INSPEKTUR, KASUBAG, READER, STAF, Halaman, Site
from support.reporting import HIGHER, TW3, completed

from lapkin_contracts.laporan import StatusKoreksi

TINJAU = f"/tinjau/{TW3}"
OWNER = "dina staf@sekretariat"
INDIKATOR = "sekretariat/IK-01"


@pytest.fixture
def engine() -> str:
    """The queries behind these pages are tested on each engine in `test_tinjau_queries`."""
    return "sqlite"


def row(number: int, bagian: str, uraian: str, **more: str) -> dict[str, str]:
    fields = {"bagian": bagian, "uraian": uraian, **more}
    return {f"koreksi.{number}.{name}": text for name, text in fields.items()}


async def decide(site: Site, putusan: str, **form: str) -> Halaman:
    """By the kasubag, of the draft as it stands."""
    etag = (await site.desk.draft()).etag
    return await site.send(
        KASUBAG, f"{TINJAU}/putusan", {"etag": etag, "putusan": putusan, **form}
    )


async def send_back(site: Site, *uraian: str) -> None:
    rows = [row(number, "penutup", one) for number, one in enumerate(uraian)]
    form = {name: text for one in rows for name, text in one.items()}
    assert (await decide(site, "tidak", **form)).status == 303


async def answer(site: Site, nomor: int, who: str = STAF) -> Halaman:
    form = {"jawaban": f"Jawaban {nomor}."}
    return await site.send(who, f"{TINJAU}/koreksi/{nomor}", form)


async def test_the_list_says_who_is_waited_for_and_since_when(site: Site) -> None:
    waiting = await site.see(READER, "/tinjau")
    await send_back(site, "Perjelas.")
    returned = await site.see(READER, "/tinjau")

    assert waiting.shows("Menunggu putusan", "Kasubag Program dan Keuangan: putusan Ya atau Tidak")
    assert waiting.shows("8 Oktober 2026 pukul 09.01 WIB")
    assert returned.shows("Perlu koreksi", "Staf penyusun laporan: jawaban atas 1 koreksi")
    await answer(site, 1)
    await site.send(STAF, f"{TINJAU}/kirim-ulang", {})
    await decide(site, "ya")
    assert (await site.see(READER, "/tinjau")).shows("Tidak ada draft yang menunggu.")


async def test_a_visitor_signs_in_first_and_comes_back(site: Site) -> None:
    for path in ("/tinjau", TINJAU, "/laporan"):
        page = await site.see("", path)
        assert (page.status, "/collector/masuk?next=%2Freporter" in page.location) == (303, True)


async def test_a_reader_sees_the_draft_and_no_button(site: Site) -> None:
    page = await site.see(READER, TINJAU)

    assert page.shows("Tinjau draft Laporan Kinerja Triwulan III Tahun 2026", "700/1/LKJ/2026")
    assert page.shows(
        "Kata Pengantar", "1. Nilai SAKIP", "97,88", "Putusan Ya atau Tidak diberikan"
    )
    assert "<button" not in page.markup
    assert "/sunting" not in page.markup
    assert (await site.send(READER, f"{TINJAU}/putusan", {"putusan": "ya"})).status == 403
    assert (await site.see(READER, "/tinjau/2026-TW1")).status == 404


async def test_a_ya_issues_the_report_and_leads_to_it(site: Site) -> None:
    issued = await decide(site, "ya")

    assert (issued.status, issued.location) == (303, f"/reporter/laporan/{TW3}?selesai=terbit")
    page = await site.see(KASUBAG, issued.location.removeprefix("/reporter"))
    assert page.shows("Laporan disetujui dan terbit.", "Edisi 1")


@pytest.mark.parametrize("putusan", ["", "mungkin"])
async def test_a_putusan_is_ya_or_tidak(site: Site, putusan: str) -> None:
    page = await decide(site, putusan)

    assert (page.status, page.galat) == (422, {"putusan": "Pilih Ya atau Tidak."})


async def test_a_tidak_says_what_to_correct_and_keeps_what_was_typed(site: Site) -> None:
    bare = await decide(site, "tidak")
    faulty = await decide(
        site, "tidak", **row(0, "", "Perjelas."), **row(2, "penutup", "Ubah.", batas="31-31")
    )
    lost = await decide(site, "tidak", **row(0, "tidak-ada", "Perjelas."))

    assert (bare.status, list(bare.galat)) == (422, ["putusan"])
    assert (faulty.status, list(faulty.galat)) == (422, ["koreksi.1.batas"])
    assert faulty.field("koreksi.0.uraian") == "Perjelas."
    assert faulty.field("koreksi.1.uraian") == "Ubah."
    assert lost.galat == {"koreksi.0.bagian": "Baris koreksi 1: pilih bagian yang dikoreksi."}
    assert (await site.desk.draft()).state == "menunggu_reviu"


async def test_koreksi_are_pinned_owned_and_due_and_stand_beside_their_section(
    site: Site,
) -> None:
    form = row(0, INDIKATOR, "Sumbernya <apa>?", batas="2026-10-12") | row(4, "penutup", "Ubah.")

    answered = await decide(site, "tidak", **form)

    assert answered.location == f"/reporter{TINJAU}?selesai=dikembalikan#koreksi"
    page = await site.see(STAF, TINJAU)
    assert page.shows("12 Oktober 2026", "Pemilik: Sekretariat", "Pemilik: Staf penyusun laporan")
    assert "Sumbernya &lt;apa&gt;?" in page.markup
    beside = page.text.partition(f'id="bagian.{INDIKATOR}"')[2].partition("</section>")[0]
    assert 'id="koreksi.1"' in beside


async def test_more_rows_come_without_a_script(site: Site) -> None:
    form = row(0, "penutup", "Satu.") | row(1, "", "Dua.") | row(2, "capaian", "")

    page = await site.send(
        KASUBAG, f"{TINJAU}/putusan", {"tambah": "1", "putusan": "tidak"} | form
    )

    assert page.status == 200
    assert page.markup.count("data-baris") == 6
    assert [page.field(f"koreksi.{number}.uraian") for number in range(3)] == ["Satu.", "Dua.", ""]


async def test_only_staf_and_the_owner_find_a_field_to_answer_in(site: Site) -> None:
    await decide(site, "tidak", **row(0, INDIKATOR, "Periksa."), **row(1, "penutup", "Ubah."))

    theirs, others = await site.see(OWNER, TINJAU), await site.see(READER, TINJAU)
    refused = await answer(site, 2, OWNER)
    done = await answer(site, 1, OWNER)

    assert ('id="jawaban.1"' in theirs.text, 'id="jawaban.2"' in theirs.text) == (True, False)
    assert "jawaban." not in others.text
    assert (refused.status, done.location) == (403, f"/reporter{TINJAU}?selesai=dijawab#koreksi.1")
    empty = await site.send(STAF, f"{TINJAU}/koreksi/2", {"jawaban": " "})
    assert (empty.status, list(empty.galat)) == (422, ["jawaban.2"])


async def test_a_second_tidak_asks_only_about_what_was_answered(site: Site) -> None:
    await send_back(site, "Satu.", "Dua.")
    unready = await site.send(STAF, f"{TINJAU}/kirim-ulang", {})
    for nomor in (1, 2):
        await answer(site, nomor)
    ready = await site.see(STAF, TINJAU)
    await site.send(STAF, f"{TINJAU}/kirim-ulang", {})

    wordless = await decide(site, "tidak", **{"belum.2": "1"})
    await decide(site, "tidak", **{"belum.2": "1", "tanggapan.2": "Belum tampak."})

    assert (unready.status, ready.shows("Kirim ulang untuk diputuskan")) == (409, True)
    assert list(wordless.galat) == ["tanggapan.2"]
    statuses = [one.status for one in (await site.desk.draft()).snapshot.koreksi]
    assert statuses == [StatusKoreksi.SELESAI, StatusKoreksi.TERBUKA]
    page = await site.see(STAF, TINJAU)
    assert page.shows("Tanggapan budi", "Belum tampak.", "Tidak: 1 jawaban belum selesai")
    assert 'id="belum.1"' not in page.text


async def test_a_draft_that_changed_meanwhile_is_read_again_with_what_was_typed(
    site: Site,
) -> None:
    seen = (await site.desk.draft()).etag
    await site.desk.edit("penutup", "Kata orang lain.", by="ani")
    form = {"etag": seen, "putusan": "tidak", **row(0, "penutup", "Perjelas.")}

    page = await site.send(KASUBAG, f"{TINJAU}/putusan", form)

    assert (page.status, page.field("koreksi.0.uraian")) == (412, "Perjelas.")
    assert page.shows("Draft berubah sejak Saudara membacanya.", "Kata orang lain.")
    again = {**form, "etag": page.field("etag")}
    assert (await site.send(KASUBAG, f"{TINJAU}/putusan", again)).status == 303


async def test_an_edit_keeps_every_wording_and_takes_the_editors_ya_away(site: Site) -> None:
    before = await site.see(KASUBAG, f"{TINJAU}/sunting?bagian=penutup")
    form = {"bagian": "penutup", "etag": before.field("etag"), "teks": "Kalimat <baru>.\n\nDua."}

    saved = await site.send(KASUBAG, f"{TINJAU}/sunting", form)
    stale = await site.send(STAF, f"{TINJAU}/sunting", {**form, "teks": "Lain."})

    assert saved.location == f"/reporter{TINJAU}?selesai=disunting#bagian.penutup"
    assert (stale.status, stale.field("teks")) == (412, "Lain.")
    history = await site.see(READER, f"{TINJAU}/sunting?bagian=penutup")
    assert "<ins>Kalimat &lt;baru&gt;" in history.markup
    assert "<del>" in history.markup
    assert "<textarea" not in history.markup
    page = await site.see(KASUBAG, TINJAU)
    assert page.shows("1 suntingan", "Ya belum dapat dipilih", "Perubahan sejak versi 1")
    assert (await decide(site, "ya")).galat["putusan"].startswith("Saudara ikut menyunting")
    missing = await site.see(STAF, f"{TINJAU}/sunting?bagian=tidak-ada")
    assert (missing.status, missing.shows("Bagian tidak ditemukan")) == (404, True)


async def test_newer_figures_are_shown_and_chosen_about(site: Site) -> None:
    await site.desk.edit(INDIKATOR, "Kata sendiri.", by="ani")
    await site.receive(completed(revision=2, figures=HIGHER))

    page, theirs = await site.see(KASUBAG, TINJAU), await site.see(READER, TINJAU)
    blind = await site.send(KASUBAG, f"{TINJAU}/perubahan", {})
    unseen = await site.send(KASUBAG, f"{TINJAU}/perubahan", {"pilihan": "tunda", "rekap": "1"})
    seen = {"rekap": page.field("rekap")}
    deferred = await site.send(KASUBAG, f"{TINJAU}/perubahan", {"pilihan": "tunda"} | seen)
    after = await site.see(KASUBAG, TINJAU)
    taken = await site.send(KASUBAG, f"{TINJAU}/perubahan", {"pilihan": "pakai"} | seen)

    assert page.shows("2 perubahan sejak draft", "80,75%", "82%", "Putuskan dahulu perubahan")
    assert theirs.shows("2 perubahan sejak draft")
    assert "Pakai angka terbaru" not in theirs.text
    assert (blind.status, list(blind.galat)) == (422, ["perubahan"])
    assert (unseen.status, unseen.shows("Draft berubah sejak Saudara membacanya.")) == (412, True)
    assert deferred.location.endswith("selesai=ditunda")
    assert after.shows("Ditunda ke Ralat")
    assert "Ya belum dapat dipilih" not in after.text
    assert taken.location.endswith("selesai=dipakai")
    renewed = await site.see(STAF, TINJAU)
    assert renewed.shows("Tinjau ulang", "Perubahan sejak versi 1", "Angka terbaru dipakai")


async def test_changes_since_a_version_are_told_word_by_word(site: Site) -> None:
    await send_back(site, "Perjelas.")
    await site.desk.edit("penutup", "Demikian laporan ini.", by="ani")
    await answer(site, 1)
    await site.send(STAF, f"{TINJAU}/kirim-ulang", {})

    page = await site.see(KASUBAG, TINJAU)

    assert "0 angka, 1 bagian." in page.words
    assert "<ins>" in page.markup
    assert page.shows("Versi 2 dikirim ulang", "1 suntingan pada versi 1", "Tidak: 1 koreksi")
    same = await site.see(KASUBAG, f"{TINJAU}?banding=2")
    assert same.shows("Tidak ada angka atau kalimat yang berubah.")


async def test_an_issued_report_whose_figures_changed_is_put_right_by_a_ralat(site: Site) -> None:
    await decide(site, "ya")
    await site.receive(completed(revision=2, figures=HIGHER))

    waiting = await site.see(READER, "/tinjau")
    wordless = await site.send(KASUBAG, f"{TINJAU}/ralat", {"sebab": ""})
    opened = await site.send(KASUBAG, f"{TINJAU}/ralat", {"sebab": "Salah ketik."})

    assert waiting.shows("Ralat atas 2 angka yang berubah")
    assert (wordless.status, list(wordless.galat)) == (422, ["sebab"])
    assert opened.location.endswith("selesai=ralat")
    assert (await site.see(READER, TINJAU)).shows("(Ralat ke-1)", "Salah ketik.", "edisi 2")
    repeated = await site.send(KASUBAG, f"{TINJAU}/ralat", {"sebab": "Salah ketik."})
    assert (repeated.status, repeated.shows("masih dalam reviu")) == (409, True)


async def test_a_form_on_another_site_does_nothing(site: Site) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    form = {"etag": (await site.desk.draft()).etag, "putusan": "ya"}

    page = await site.send(KASUBAG, f"{TINJAU}/putusan", form, foreign)

    assert (page.status, (await site.desk.draft()).state) == (403, "menunggu_reviu")


async def test_the_charts_of_a_draft_are_drawn_from_the_draft(site: Site) -> None:
    page = await site.see(INSPEKTUR, TINJAU)
    chart = await site.see(INSPEKTUR, f"{TINJAU}/grafik/capaian.svg")

    assert f"/reporter{TINJAU}/grafik/capaian.svg?lembar=1&v=" in page.text
    assert (chart.status, "Nilai SAKIP" in chart.text) == (200, True)
    assert (await site.see(INSPEKTUR, f"{TINJAU}/grafik/serapan.svg")).status == 404
    assert (await site.see("", f"{TINJAU}/grafik/capaian.svg")).status == 401


async def test_a_ralat_shows_what_was_asked_of_the_edition_before(site: Site) -> None:
    await send_back(site, "Perjelas penutup.")
    assert (await answer(site, 1)).status == 303
    await site.send(STAF, f"{TINJAU}/kirim-ulang", {})
    await site.desk.say_ya()
    await site.receive(completed(revision=2, figures=HIGHER))
    await site.send(KASUBAG, f"{TINJAU}/ralat", {"sebab": "Salah ketik."})

    page = await site.see(KASUBAG, TINJAU)

    assert "Belum ada untuk edisi 2; 1 untuk edisi sebelumnya." in page.words
    assert page.shows("Koreksi 1, edisi 1", "Perjelas penutup.", "Jawaban 1.")
