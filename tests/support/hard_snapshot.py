"""A report with all that a year that is not clean brings."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from support.rekap import Figure, a_rekap
from support.snapshots import ANGGARAN, INSPEKTUR, REMARKS, UNITS, a_snapshot

from lapkin_contracts.laporan import (
    BarisPerubahan,
    ButirKoreksi,
    Persetujuan,
    Snapshot,
    StatusKoreksi,
)
from lapkin_contracts.organisasi import StatusPejabat
from lapkin_contracts.pengumpulan import StatusRtl
from lapkin_contracts.perencanaan import JenisIndikator
from lapkin_contracts.rekap import BarisRtl, CatatanProgres, KeadaanKewajiban
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.periods import ZONE, Bulan, Periode


def a_hard_snapshot() -> Snapshot:
    """All that a hard year brings: a Ralat, late units, kept and broken promises, a revised pagu."""
    rekap = a_rekap(_HARD_FIGURES, UNITS, anggaran=_REVISED, belum=["Irban III"])
    units = tuple(_STANDINGS.get(one.unit, {}) for one in rekap.units)
    rekap = rekap.model_copy(
        update={
            "revision": 2,
            "units": tuple(
                one.model_copy(update=standing)
                for one, standing in zip(rekap.units, units, strict=True)
            ),
            "rtl": _RTL,
        }
    )
    return a_snapshot(
        rekap,
        judul=f"Laporan Kinerja {rekap.period.title} (Ralat ke-1)",
        edisi=2,
        menggantikan=1,
        perubahan=_PERUBAHAN,
        penanda_tangan=INSPEKTUR.model_copy(
            update={"status": StatusPejabat.PLT, "dasar": "SK Bupati Nomor 821/15/2026"}
        ),
        persetujuan=Persetujuan(
            nama="Contoh Pelaksana Harian, S.E.",
            jabatan="Plh. Kepala Subbagian Program dan Keuangan",
            dasar="SK 12/2026",
            pada=datetime(2026, 10, 9, 10, 0, tzinfo=ZONE),
        ),
        koreksi=(
            ButirKoreksi(
                nomor=1,
                bagian="capaian",
                uraian="Sebutkan alasan perubahan target.",
                jawaban="Alasan dimuat pada catatan kaki.",
                status=StatusKoreksi.SELESAI,
            ),
        ),
    )


_HARD_FIGURES = (
    Figure(
        "Opini BPK atas laporan keuangan",
        "4",
        "4",
        "predikat",
        remarks={"label": "WTP", "target_label": "WTP", "jenis": JenisIndikator.PREDIKAT},
    ),
    Figure(
        "Waktu penyelesaian reviu",
        "7",
        "9",
        "hari",
        polaritas=Polaritas.TURUN,
        remarks={"target_atas": Decimal(8), "kendala": "Berkas OPD datang terlambat."},
    ),
    Figure(
        "Jumlah LHP reguler",
        "80",
        "78",
        "LHP",
        unit="irban-1",
        before="60",
        remarks={
            **REMARKS,
            "versi": 2,
            "target_semula": Decimal(100),
            "capaian_semula_persen": Decimal(78),
            "progres": (
                CatatanProgres(
                    bulan=Bulan("2026-08"),
                    realisasi=Decimal(70),
                    kendala="Dua auditor mengikuti diklat.",
                    solusi="Penugasan dijadwalkan ulang.",
                ),
                CatatanProgres(
                    bulan=Bulan("2026-09"), faktor_pendorong="Tambahan satu tim dari Irban II."
                ),
            ),
        },
    ),
    Figure(
        "Jumlah desa yang diaudit",
        "18",
        "66",
        "desa",
        unit="irban-1",
        remarks={
            "peringatan": ("rasio-di-luar-batas",),
            "alasan": "Audit dana desa digabung dengan audit khusus permintaan bupati.",
            "catatan_kaki": (
                "Triwulan I dan II berasal dari Irban II, digabung sejak 1 Juli 2026 dengan"
                " Keputusan Bupati Nomor 100/2026.",
            ),
        },
    ),
    Figure("Persentase rekomendasi ditindaklanjuti", "90", "87.27", unit="irban-2"),
    Figure("Jumlah reviu dokumen perencanaan", "8", "", "dokumen", unit="irban-3"),
)
_REVISED = tuple(
    line.model_copy(update={"pagu_awal": awal})
    for line, awal in zip(
        ANGGARAN, (Decimal(16_000_000_000), Decimal(1_491_400_000), None), strict=True
    )
)
_STANDINGS: dict[str, dict[str, Any]] = {
    "sekretariat": {"keadaan": KeadaanKewajiban.TEPAT_WAKTU},
    "subbag-prokeu": {"keadaan": KeadaanKewajiban.NIHIL},
    "irban-1": {"keadaan": KeadaanKewajiban.TERLAMBAT, "terlambat_hari": 3},
}
_RTL = (
    BarisRtl(
        unit="irban-1",
        indikator="IK-03",
        janji="Mengusulkan dua auditor mengikuti diklat penjenjangan.",
        penanggung_jawab="Irban I",
        batas_waktu=date(2026, 9, 15),
        dari=Periode("2026-TW2"),
        status=StatusRtl.SELESAI,
        keterangan="Dua auditor lulus pada 12 September 2026.",
    ),
    BarisRtl(
        unit="irban-2",
        indikator="IK-05",
        janji="Rapat pemutakhiran tindak lanjut dengan OPD.",
        penanggung_jawab="",
        batas_waktu=None,
        dari=Periode("2026-TW2"),
        status=None,
    ),
)
_PERUBAHAN = (
    BarisPerubahan(
        unit="irban-1",
        kode="IK-03",
        nama="Jumlah LHP reguler",
        kolom="realisasi",
        semula="87 LHP",
        menjadi="78 LHP",
        sebab="Angka tertukar pada saat pengisian.",
        dampak=(
            "Capaian Semester II Tahun 2026 berubah dari 108,75% menjadi 97,5%.",
            "Capaian Tahun 2026 berubah dari 108,75% menjadi 97,5%.",
        ),
    ),
    BarisPerubahan(
        unit="irban-1",
        kode="IK-03",
        nama="Jumlah LHP reguler",
        kolom="capaian_persen",
        semula="108,75%",
        menjadi="97,5%",
        sebab="Angka tertukar pada saat pengisian.",
    ),
    BarisPerubahan(
        unit="irban-2",
        kode="",
        nama="Irban II",
        kolom="masuk",
        semula="belum masuk",
        menjadi="masuk",
        sebab="Angka tertukar pada saat pengisian.",
    ),
)
