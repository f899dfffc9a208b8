"""The sections of the site: the same on the pages of every service, under the same addresses."""

from collections.abc import Sequence
from typing import Final, NamedTuple


class Bagian(NamedTuple):
    alamat: str
    nama: str


MENU: Final = (
    Bagian("/notifier/", "Beranda"),
    Bagian("/collector/isi", "Isi data"),
    Bagian("/notifier/kewajiban", "Kewajiban"),
    Bagian("/aggregator/rekap", "Rekap"),
    Bagian("/reporter/tinjau", "Tinjau"),
    Bagian("/reporter/laporan", "Laporan"),
    Bagian("/notifier/sosialisasi", "Sosialisasi"),
    Bagian("/aggregator/periksa-tabel", "Periksa tabel"),
    Bagian("/notifier/pemantauan", "Pemantauan"),
    Bagian("/collector/pengaturan", "Pengaturan"),
    Bagian("/collector/masuk", "Akun"),
)

PENGATURAN: Final = (
    Bagian("/collector/pengaturan", "Unit dan pejabat"),
    Bagian("/collector/pengaturan/perencanaan", "PK dan Rencana Aksi"),
    Bagian("/collector/pengaturan/kalender", "Kalender kerja"),
    Bagian("/collector/pengaturan/jadwal", "Jadwal"),
    Bagian("/collector/pengaturan/kop", "Kop surat"),
    Bagian("/aggregator/pengaturan/kebijakan", "Kebijakan hitung"),
    Bagian("/notifier/pengaturan/waktu", "Waktu SOP"),
    Bagian("/notifier/pengaturan/pengingat", "Tangga pengingat"),
    Bagian("/collector/pengaturan/klien", "Klien API"),
    Bagian("/notifier/pengaturan/webhook", "Webhook"),
)

ALIASES: Final = {
    "/collector/kewajiban": "/notifier/kewajiban",
    "/notifier/pengaturan": "/collector/pengaturan",
    "/aggregator/pengaturan": "/collector/pengaturan",
}
"""Sections whose pages live with several services."""


def current(path: str, sections: Sequence[Bagian]) -> str:
    """The address of the section a page belongs to; empty if to none."""
    homes = [home for elsewhere, home in ALIASES.items() if _is_below(path, elsewhere)]
    return max((_section(one, sections) for one in (path, *homes)), key=bool)


def _section(path: str, sections: Sequence[Bagian]) -> str:
    found = [one.alamat for one in sections if _is_below(path, one.alamat)]
    return max(found, key=len, default="")


def _is_below(path: str, address: str) -> bool:
    if address.endswith("/"):
        return path == address
    return path == address or path.startswith(f"{address}/")
