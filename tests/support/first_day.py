"""What the admin of a new office enters before its first triwulan, page by page."""

from playwright.sync_api import expect
from support.new_site import NewSite
from support.orang import Orang

UNITS = {"dinkes": "Dinas Kesehatan", "dishub": "Dinas Perhubungan"}
HEADS = {"dinkes": ("Siti", "siti@bantul.test"), "dishub": ("Joko", "joko@bantul.test")}
"""Who is reminded, and told of every report."""
PEOPLE = (
    ("ani", "Ani", "Staf", UNITS["dinkes"]),
    ("budi", "Budi", "Staf", "Semua unit"),
    ("kasubag", "Citra", "Kasubag", "Semua unit"),
    ("sekretaris", "Dewi", "Sekretaris", "Semua unit"),
    ("operator", "Eko", "Operator", "Semua unit"),
    ("irban", "Fajar", "Irban", "Semua unit"),
    ("inspektur", "Hermawan", "Inspektur", "Semua unit"),
)
KOP = {
    "Kode instansi": "inspektorat",
    "Nama instansi": "Inspektorat Daerah",
    "Tempat": "Bantul",
    "Pemerintah daerah": "PEMERINTAH KABUPATEN BANTUL",
    "Nama pada kop": "INSPEKTORAT DAERAH",
    "Alamat": "Jalan Contoh 1, Bantul",
}
INDIKATOR = (("Layanan tepat waktu", "80"), ("Kepuasan", "75"))


def set_up(admin: Orang, site: NewSite) -> None:
    """Letterhead, units with an official and a plan each, and everybody's account."""
    page = admin.open("Pengaturan", "/pengaturan/kop")
    for label, text in KOP.items():
        admin.fill(label, text)
    admin.press("Simpan")
    admin.told("tersimpan")
    admin.open("Pengaturan")
    admin.go(page.get_by_role("link", name="Daftarkan Inspektur"))
    add_official(admin, "Hermawan", "Inspektur", "inspektur@bantul.test")
    for kode, nama in UNITS.items():
        admin.open("Pengaturan")
        add_unit(admin, kode, nama)
        add_official(admin, HEADS[kode][0], "Kasubag", HEADS[kode][1])
        admin.follow(f"/pengaturan/perencanaan/{kode}")
        publish_plan(admin, kode)
    admin.open("Pengaturan", "/pengaturan/akun")
    for username, nama, peran, lingkup in PEOPLE:
        admin.fill("Nama", nama)
        admin.fill("Nama pengguna", username)
        admin.choose(page.get_by_label("Peran"), peran)
        admin.check(lingkup)
        admin.press("Buat akun")
        site.passwords[username] = page.get_by_role("textbox", name="Kata sandi").input_value()


def add_unit(admin: Orang, kode: str, nama: str) -> None:
    admin.fill("Kode", kode)
    admin.fill("Nama", nama)
    admin.choose(admin.page.get_by_label("Jenis"), "Perangkat Daerah")
    admin.fill("Berlaku sejak", "2026-01-01")
    admin.press("Tambah unit")
    admin.told("Unit tersimpan.")


def add_official(admin: Orang, nama: str, peran: str, surel: str) -> None:
    admin.use(admin.page.get_by_text("Ubah daftar pejabat"))
    row = admin.page.get_by_role("group", name="Tambah pejabat").first
    row.get_by_label("Nama", exact=True).fill(nama)
    row.get_by_label("Peran").select_option(peran)
    row.get_by_label("Nama jabatan").fill(peran)
    row.get_by_label("Surel").fill(surel)
    admin.press("Simpan daftar pejabat")
    admin.told("Daftar pejabat tersimpan.")


def publish_plan(admin: Orang, unit: str) -> None:
    page = admin.page
    admin.go(page.get_by_role("link", name="Susun versi pertama"))
    admin.fill("Nomor dokumen", f"PK/{unit}/2026")
    admin.fill("Tanggal dokumen", "2026-01-05")
    admin.fill("Berlaku sejak", "2026-01-05")
    for number, (nama, target) in enumerate(INDIKATOR):
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
    expect(admin.page.get_by_role("status").first).to_contain_text("terbit")
