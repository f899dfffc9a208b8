"""The sentences of a report, written from its figures. The same figures give the same words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lapkin_contracts.laporan import Paragraf, Pembanding
from lapkin_contracts.printed import capaian_text
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.numbers import format_percent, format_rupiah
from lapkin_contracts.rules.periods import Jenis
from lapkin_contracts.rules.policy import TargetBerlaku
from lapkin_ui.formats import tanggal
from reporter.documents.narrative_anggaran import anggaran_text, efisiensi_text
from reporter.documents.narrative_capaian import capaian_sentences, perbandingan_text, tally
from reporter.documents.narrative_units import OTHERS, UNITS, cakupan_text, kendala_text
from reporter.documents.rows import NumberedRow, numbered_rows
from reporter.documents.uraian import compose_uraian
from reporter.documents.wording import listed

BASIS: Final = (
    "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi"
    " Pemerintah dan Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"
    " Nomor 53 Tahun 2014 tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata"
    " Cara Reviu atas Laporan Kinerja Instansi Pemerintah"
)
RECOMPUTED: Final = {
    Jenis.SEMESTER: "dua triwulan di dalamnya",
    Jenis.TAHUN: "empat triwulan di dalamnya",
}
IN_FORCE: Final = {
    TargetBerlaku.AKHIR_PERIODE: "target yang berlaku pada akhir periode",
    TargetBerlaku.TERTIMBANG_WAKTU: "target yang ditimbang menurut lama berlakunya",
}


TITLES: Final = {
    "kata-pengantar": "Kata Pengantar",
    "pendahuluan": "Latar belakang",
    "gambaran": "Gambaran organisasi dan permasalahan utama",
    "perencanaan": "Perjanjian Kinerja",
    "capaian": "Capaian kinerja organisasi",
    "perbandingan": "Perbandingan dengan laporan terdahulu",
    "anggaran": "Realisasi anggaran",
    "efisiensi": "Efisiensi",
    "kendala": "Kendala, solusi, dan tindak lanjut",
    "cakupan": "Cakupan data",
    "penutup": "Penutup",
}
"""Headings of the sections, by their keys."""
SECTIONS: Final = tuple(TITLES)


def compose_narasi(
    rekap: RekapCompleted, nama_instansi: str, pembanding: Sequence[Pembanding] = ()
) -> tuple[Paragraf, ...]:
    """One text per section in the order of the report, blank lines between its paragraphs, then
    one per indikator."""
    rows = numbered_rows(rekap)
    sections = (
        _kata_pengantar(rekap, nama_instansi),
        _pendahuluan(rekap, nama_instansi),
        _gambaran(rekap, nama_instansi),
        _perencanaan(rekap),
        capaian_sentences(rekap, rows),
        perbandingan_text(rekap, pembanding),
        anggaran_text(rekap),
        efisiensi_text(rekap),
        kendala_text(rekap, rows),
        cakupan_text(rekap),
        _penutup(rekap, rows, nama_instansi),
    )
    return (
        *(
            Paragraf(bagian=key, teks="\n\n".join(texts))
            for key, texts in zip(SECTIONS, sections, strict=True)
        ),
        *(compose_uraian(row, rekap, pembanding) for row in rows),
    )


def title_of(bagian: str, rows: Iterable[NumberedRow]) -> str:
    """What a reader calls a section: its heading, or the indikator it is about."""
    names = {row.bagian: row.baris.nama for row in rows}
    return TITLES.get(bagian) or names.get(bagian, bagian)


def _kata_pengantar(rekap: RekapCompleted, nama_instansi: str) -> Iterator[str]:
    period, ringkasan = rekap.period, rekap.ringkasan
    yield (
        f"Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa atas selesainya Laporan Kinerja"
        f" {period.title} {nama_instansi}."
    )
    yield (
        f"Laporan ini merupakan wujud pertanggungjawaban atas pelaksanaan Perjanjian Kinerja Tahun"
        f" {period.tahun}. Di dalamnya dimuat perencanaan kinerja, capaian {ringkasan.indikator}"
        f" indikator kinerja dari {len(rekap.units)} unit, realisasi anggaran, serta kendala dan"
        " tindak lanjutnya." + _highlights(rekap)
    )
    yield (
        "Kami berharap laporan ini bermanfaat sebagai bahan evaluasi dan perbaikan kinerja pada"
        " periode berikutnya."
    )


def _highlights(rekap: RekapCompleted) -> str:
    ringkasan = rekap.ringkasan
    told = []
    if ringkasan.rata_rata_capaian is not None:
        mean = format_percent(ringkasan.rata_rata_capaian)
        told.append(f"rata-rata capaian {mean} (predikat {ringkasan.predikat})")
    if ringkasan.serapan_persen is not None:
        told.append(f"serapan anggaran {format_percent(ringkasan.serapan_persen)}")
    return f" {rekap.period.title} mencatat {listed(told)}." if told else ""


def _pendahuluan(rekap: RekapCompleted, nama_instansi: str) -> Iterator[str]:
    period = rekap.period
    yield (
        f"Laporan Kinerja {period.title} {nama_instansi} disusun sebagai pelaksanaan {BASIS}."
        f" Laporan ini memuat capaian {len(rekap.baris)} indikator kinerja dari"
        f" {len(rekap.units)} unit untuk periode {tanggal(period.starts_on)} sampai dengan"
        f" {tanggal(period.ends_on)}."
    )
    yield (
        "Data bersumber dari Perjanjian Kinerja, Rencana Aksi, dan laporan setiap unit. Capaian"
        f" dihitung menurut kebijakan perhitungan {rekap.kebijakan.versi}." + _recomputed(rekap)
    )


def _recomputed(rekap: RekapCompleted) -> str:
    jenis = rekap.period.jenis
    if jenis is Jenis.TRIWULAN:
        return ""
    sumber = listed(
        [
            f"{one.period.title} (rekap revisi {one.rekap_revision}, edisi {one.edisi})"
            for one in rekap.sumber
        ]
    )
    return (
        f" Angka periode ini dihitung kembali dari data {RECOMPUTED[jenis]} sesuai dengan cara"
        " agregasi setiap indikator, bukan dari rata-rata persentase."
        + (f" Sumbernya laporan {sumber}." if sumber else "")
    )


def _gambaran(rekap: RekapCompleted, nama_instansi: str) -> Iterator[str]:
    units = listed([unit.nama for unit in rekap.units], UNITS)
    yield f"{nama_instansi} menghimpun data kinerja dari {len(rekap.units)} unit, yaitu {units}."
    reported = sum(bool(baris.kendala) for baris in rekap.baris)
    if reported:
        yield (
            f"Permasalahan utama yang dihadapi pada periode ini dilaporkan pada {reported}"
            " indikator dan diuraikan pada bagian kendala, solusi, dan rencana tindak lanjut."
        )


def _perencanaan(rekap: RekapCompleted) -> Iterator[str]:
    sasaran = len({(baris.unit, baris.sasaran) for baris in rekap.baris})
    pagu = f" dengan pagu {format_rupiah(rekap.ringkasan.pagu)}" if rekap.anggaran else ""
    yield (
        f"Perjanjian Kinerja Tahun {rekap.period.tahun} memuat {sasaran} sasaran dan"
        f" {len(rekap.baris)} indikator kinerja{pagu}. Target setiap triwulan mengikuti Rencana"
        f" Aksi unit; capaian dihitung terhadap {IN_FORCE[rekap.kebijakan.target_berlaku]}."
    )
    changed = dict.fromkeys(baris.unit for baris in rekap.baris if baris.versi > 1)
    if changed:
        names = {unit.unit: unit.nama for unit in rekap.units}
        units = listed([names.get(unit, unit) for unit in changed], UNITS)
        yield (
            f"Perjanjian Kinerja {units} diubah pada tahun berjalan; versi yang dipakai dimuat"
            " pada lampiran."
        )


def _penutup(
    rekap: RekapCompleted, rows: Sequence[NumberedRow], nama_instansi: str
) -> Iterator[str]:
    """Simpulan, what comes next, and the closing formula."""
    yield " ".join([*tally(rekap.ringkasan), *_absorbed(rekap)])
    yield from _next_steps(rows)
    yield (
        f"Demikian Laporan Kinerja {rekap.period.title} {nama_instansi} disusun sebagai bentuk"
        " pertanggungjawaban dan bahan perbaikan kinerja."
    )


def _absorbed(rekap: RekapCompleted) -> Iterator[str]:
    if (serapan := rekap.ringkasan.serapan_persen) is not None:
        yield (
            f"Serapan anggaran sampai dengan {tanggal(rekap.period.ends_on)} sebesar"
            f" {format_percent(serapan)}."
        )


def _next_steps(rows: Sequence[NumberedRow]) -> Iterator[str]:
    """The weakest indikator first; none where all targets were met."""
    short = [row for row in rows if row.baris.tercapai is False]
    if not short:
        return
    short.sort(key=lambda row: row.baris.capaian_persen or 0)
    names = listed([f"{row.baris.nama} ({capaian_text(row.baris)})" for row in short], OTHERS)
    promised = sum(bool(row.baris.rencana_tindak_lanjut) for row in rows)
    yield (
        f"Perhatian pada periode berikutnya diarahkan kepada {len(short)} indikator yang belum"
        f" mencapai target: {names}."
        + (
            f" Rencana tindak lanjut telah ditetapkan untuk {promised} indikator."
            if promised
            else ""
        )
    )
