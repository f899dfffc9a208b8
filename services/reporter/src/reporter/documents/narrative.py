"""The sentences of a report, written from its figures. The same rekap gives the same words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from lapkin_contracts.laporan import Paragraf
from lapkin_contracts.rekap import BarisAnggaran, RekapCompleted, Ringkasan
from lapkin_contracts.rules.capaian import State
from lapkin_contracts.rules.numbers import format_percent, format_rupiah
from lapkin_contracts.rules.periods import Jenis, Periode
from lapkin_ui.formats import tanggal
from reporter.documents.anggaran_table import is_revised, pagu_murni
from reporter.documents.narrative_units import OTHERS, cakupan_text, kendala_text
from reporter.documents.rows import NumberedRow, capaian_text, numbered_rows
from reporter.documents.uraian import compose_uraian, with_figures
from reporter.documents.wording import listed, sentence

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


def compose_narasi(rekap: RekapCompleted, nama_instansi: str) -> tuple[Paragraf, ...]:
    """One text per section, blank lines between its paragraphs, then one per indikator."""
    rows = numbered_rows(rekap)
    sections = {
        "pendahuluan": _pendahuluan(rekap, nama_instansi),
        "capaian": _capaian(rekap, rows),
        "anggaran": _anggaran(rekap),
        "kendala": kendala_text(rekap, rows),
        "cakupan": cakupan_text(rekap),
        "penutup": _penutup(rekap, nama_instansi),
    }
    return (
        *(Paragraf(bagian=key, teks="\n\n".join(texts)) for key, texts in sections.items()),
        *(compose_uraian(row, rekap) for row in rows),
    )


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


def _capaian(rekap: RekapCompleted, rows: Sequence[NumberedRow]) -> Iterator[str]:
    if not rows:
        yield f"Tidak ada indikator kinerja yang dicatat untuk {rekap.period.title}."
        return
    yield " ".join([*_tally(rekap.ringkasan), *_extremes(rows), *_movement(rows, rekap.period)])
    if without_figure := " ".join(_states(rows)):
        yield without_figure


def _tally(ringkasan: Ringkasan) -> Iterator[str]:
    if ringkasan.rata_rata_capaian is None:
        yield f"Belum ada capaian yang dapat dihitung dari {ringkasan.indikator} indikator."
        return
    yield _reached(ringkasan.tercapai, ringkasan.terhitung)
    rata_rata = format_percent(ringkasan.rata_rata_capaian)
    yield f"Rata-rata capaian sebesar {rata_rata} dengan predikat {ringkasan.predikat}."


def _reached(tercapai: int, terhitung: int) -> str:
    if terhitung == 1:
        verb = "mencapai" if tercapai else "belum mencapai"
        return f"Satu indikator dihitung capaiannya dan {verb} target."
    if tercapai == terhitung:
        return f"Seluruh {terhitung} indikator yang dihitung capaiannya mencapai target."
    if not tercapai:
        return f"Belum satu pun dari {terhitung} indikator yang dihitung mencapai target."
    return (
        f"Dari {terhitung} indikator yang dihitung capaiannya, {tercapai} indikator mencapai"
        f" target dan {terhitung - tercapai} indikator belum mencapainya."
    )


def _extremes(rows: Sequence[NumberedRow]) -> Iterator[str]:
    groups = _by_capaian(rows)
    if sum(map(len, groups.values())) < 2:
        return
    best, weakest = groups[max(groups)], groups[min(groups)]
    highest, lowest = capaian_text(best[0].baris), capaian_text(weakest[0].baris)
    if len(groups) == 1:
        yield f"Semua indikator tersebut mencatat capaian yang sama, yaitu {highest}."
        return
    yield (
        f"Capaian tertinggi, {highest}, diraih {_named(best)}, sedangkan capaian terendah,"
        f" {lowest}, tercatat pada {_named(weakest)}."
    )


def _by_capaian(rows: Iterable[NumberedRow]) -> dict[Decimal, list[NumberedRow]]:
    groups: dict[Decimal, list[NumberedRow]] = {}
    for row in rows:
        if row.baris.capaian_persen is not None:
            groups.setdefault(row.baris.capaian_persen, []).append(row)
    return groups


def _named(rows: Sequence[NumberedRow]) -> str:
    first = f"{rows[0].baris.nama} ({rows[0].unit.nama})"
    if len(rows) == 1:
        return f"indikator {first}"
    return f"{len(rows)} indikator, antara lain {first}"


def _movement(rows: Iterable[NumberedRow], period: Periode) -> Iterator[str]:
    pairs = [pair for row in rows if len(pair := with_figures(row.baris.riwayat[-2:])) == 2]
    if not pairs:
        return
    (before, _), (last, _) = pairs[0]
    since = f"Dibandingkan dengan {before.title}"
    if period.jenis is not Jenis.TRIWULAN:
        since = f"Dari {before.title} ke {last.title}"
    signs = Counter((now > was) - (now < was) for (_, was), (_, now) in pairs)
    words = {1: "naik", -1: "turun", 0: "tidak berubah"}
    moves = [f"{signs[sign]} indikator {word}" for sign, word in words.items() if signs[sign]]
    yield f"{since}, capaian {listed(moves)}."


def _states(rows: Sequence[NumberedRow]) -> Iterator[str]:
    if blank := _of_state(rows, State.BELUM_DIISI):
        yield (
            f"Sebanyak {len(blank)} indikator belum diisi oleh unit penanggung jawabnya:"
            f" {listed(blank, OTHERS)}. Kekosongan ini tidak dihitung sebagai nol."
        )
    if unmeasured := [_with_reason(row) for row in rows if row.baris.state is State.TIDAK_DIUKUR]:
        yield f"Tidak diukur pada periode ini: {listed(unmeasured, OTHERS)}."
    if zero := _of_state(rows, State.TARGET_NOL):
        yield (
            f"Target periode ini nol untuk {listed(zero, OTHERS)}, sehingga persentase"
            " capaiannya tidak dihitung."
        )
    if untargeted := _of_state(rows, State.TANPA_TARGET):
        yield f"Target angka tidak tersedia untuk {listed(untargeted, OTHERS)}."


def _of_state(rows: Iterable[NumberedRow], state: State) -> list[str]:
    return [row.baris.nama for row in rows if row.baris.state is state]


def _with_reason(row: NumberedRow) -> str:
    alasan = " ".join(row.baris.alasan.split()).rstrip(".")
    return f"{row.baris.nama} ({alasan or 'alasan belum disampaikan'})"


def _anggaran(rekap: RekapCompleted) -> Iterator[str]:
    ringkasan = rekap.ringkasan
    if not rekap.anggaran:
        yield "Tidak ada data anggaran yang dicatat untuk periode ini."
        return
    if ringkasan.serapan_persen is None:
        yield f"Serapan dari pagu {format_rupiah(ringkasan.pagu)} belum dapat dihitung."
    else:
        yield _absorbed(rekap, ringkasan.serapan_persen)
    if is_revised(rekap):
        yield (
            f"Pagu berubah dari pagu awal {format_rupiah(pagu_murni(rekap))} menjadi"
            f" {format_rupiah(ringkasan.pagu)}; serapan dihitung terhadap pagu yang berlaku pada"
            f" {tanggal(rekap.period.ends_on)}."
        )
    if explained := [line for line in rekap.anggaran if line.alasan]:
        yield " ".join(f"{line.uraian}: {sentence(line.alasan)}" for line in explained)
    if unreported := sum(line.realisasi is None for line in rekap.anggaran):
        yield (
            f"Realisasi {unreported} dari {len(rekap.anggaran)} baris anggaran belum dilaporkan;"
            " baris tersebut ditandai di dalam tabel dan tidak dihitung sebagai nol."
        )


def _absorbed(rekap: RekapCompleted, serapan: Decimal) -> str:
    pagu, realisasi = rekap.ringkasan.pagu, rekap.ringkasan.realisasi_anggaran
    if realisasi > pagu:
        rest = f"Realisasi melebihi pagu sebesar {format_rupiah(realisasi - pagu)} dan perlu ditelaah."
    else:
        rest = f"Sisa anggaran sebesar {format_rupiah(pagu - realisasi)}."
    return " ".join(
        [
            f"Realisasi anggaran sejak 1 Januari sampai dengan {tanggal(rekap.period.ends_on)}"
            f" sebesar {format_rupiah(realisasi)} dari pagu {format_rupiah(pagu)}, sehingga"
            f" serapannya {format_percent(serapan)}.",
            rest,
            *_extreme_lines(rekap.anggaran),
        ]
    )


def _extreme_lines(anggaran: Iterable[BarisAnggaran]) -> Iterator[str]:
    reported = [
        (line.serapan_persen, line.uraian) for line in anggaran if line.serapan_persen is not None
    ]
    if len(reported) < 2:
        return
    (highest, best), (lowest, weakest) = max(reported), min(reported)
    if highest > lowest:
        yield (
            f"Serapan tertinggi terdapat pada {best} ({format_percent(highest)}) dan terendah"
            f" pada {weakest} ({format_percent(lowest)})."
        )


def _penutup(rekap: RekapCompleted, nama_instansi: str) -> Iterator[str]:
    remaining = rekap.ringkasan.terhitung - rekap.ringkasan.tercapai
    focus = (
        f" Perhatian pada periode berikutnya diarahkan kepada {remaining} indikator yang belum"
        " mencapai target."
        if remaining
        else ""
    )
    yield (
        f"Demikian Laporan Kinerja {rekap.period.title} {nama_instansi} disusun sebagai bentuk"
        f" pertanggungjawaban dan bahan perbaikan kinerja.{focus}"
    )
