"""One paragraph about one indikator, written from its figures."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from lapkin_contracts.laporan import Paragraf, Pembanding
from lapkin_contracts.printed import (
    besaran,
    capaian_text,
    format_figure,
    realisasi_text,
    target_text,
)
from lapkin_contracts.rekap import BarisRekap, CatatanProgres, RekapCompleted, Titik
from lapkin_contracts.rules.capaian import Polaritas, State
from lapkin_contracts.rules.numbers import format_percent
from lapkin_contracts.rules.periods import Jenis, Periode
from reporter.documents.pembanding import row_of, same_period_last_year
from reporter.documents.rows import NumberedRow
from reporter.documents.wording import direction, listed, selisih, sentence

OPENINGS: Final = (
    "Realisasi {realisasi} dari target {target} menghasilkan capaian {capaian} dengan predikat {predikat}.",
    "Dari target {target}, terealisasi {realisasi} sehingga capaiannya {capaian} dengan predikat {predikat}.",
    "Target {target} terealisasi {realisasi}, yaitu capaian {capaian} dengan predikat {predikat}.",
    "Capaian sebesar {capaian} (predikat {predikat}) diperoleh dari realisasi {realisasi} terhadap target {target}.",
)
"""Taken in turn, so that a page of paragraphs does not repeat one sentence."""
EXCEEDED: Final = (
    "Target terlampaui: realisasi {gap} {side}.",
    "Realisasi {gap} {side}, sehingga target terlampaui.",
    "Dengan realisasi {gap} {side}, target periode ini terlampaui.",
)
MISSED: Final = (
    "Target belum tercapai dengan kekurangan {gap}.",
    "Masih terdapat kekurangan {gap} untuk mencapai target.",
    "Realisasi {gap} di bawah target, sehingga target belum tercapai.",
)
CHANGED: Final = (
    "Dibandingkan dengan {before}, capaian {direction}.",
    "Capaian {direction} dari {before}.",
)


def compose_uraian(
    row: NumberedRow, rekap: RekapCompleted, pembanding: Sequence[Pembanding] = ()
) -> Paragraf:
    sentences = _WRITERS[row.baris.state](row, rekap)
    baris = row.baris
    last_year = _since_last_year(baris, rekap.period, pembanding)
    more = (*last_year, *_unusual(baris), *_progress(baris), *_evidence(baris))
    return Paragraf(bagian=row.bagian, teks=" ".join([*sentences, *more]))


def _computed(row: NumberedRow, rekap: RekapCompleted) -> Iterator[str]:
    baris = row.baris
    assert baris.target is not None
    assert baris.realisasi is not None
    yield OPENINGS[row.nomor % len(OPENINGS)].format(
        realisasi=realisasi_text(baris),
        target=target_text(baris),
        capaian=capaian_text(baris),
        predikat=baris.predikat,
    )
    yield from _ratio(baris)
    yield _verdict(row, baris.target, baris.realisasi)
    if rekap.period.jenis is Jenis.TRIWULAN:
        yield from _change(row)
    else:
        yield from _course(baris.riwayat)
    yield from _against_the_year(baris, rekap.period)


def _ratio(baris: BarisRekap) -> Iterator[str]:
    if baris.pembilang is not None and baris.penyebut is not None:
        yield (
            f"Realisasi dihitung dari pembilang {format_figure(baris.pembilang)}"
            f" dan penyebut {format_figure(baris.penyebut)}."
        )


def _verdict(row: NumberedRow, target: Decimal, realisasi: Decimal) -> str:
    baris = row.baris
    if realisasi == target:
        return "Realisasi tepat sama dengan target."
    if baris.target_label or baris.target_atas is not None or baris.polaritas is Polaritas.TETAP:
        return _verdict_without_gap(baris)
    gap = selisih(abs(realisasi - target), baris.satuan)
    lower_is_better = baris.polaritas is Polaritas.TURUN
    if baris.tercapai:
        side = "di bawah batas target" if lower_is_better else "di atas target"
        return _in_turn(EXCEEDED, row).format(gap=gap, side=side)
    if lower_is_better:
        return f"Target belum tercapai karena realisasi {gap} lebih tinggi daripada batas target."
    return _in_turn(MISSED, row).format(gap=gap)


def _in_turn(patterns: Sequence[str], row: NumberedRow) -> str:
    return patterns[(row.nomor - 1) % len(patterns)]


def _verdict_without_gap(baris: BarisRekap) -> str:
    """Levels have no distance in figures, and a range or a point is left on either side."""
    if baris.target_atas is not None:
        return (
            "Realisasi berada di dalam rentang target."
            if baris.capaian == 100
            else ("Realisasi berada di luar rentang target.")
        )
    return "Target tercapai." if baris.tercapai else "Target belum tercapai."


def _change(row: NumberedRow) -> Iterator[str]:
    pair = with_figures(row.baris.riwayat[-2:])
    if len(pair) < 2:
        return
    (before, was), (_, now) = pair
    words = direction(now - was)
    yield _in_turn(CHANGED, row).format(before=before.title, direction=words)


def _since_last_year(
    baris: BarisRekap, period: Periode, pembanding: Sequence[Pembanding]
) -> Iterator[str]:
    last_year = same_period_last_year(period)
    then = row_of(pembanding, last_year, baris)
    if then is None or then.capaian_persen is None or baris.capaian_persen is None:
        return
    yield (
        f"Pada {last_year.title} capaiannya {format_percent(then.capaian_persen)}, sehingga dalam"
        f" setahun {direction(baris.capaian_persen - then.capaian_persen)}."
    )


def _course(riwayat: tuple[Titik, ...]) -> Iterator[str]:
    points = [
        f"{period.title.removesuffix(f' Tahun {period.tahun}')} {format_percent(capaian)}"
        for period, capaian in with_figures(riwayat)
    ]
    if points:
        yield f"Capaian per triwulan: {listed(points)}."


def with_figures(riwayat: tuple[Titik, ...]) -> list[tuple[Periode, Decimal]]:
    return [
        (titik.period, titik.capaian_persen)
        for titik in riwayat
        if titik.capaian_persen is not None
    ]


def _against_the_year(baris: BarisRekap, period: Periode) -> Iterator[str]:
    if baris.capaian_tahun_persen is None or baris.target_tahun is None:
        return
    if period.jenis is not Jenis.TAHUN:
        is_same = baris.target_tahun == baris.target
        if baris.target_label and not is_same:
            return  # of a level only the figure is known
        target = target_text(baris) if is_same else besaran(baris.target_tahun, baris.satuan)
        capaian = format_percent(baris.capaian_tahun_persen)
        yield f"Terhadap target tahun {period.tahun}, yaitu {target}, capaiannya {capaian}."


def _blank(row: NumberedRow, rekap: RekapCompleted) -> Iterator[str]:
    yield (
        f"Realisasi {rekap.period.title} belum diisi oleh {row.unit.nama},"
        " sehingga capaian belum dapat dihitung dan tidak dianggap nol."
    )
    if row.baris.target is not None:
        yield f"Target periode ini {target_text(row.baris)}."


def _not_measured(row: NumberedRow, rekap: RekapCompleted) -> Iterator[str]:
    yield f"Indikator ini tidak diukur pada {rekap.period.title}."
    if row.baris.alasan:
        yield f"Alasan yang disampaikan: {sentence(row.baris.alasan)}"
    else:
        yield "Alasannya belum disampaikan."


def _zero_target(row: NumberedRow, _: RekapCompleted) -> Iterator[str]:
    yield "Target periode ini nol, sehingga persentase capaian tidak dihitung."
    yield from _recorded(row.baris)


def _without_target(row: NumberedRow, _: RekapCompleted) -> Iterator[str]:
    yield "Rencana tidak memuat target angka untuk periode ini, sehingga capaian tidak dihitung."
    yield from _recorded(row.baris)


def _recorded(baris: BarisRekap) -> Iterator[str]:
    if baris.realisasi is not None:
        yield f"Realisasi yang tercatat {realisasi_text(baris)}."


def _unusual(baris: BarisRekap) -> Iterator[str]:
    """A figure that the checks found unusual was accepted with a reason, which is told."""
    if baris.peringatan and baris.alasan:
        yield f"Angka ini tidak lazim; penjelasan unit: {sentence(baris.alasan)}"


def _progress(baris: BarisRekap) -> Iterator[str]:
    """What the months' reports said, where the quarter's own remarks do not say it already."""
    for one in baris.progres:
        told = [
            f"{label} “{' '.join(words.split())}”"
            for label, words in _labelled(one)
            if words and words not in (baris.kendala, baris.solusi)
        ]
        if told:
            yield f"Laporan progres {one.bulan.title} mencatat {listed(told)}."


def _labelled(progres: CatatanProgres) -> tuple[tuple[str, str], ...]:
    return (
        ("kendala", progres.kendala),
        ("solusi", progres.solusi),
        ("faktor pendorong", progres.faktor_pendorong),
    )


def _evidence(baris: BarisRekap) -> Iterator[str]:
    if baris.bukti:
        yield f"Data didukung {len(baris.bukti)} berkas bukti."


_WRITERS: Final = {
    State.TERHITUNG: _computed,
    State.BELUM_DIISI: _blank,
    State.TIDAK_DIUKUR: _not_measured,
    State.TARGET_NOL: _zero_target,
    State.TANPA_TARGET: _without_target,
}
