"""What an office sets up before its first triwulan opens."""

from collections.abc import Set
from typing import Final

from lapkin_contracts.organisasi import InstansiRegistered, PejabatAssigned, UnitRegistered
from lapkin_contracts.perencanaan import RencanaAksiPublished
from notifier.beranda.tugas import Tugas

URUTAN: Final = {
    InstansiRegistered.type: Tugas(
        "Isi kop surat",
        "Nama instansi pelapor dan kepala surat laporannya.",
        "/collector/pengaturan/kop",
    ),
    UnitRegistered.type: Tugas(
        "Daftarkan unit", "Semua yang wajib menyampaikan data.", "/collector/pengaturan"
    ),
    PejabatAssigned.type: Tugas(
        "Tetapkan pejabat",
        "Pada halaman setiap unit; pengingat dan laporan dikirim ke alamat surelnya.",
        "/collector/pengaturan",
    ),
    RencanaAksiPublished.type: Tugas(
        "Terbitkan PK dan Rencana Aksi",
        "Indikator dan target setiap unit, diisi di halaman atau diunggah.",
        "/collector/pengaturan/perencanaan",
    ),
}
"""The event that each step ends with, and what to do until it comes."""
AKUN: Final = Tugas(
    "Buat akun",
    "Untuk staf unit, Kasubag, dan pejabat lain, sebelum triwulan pertama dibuka.",
    "/collector/pengaturan/akun",
)
"""Of accounts no event tells."""


def persiapan(heard: Set[str]) -> list[Tugas]:
    """The steps that are left."""
    return [*(tugas for event, tugas in URUTAN.items() if event not in heard), AKUN]
