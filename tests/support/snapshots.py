"""Snapshots to print: a usual one, the shortest and the longest that are realistic."""

from datetime import date
from decimal import Decimal
from typing import Any

from support.rekap import Figure, a_budget_line, a_rekap

from lapkin_contracts.laporan import BarisPerubahan, ButirKoreksi, Snapshot, StatusKoreksi
from lapkin_contracts.organisasi import Jabatan, Kop, Pejabat
from lapkin_contracts.pengumpulan import Bukti, StatusRtl
from lapkin_contracts.rekap import BarisRekap, BarisRtl, RekapCompleted
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.periods import Periode
from reporter.documents.narrative import compose_narasi

AKSARA = "ꦏꦧꦸꦥꦠꦺꦤ꧀ꦧꦤ꧀ꦠꦸꦭꦏꦁ"
KOP = Kop(
    pemerintah="PEMERINTAH KABUPATEN BANTUL",
    nama="INSPEKTORAT DAERAH",
    aksara=AKSARA,
    alamat="Jln. Prof. Dr. Soepomo, SH. No. 202 Bantul Kode Pos 55712 Telp./Fax (0274) 367325",
    kontak="Laman: http://www.inspektorat.bantulkab.go.id Posel: inspektorat@bantulkab.go.id",
)
INSPEKTUR = Pejabat(
    nama="Contoh Nama Pejabat, S.IP., M.H.",
    jabatan=Jabatan.INSPEKTUR,
    sebutan="Inspektur",
    pangkat="Pembina Utama Muda, IV/c",
    nip="19700101 199001 1 001",
)


def a_snapshot(rekap: RekapCompleted | None = None, **overrides: Any) -> Snapshot:
    """A third quarter of an Inspektorat: most figures in, each state present once."""
    rekap = rekap or a_rekap(FIGURES, UNITS, anggaran=ANGGARAN, belum=["Irban III"])
    fields: dict[str, Any] = {
        "judul": f"Laporan Kinerja {rekap.period.title}",
        "nomor": "700/123/INSP/2026",
        "edisi": 1,
        "tempat": "Bantul",
        "tanggal": date(2026, 10, 9),
        "kop": KOP,
        "penanda_tangan": INSPEKTUR,
        "contoh": True,
        "sumber": "Angka contoh untuk pengujian, bukan angka resmi.",
        "nama_instansi": "Inspektorat Daerah Kabupaten Bantul",
        "rekap": rekap,
        "narasi": compose_narasi(rekap, "Inspektorat Daerah Kabupaten Bantul"),
    }
    return Snapshot(**{**fields, **overrides})


def the_shortest_snapshot() -> Snapshot:
    """One unit, one indikator, nothing sent in, no budget."""
    rekap = a_rekap(
        [Figure("Nilai SAKIP Perangkat Daerah", "82.5", "", "nilai")],
        UNITS[:1],
        belum=[UNITS[0][1]],
    )
    return a_snapshot(rekap, contoh=False, sumber="", nomor="700/1/2026")


def the_longest_snapshot() -> Snapshot:
    """Sixty indikator in forty units, every name 200 characters, remarks on each row."""
    units = [(f"unit-{i:02d}", _long(f"Unit kerja nomor {i}")) for i in range(1, 41)]
    figures = [_long_figure(i, units[i % len(units)][0]) for i in range(60)]
    anggaran = [
        a_budget_line(kode, f"6.01.{i:02d}", _long(f"Program {i}"), 15_120_000_000, 10_441_763_508)
        for i, (kode, _) in enumerate(units, 1)
    ]
    belum = [nama for _, nama in units[-7:]]
    rekap = a_rekap(figures, units, anggaran=anggaran, belum=belum)
    rekap = rekap.model_copy(update={"rtl": tuple(map(_long_promise, rekap.baris))})
    return a_snapshot(
        rekap,
        sumber=_long("Sumber angka contoh"),
        edisi=2,
        menggantikan=1,
        perubahan=tuple(map(_long_change, rekap.baris[:12])),
        koreksi=tuple(_long_koreksi(nomor) for nomor in range(1, 13)),
    )


def _long_promise(baris: BarisRekap) -> BarisRtl:
    return BarisRtl(
        unit=baris.unit,
        indikator=baris.indikator,
        janji=_long("Rapat pemutakhiran"),
        penanggung_jawab=_long("Kepala Subbagian")[:120],
        batas_waktu=date(2026, 9, 15),
        dari=Periode("2026-TW2"),
        status=StatusRtl.BELUM,
        keterangan=_long("Dilanjutkan"),
    )


def _long_change(baris: BarisRekap) -> BarisPerubahan:
    return BarisPerubahan(
        unit=baris.unit,
        kode=baris.indikator,
        nama=baris.nama,
        kolom="realisasi",
        semula="1.234.567.890,12 dokumen",
        menjadi="1.234.567.890,13 dokumen",
        sebab=_long("Angka tertukar"),
        dampak=(_long("Capaian Semester II Tahun 2026 berubah"),),
    )


def _long_koreksi(nomor: int) -> ButirKoreksi:
    return ButirKoreksi(
        nomor=nomor,
        bagian="kata-pengantar",
        uraian=_long(f"Koreksi {nomor}"),
        jawaban=_long("Sudah dimuat"),
        status=StatusKoreksi.SELESAI,
    )


def _long_figure(i: int, unit: str) -> Figure:
    remark = _long("Keterbatasan jumlah auditor menyebabkan penugasan tertunda")
    remarks = {
        "kendala": remark,
        "solusi": remark,
        "rencana_tindak_lanjut": f"{remark} https://contoh.go.id/{'berkas-panjang-' * 8}",
        "penanggung_jawab": _long("Kepala Subbagian Program dan Keuangan")[:120],
        "batas_waktu": date(2026, 11, 30),
        "bukti": tuple(
            Bukti(sha256=f"{place}" * 64, nama=f"{_long('bukti')[:110]}-{place}.pdf")
            for place in range(i % 4 + 1)
        ),
    }
    realisasi = ("81.3", "", "93.333333", "240")[i % 4]
    return Figure(
        _long(f"Indikator {i + 1}"), "90", realisasi, unit=unit, before="70", remarks=remarks
    )


def _long(start: str) -> str:
    filler = " dalam rangka peningkatan akuntabilitas kinerja instansi pemerintah daerah"
    return (start + filler * 3)[:200].rstrip()


UNITS = (
    ("sekretariat", "Sekretariat"),
    ("subbag-prokeu", "Subbagian Program dan Keuangan"),
    ("irban-1", "Irban I"),
    ("irban-2", "Irban II"),
    ("irban-3", "Irban III"),
)
REMARKS = {
    "kendala": "Jumlah auditor bersertifikat belum sebanding dengan jumlah objek pemeriksaan.",
    "solusi": "Penjadwalan ulang penugasan dan pendampingan oleh auditor madya.",
    "rencana_tindak_lanjut": "Mengusulkan dua auditor mengikuti diklat penjenjangan.",
    "penanggung_jawab": "Irban II",
    "batas_waktu": date(2026, 11, 30),
}
_BUKTI = (Bukti(sha256="a" * 64, nama="rekap-lhp.pdf"),)
FIGURES = (
    Figure("Nilai SAKIP Perangkat Daerah", "82.5", "80.75", "nilai", before="79.1"),
    Figure("Level kapabilitas APIP", "3", "3", "level", before="3"),
    Figure(
        "Persentase rekomendasi BPK yang ditindaklanjuti",
        "90",
        "87.27",
        unit="subbag-prokeu",
        before="88",
        remarks={"pembilang": Decimal(96), "penyebut": Decimal(110), "bukti": _BUKTI},
    ),
    Figure("Persentase realisasi anggaran", "75", "61.37", unit="subbag-prokeu", before="40"),
    Figure("Jumlah LHP reguler", "12", "9", "LHP", unit="irban-1", remarks=REMARKS),
    Figure("Jumlah desa yang diaudit", "18", "33", "Desa", unit="irban-1", before="20"),
    Figure(
        "Temuan berulang",
        "8",
        "6",
        "temuan",
        unit="irban-2",
        polaritas=Polaritas.TURUN,
        before="9",
    ),
    Figure("Jumlah pelanggaran disiplin", "0", "0", "kasus", unit="irban-2"),
    Figure(
        "Indeks kepuasan layanan konsultasi",
        "3.4",
        "",
        "indeks",
        unit="irban-2",
        diukur=False,
        remarks={"alasan": "survei dilaksanakan satu kali pada triwulan IV"},
    ),
    Figure("Jumlah unit berpredikat Zona Integritas", "", "2", "unit", unit="irban-2"),
    Figure("Jumlah reviu dokumen perencanaan", "8", "", "dokumen", unit="irban-3"),
)
ANGGARAN = (
    a_budget_line(
        "subbag-prokeu",
        "6.01.01",
        "Program Penunjang Urusan Pemerintahan Daerah",
        15_120_000_000,
        10_441_763_508,
    ),
    a_budget_line(
        "irban-1", "6.01.02", "Program Penyelenggaraan Pengawasan", 1_491_400_000, 1_148_146_555
    ),
    a_budget_line(
        "irban-3",
        "6.01.03",
        "Program Perumusan Kebijakan, Pendampingan, dan Asistensi",
        250_000_000,
        None,
    ),
)
