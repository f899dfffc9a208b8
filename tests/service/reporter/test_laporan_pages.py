"""The pages of issued reports: editions, files, signatures."""

import pytest
from structlog.testing import capture_logs
from support.reporter_pages import INSPEKTUR, KASUBAG, READER, Site
from support.reporting import HIGHER, TW3, completed

from lapkin_contracts.rules.periods import Periode
from reporter.laporan import repository, terbitan

LAPORAN = f"/laporan/{TW3}"
TW4 = Periode("2026-TW4")


@pytest.fixture
def engine() -> str:
    """The queries behind these pages are tested on each engine in `test_tinjau_queries`."""
    return "sqlite"


@pytest.fixture
async def issued(site: Site) -> Site:
    """With a first edition that a Ralat replaced."""
    await site.desk.say_ya()
    await site.receive(completed(revision=2, figures=HIGHER))
    await site.desk.ralat("Salah ketik.")
    await site.desk.say_ya()
    return site


async def test_an_empty_site_says_so_and_where_drafts_are(site: Site) -> None:
    page = await site.see(READER, "/laporan")

    assert page.shows("Belum ada laporan yang terbit.", "/reporter/tinjau")
    assert (await site.see(READER, LAPORAN)).status == 404


async def test_every_edition_is_listed_with_its_files_and_what_became_of_it(issued: Site) -> None:
    page = await issued.see(READER, "/laporan")

    assert page.shows("1 laporan terbit.", "(Ralat ke-1)", "Digantikan edisi 2", "Berlaku")
    editions = await issued.desk.store.read(repository.editions, TW3)
    files = await issued.desk.store.read(repository.berkas_of, TW3)
    for edition in editions:
        for berkas in files[edition.edisi]:
            assert f"/reporter/v1/berkas/{berkas.sha256}" in page.text
        assert f"/editions/{edition.edisi}/arsip.zip" in page.text


async def test_reports_are_found_by_kind_and_year(issued: Site) -> None:
    await issued.receive(completed(TW4))
    await issued.desk.say_ya(period=TW4)

    both = await issued.see(READER, "/laporan?jenis=triwulan&tahun=2026")
    none = await issued.see(READER, "/laporan?jenis=semester")
    other = await issued.see(READER, "/laporan?tahun=2025")
    unknown = await issued.see(READER, "/laporan?jenis=%3Cb%3E&tahun=abcd")

    assert both.text.index("Triwulan IV Tahun 2026") < both.text.index("Triwulan III Tahun 2026")
    assert both.shows("2 laporan terbit.", '<option value="2026" selected>')
    assert none.shows("Tidak ada laporan terbit dengan saringan ini.")
    assert other.shows("Tidak ada laporan terbit dengan saringan ini.")
    assert unknown.shows("2 laporan terbit.")


async def test_one_report_tells_what_was_put_right_and_how_to_check_it(issued: Site) -> None:
    page = await issued.see(READER, LAPORAN)

    assert page.shows("Yang diralat dari edisi 1", "80,75%", "82%", "Sebab Ralat", "Salah ketik.")
    (newest, _) = await issued.desk.store.read(repository.editions, TW3)
    rincian = await issued.desk.store.read(terbitan.rincian, TW3)
    kode = rincian.terbitan.terbaru.kode
    assert page.shows(newest.sha256, f"/reporter/verifikasi/{kode}")
    assert (await issued.see("", f"/verifikasi/{kode}")).status == 200
    assert (await issued.see(READER, f"{LAPORAN}/grafik/capaian.svg")).status == 200
    assert "<button" not in page.markup


async def test_figures_that_changed_since_lead_to_tinjau(issued: Site) -> None:
    await issued.receive(completed(revision=3))
    changed = await issued.see(READER, LAPORAN)
    await issued.desk.ralat("Salah hitung.")
    reviewed = await issued.see(READER, LAPORAN)

    assert changed.shows(
        "2 angka berubah sejak laporan terbit.", f"/reporter/tinjau/{TW3}#perubahan"
    )
    assert reviewed.shows("Draft edisi 3", "Edisi berikutnya sedang ditinjau.")


async def test_the_inspektur_signs_the_newest_edition_once(issued: Site) -> None:
    before = await issued.see(INSPEKTUR, LAPORAN)

    signed = await issued.send(INSPEKTUR, f"{LAPORAN}/edisi/2/tanda-tangan", {})

    assert before.markup.count("/tanda-tangan") == 1
    assert signed.location == f"/reporter{LAPORAN}?selesai=ditandatangani"
    page = await issued.see(INSPEKTUR, LAPORAN)
    assert page.shows("Ditandatangani", "PDF bertanda tangan elektronik", "Inspektur")
    assert "/tanda-tangan" not in page.markup
    others = await issued.send(KASUBAG, f"{LAPORAN}/edisi/2/tanda-tangan", {})
    assert others.status == 403
    old = await issued.send(INSPEKTUR, f"{LAPORAN}/edisi/1/tanda-tangan", {})
    assert (old.status, old.shows("sudah digantikan")) == (409, True)


@pytest.mark.parametrize("secret", ["rahasia-sekali", "r" * 201])
async def test_a_passphrase_is_neither_shown_again_nor_logged(issued: Site, secret: str) -> None:
    form = {"passphrase": secret}

    with capture_logs() as logged:
        page = await issued.send(INSPEKTUR, f"{LAPORAN}/edisi/1/tanda-tangan", form)

    assert page.status in {409, 422}
    assert "/tanda-tangan" in str(logged)
    assert secret not in page.text + str(logged)
