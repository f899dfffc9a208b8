"""A quarter from an office that is not set up yet to the auditor, through the pages alone.

Everyone starts at the front page and goes only where a link or a button leads.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support.browsing import paste
from support.new_site import NewSite, new_site
from support.orang import Orang, eventually

from lapkin_contracts.rules.periods import ZONE

DINKES, DISHUB = "Dinas Kesehatan", "Dinas Perhubungan"
CAMAT = "siti@bantul.test"
PEOPLE = (
    ("staf.dinkes", "Ani", "Staf", DINKES),
    ("staf", "Budi", "Staf", "Semua unit"),
    ("kasubag", "Citra", "Kasubag", "Semua unit"),
    ("sekretaris", "Dewi", "Sekretaris", "Semua unit"),
    ("operator", "Eko", "Operator", "Semua unit"),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewSite]:
    folder = tmp_path_factory.mktemp("kantor")
    with new_site(folder, datetime(2026, 3, 30, 8, tzinfo=ZONE)) as site:
        yield site


def test_a_quarter_is_played_through_the_pages(
    chromium: Browser, office: NewSite, tmp_path: Path
) -> None:
    prepare(Orang(chromium, office, "admin"), office)
    office.at("2026-04-01 07:30")
    begin(Orang(chromium, office, "admin"))
    fill_in(Orang(chromium, office, "staf.dinkes"))
    office.at("2026-04-20 09:00")
    remind(Orang(chromium, office, "kasubag"), office)
    type_late(Orang(chromium, office, "staf"))
    look_at_rekap(Orang(chromium, office, "kasubag"))
    decide(chromium, office)
    read_report(Orang(chromium, office, "sekretaris"), tmp_path)
    disseminate(chromium, office)
    follow(Orang(chromium, office, "operator"))
    audit(Orang(chromium, office, ""), tmp_path)


def prepare(admin: Orang, site: NewSite) -> None:
    """Letterhead, two units with an official and a plan each, and everybody's account."""
    page = admin.open("Pengaturan", "kop surat")
    for label, text in (
        ("Kode instansi", "inspektorat"),
        ("Nama instansi", "Inspektorat Daerah"),
        ("Tempat", "Bantul"),
        ("Pemerintah daerah", "PEMERINTAH KABUPATEN BANTUL"),
        ("Nama pada kop", "INSPEKTORAT DAERAH"),
        ("Alamat", "Jalan Contoh 1, Bantul"),
    ):
        admin.fill(label, text)
    admin.press("Simpan")
    admin.told("tersimpan")
    admin.open("Pengaturan", "Daftarkan Inspektur")
    add_official(admin, "Hermawan", "Inspektur", "inspektur@bantul.test")
    for kode, nama, surel in (("dinkes", DINKES, CAMAT), ("dishub", DISHUB, "joko@bantul.test")):
        admin.open("Pengaturan")
        add_unit(admin, kode, nama, surel)
        page.get_by_role("link", name="PK dan Rencana Aksi unit ini").click()
        publish_plan(admin, kode)
    admin.open("Pengaturan")
    page.locator("main").get_by_role("link", name="Akun", exact=True).click()
    for username, nama, peran, lingkup in PEOPLE:
        admin.fill("Nama", nama)
        admin.fill("Nama pengguna", username)
        page.get_by_label("Peran").select_option(peran)
        page.get_by_label(lingkup).check()
        admin.press("Buat akun")
        site.passwords[username] = page.get_by_role("textbox", name="Kata sandi").input_value()
    admin.leaves()


def add_unit(admin: Orang, kode: str, nama: str, surel: str) -> None:
    page = admin.page
    admin.fill("Kode", kode)
    admin.fill("Nama", nama)
    page.get_by_label("Jenis").select_option("Perangkat Daerah")
    admin.fill("Berlaku sejak", "2026-01-01")
    admin.press("Tambah unit")
    admin.told("Unit tersimpan.")
    add_official(admin, "Siti", "Kasubag", surel)


def add_official(admin: Orang, nama: str, peran: str, surel: str) -> None:
    admin.page.get_by_text("Ubah daftar pejabat").click()
    row = admin.page.get_by_role("group", name="Tambah pejabat").first
    row.get_by_label("Nama", exact=True).fill(nama)
    row.get_by_label("Peran").select_option(peran)
    row.get_by_label("Nama jabatan").fill(peran)
    row.get_by_label("Surel").fill(surel)
    admin.press("Simpan daftar pejabat")
    admin.told("Daftar pejabat tersimpan.")


def publish_plan(admin: Orang, unit: str) -> None:
    page = admin.page
    page.get_by_role("link", name="Susun versi pertama").click()
    admin.fill("Nomor dokumen", f"PK/{unit}/2026")
    admin.fill("Tanggal dokumen", "2026-01-05")
    admin.fill("Berlaku sejak", "2026-01-05")
    for number, (nama, target) in enumerate((("Layanan tepat waktu", "80"), ("Kepuasan", "75"))):
        row = page.get_by_role("group", name="Tambah indikator").nth(number)
        for label, text in (
            ("Kode", f"IK-{number + 1}"),
            ("Sasaran", "Mutu layanan meningkat"),
            ("Indikator", nama),
            ("Satuan", "%"),
            ("Target tahun", target),
            *((f"Target triwulan {one}", target) for one in ("I", "II", "III", "IV")),
        ):
            row.get_by_label(label, exact=True).fill(text)
    admin.press("Terbitkan versi berikutnya")
    admin.told("terbit")


def begin(admin: Orang) -> None:
    """The clock would open the quarter by itself within half a minute."""
    page = admin.open("Pengaturan", "Jadwal")
    run = page.get_by_role("button", name="Jalankan sekarang")
    while run.count():
        run.first.click()
        admin.told("dijalankan")
    expect(page.locator("#lalu + table")).to_contain_text("Triwulan I")
    admin.leaves()


def fill_in(staf: Orang) -> None:
    """A block from Excel, looked at, sent, and receipted."""
    page = staf.open("Isi data", f"data {DINKES} Triwulan I Tahun 2026")
    page.locator("[id='nilai.IK-1.realisasi']").focus()
    paste(page, "81,25\r\n78\r\n")
    expect(page.locator("[data-tempelan]")).to_contain_text("2 isian ditempel.")
    staf.press("Periksa")
    expect(page.get_by_text("Siap dikirim")).to_be_visible()
    staf.press("Kirim")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tanda terima data kinerja")
    staf.leaves()


def remind(kasubag: Orang, site: NewSite) -> None:
    page = kasubag.open("Kewajiban")
    late = page.get_by_role("row").filter(has_text=DISHUB)
    expect(late).to_contain_text("terlambat")
    kasubag.press(f"Ingatkan {DISHUB}", late)
    kasubag.told("Pengingat")
    eventually(page, late.get_by_text("kali, terakhir"))
    assert site.letters_to("joko@bantul.test") >= 1
    kasubag.leaves()


def type_late(staf: Orang) -> None:
    page = staf.open("Isi data", f"data {DISHUB} Triwulan I Tahun 2026")
    page.locator("[id='nilai.IK-1.realisasi']").fill("60,5")
    page.locator("[id='nilai.IK-2.realisasi']").fill("80")
    staf.press("Kirim")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tanda terima data kinerja")
    staf.leaves()


def look_at_rekap(kasubag: Orang) -> None:
    page = kasubag.open("Rekap")
    eventually(page, page.get_by_role("heading", level=1, name="Rekap Triwulan I Tahun 2026"))
    eventually(page, page.get_by_text("2 dari 2"))
    page.get_by_role("link", name="IK-1").first.click()
    expect(page.locator(".hitungan").first).to_contain_text("101,56")
    kasubag.leaves()


def decide(chromium: Browser, site: NewSite) -> None:
    """Tidak with a koreksi, its answer, and Ya."""
    draft = "Triwulan I Tahun 2026"
    kasubag = Orang(chromium, site, "kasubag")
    page = kasubag.open("Tinjau")
    eventually(page, page.get_by_role("main").get_by_role("link", name=draft))
    page.get_by_role("main").get_by_role("link", name=draft).click()
    page.get_by_label("Tidak, kembalikan untuk dikoreksi").check()
    row = page.get_by_role("group", name="Baris koreksi").first
    row.get_by_label("Bagian").select_option("Penutup")
    row.get_by_label("Apa yang harus diperbaiki").fill("Sebutkan tindak lanjut.")
    kasubag.press("Simpan putusan")
    kasubag.told("Draft dikembalikan")

    staf = Orang(chromium, site, "staf")
    answers = staf.open("Tinjau", draft)
    answers.get_by_label("Jawaban atas koreksi").fill("Tindak lanjut sudah disebut.")
    staf.press("Jawab koreksi")
    staf.told("Jawaban koreksi disimpan.")
    staf.press("Kirim ulang untuk diputuskan")
    staf.told("kirim")
    staf.leaves()

    kasubag.open("Tinjau", draft)
    page.get_by_label("Ya, setujui dan terbitkan").check()
    kasubag.press("Simpan putusan")
    kasubag.told("terbit")
    kasubag.leaves()


def read_report(sekretaris: Orang, folder: Path) -> None:
    page = sekretaris.open("Laporan", "Triwulan I Tahun 2026")
    files = page.locator(".unduhan")
    with page.expect_download() as downloading:
        files.get_by_role("link", name="Excel").first.click()
    kept = folder / downloading.value.suggested_filename
    downloading.value.save_as(kept)
    assert kept.read_bytes().startswith(b"PK")
    pdf = files.get_by_role("link", name="PDF").first.get_attribute("href")
    assert page.request.get(sekretaris.site.address + pdf).body().startswith(b"%PDF-")
    sekretaris.leaves()


def disseminate(chromium: Browser, site: NewSite) -> None:
    sekretaris = Orang(chromium, site, "sekretaris")
    page = sekretaris.open("Sosialisasi", "Triwulan I Tahun 2026")
    recipient = page.get_by_role("row").filter(has_text="Siti").first
    eventually(page, recipient.get_by_text("Terkirim"))
    camat = Orang(chromium, site, "")
    camat.page.goto(site.links_to(CAMAT)[-1])
    camat.press("Laporan telah saya terima")
    expect(camat.page.get_by_text("Penerimaan telah dicatat")).to_be_visible()
    camat.leaves()
    page.reload()
    expect(recipient).to_contain_text("20 April 2026")
    sekretaris.leaves()


def follow(operator: Orang) -> None:
    page = operator.open("Pemantauan", "Kasus", "Triwulan I Tahun 2026")
    expect(page.locator(".rantai .rantai").filter(has_text="Draft tersusun").first).to_be_visible()
    page.get_by_role("link", name="Ikuti peristiwanya").click()
    expect(page.locator("[data-baris] > li").filter(has_text="Laporan terbit")).to_have_count(1)
    operator.leaves()


def audit(auditor: Orang, folder: Path) -> None:
    """Without an account."""
    table = folder / "tabel.csv"
    heads = "indikator;satuan;polaritas;target;realisasi;capaian"
    table.write_text(f"{heads}\nLayanan tepat waktu;%;naik;80;60,5;99\n", encoding="utf-8")
    page = auditor.open("Periksa tabel")
    page.get_by_label("Berkas tabel").set_input_files(table)
    auditor.press("Periksa")
    expect(page.get_by_text("1 baris diperiksa")).to_contain_text("1 berbeda")
    auditor.leaves()
