"""What people do with a period, each on the pages that are theirs."""

from pathlib import Path

from playwright.sync_api import Locator, expect
from support.browsing import paste
from support.first_day import HEADS
from support.orang import Orang

from lapkin_contracts.rules.periods import Periode


def run_what_is_due(admin: Orang, opened: Periode) -> None:
    """The clock would do so by itself within half a minute."""
    page = admin.open("Pengaturan", "/pengaturan/jadwal")
    run = page.get_by_role("button", name="Jalankan sekarang")
    while run.count():
        admin.go(run)
        admin.told("dijalankan")
    expect(page.locator("#lalu + table")).to_contain_text(opened.title)


def realisasi(orang: Orang, kode: str) -> Locator:
    return orang.page.locator(f"[id='nilai.{kode}.realisasi']")


def state(orang: Orang) -> Locator:
    return orang.page.locator("[data-keadaan]")


def open_grid(staf: Orang, unit: str, period: Periode) -> None:
    staf.open("Isi data", f"/isi/{unit}/{period}")


def paste_from_excel(staf: Orang, block: str) -> None:
    realisasi(staf, "IK-1").focus()
    paste(staf.page, block)
    expect(staf.page.locator("[data-tempelan]")).to_contain_text("2 isian ditempel.")
    expect(state(staf)).to_contain_text("Tersimpan")


def lose_the_link_while_typing(staf: Orang, kode: str, text: str) -> None:
    staf.page.context.set_offline(True)
    staf.write(realisasi(staf, kode), text)
    expect(state(staf)).to_contain_text("sambungan terputus")
    staf.examine()
    staf.page.context.set_offline(False)
    expect(state(staf)).to_contain_text("Tersimpan")


def yield_to(staf: Orang, other: str, kode: str, text: str, theirs: str) -> None:
    """Type into a row that somebody has changed since this page was opened."""
    staf.write(realisasi(staf, kode), text)
    expect(staf.page.get_by_text(f"{kode} diubah oleh {other} pukul").last).to_be_visible()
    staf.examine()
    staf.use(staf.page.get_by_role("button", name=f"Pakai isian {other}"))
    expect(realisasi(staf, kode)).to_have_value(theirs)
    expect(state(staf)).to_contain_text("Tersimpan")


def enter(staf: Orang, unit: str, period: Periode, *figures: str) -> None:
    open_grid(staf, unit, period)
    for number, text in enumerate(figures, 1):
        staf.write(realisasi(staf, f"IK-{number}"), text)
    send(staf)


def send(staf: Orang) -> None:
    """Look it through, send it, and hold the receipt."""
    staf.press("Periksa")
    expect(staf.page.get_by_text("Siap dikirim")).to_be_visible()
    staf.press("Kirim")
    heading = staf.page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Tanda terima data kinerja")


def remind(kasubag: Orang, nama_unit: str, surel: str) -> None:
    page = kasubag.open("Kewajiban")
    late = page.get_by_role("row").filter(has_text=nama_unit)
    expect(late).to_contain_text("terlambat")
    kasubag.press(f"Ingatkan {nama_unit}", late)
    kasubag.told("Pengingat")
    kasubag.eventually(late.get_by_text("kali, terakhir"))
    assert kasubag.site.letters_to(surel) >= 1


def check_figures(reader: Orang, period: Periode, capaian: str) -> None:
    """The rekap is whole, and its first figure can be explained."""
    page = reader.open("Rekap")
    reader.eventually(page.locator(f"#periode option[value='{period}']"))
    reader.choose(page.get_by_label("Periode"), period.title)
    reader.press("Tampilkan")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Rekap {period.title}")
    reader.eventually(page.get_by_text("Semua 2 unit masuk"))
    reader.follow("/dinkes/IK-1")
    expect(page.locator("ol.hitungan").first).to_contain_text(capaian)


def say_tidak(kasubag: Orang, period: Periode) -> None:
    page = kasubag.open("Tinjau", f"/tinjau/{period}")
    kasubag.check("Tidak, kembalikan untuk dikoreksi")
    row = page.get_by_role("group", name="Baris koreksi").first
    kasubag.choose(row.get_by_label("Bagian"), "Penutup")
    kasubag.write(row.get_by_label("Apa yang harus diperbaiki"), "Sebutkan tindak lanjut.")
    kasubag.press("Simpan putusan")
    kasubag.told("Draft dikembalikan")


def answer_koreksi(staf: Orang, period: Periode) -> None:
    page = staf.open("Tinjau", f"/tinjau/{period}")
    staf.write(page.get_by_label("Jawaban atas koreksi"), "Tindak lanjut sudah disebut.")
    staf.press("Jawab koreksi")
    staf.told("Jawaban koreksi disimpan.")
    staf.press("Kirim ulang untuk diputuskan")
    staf.told("kirim")


def say_ya(kasubag: Orang, period: Periode) -> None:
    kasubag.open("Tinjau", f"/tinjau/{period}")
    kasubag.check("Ya, setujui dan terbitkan")
    kasubag.press("Simpan putusan")
    kasubag.told("terbit")


def sign(inspektur: Orang, period: Periode) -> None:
    inspektur.open("Laporan", f"/laporan/{period}")
    inspektur.press("Tanda tangani edisi 1")
    inspektur.told("ditandatangani")


def disseminate(sekretaris: Orang, period: Periode, head: Orang) -> None:
    """It is mailed by itself; a head says from the mail that it arrived."""
    nama, surel = HEADS["dinkes"]
    page = sekretaris.open("Sosialisasi", f"/sosialisasi/{period}/1")
    recipient = page.get_by_role("row").filter(has_text=nama)
    sekretaris.eventually(recipient.get_by_text("Terkirim"))
    stated = recipient.locator("[data-judul='Menyatakan menerima']")
    expect(stated).to_have_text("belum")
    head.page.goto(head.site.links_to(surel)[-1])
    expect(head.page.get_by_role("heading", level=1)).to_contain_text(period.title)
    head.press("Laporan telah saya terima")
    expect(head.page.get_by_text("Penerimaan telah dicatat")).to_be_visible()
    page.reload()
    expect(stated).to_contain_text("WIB")


def keep_files(reader: Orang, period: Periode, folder: Path) -> None:
    """The workbook from its link, and the signed PDF."""
    page = reader.open("Laporan", f"/laporan/{period}")
    files = page.locator(".unduhan")
    with page.expect_download() as downloading:
        reader.use(files.get_by_role("link", name="Excel").first)
    kept = folder / downloading.value.suggested_filename
    downloading.value.save_as(kept)
    assert kept.read_bytes().startswith(b"PK")
    pdf = files.get_by_role("link", name="PDF").last.get_attribute("href")
    assert b"/ByteRange" in page.request.get(reader.site.address + pdf).body()


def follow(operator: Orang, period: Periode) -> None:
    page = operator.open("Pemantauan", "/pemantauan/kasus", f"/kasus/{period}")
    expect(page.locator(".rantai .rantai").filter(has_text="Draft tersusun").first).to_be_visible()
    operator.go(page.get_by_role("link", name="Ikuti peristiwanya"))
    expect(page.locator("[data-baris] > li").filter(has_text="Laporan terbit")).to_have_count(1)


def audit(auditor: Orang, folder: Path) -> None:
    """Without an account."""
    table = folder / "tabel.csv"
    heads = "indikator;satuan;polaritas;target;realisasi;capaian"
    table.write_text(f"{heads}\nLayanan tepat waktu;%;naik;80;60,5;99\n", encoding="utf-8")
    page = auditor.open("Periksa tabel")
    page.get_by_label("Berkas tabel").set_input_files(table)
    auditor.press("Periksa")
    expect(page.get_by_text("1 baris diperiksa")).to_contain_text("1 berbeda")
