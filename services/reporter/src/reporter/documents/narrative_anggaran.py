"""Sentences about money: what was spent of the pagu, and what it brought."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from lapkin_contracts.printed import format_figure
from lapkin_contracts.rekap import BarisAnggaran, RekapCompleted
from lapkin_contracts.rules.budget import efisiensi
from lapkin_contracts.rules.numbers import format_indonesian, format_percent, format_rupiah
from lapkin_contracts.rules.periods import Jenis
from lapkin_contracts.rules.policy import Kebijakan
from lapkin_ui.formats import tanggal
from reporter.documents.anggaran_table import is_revised, pagu_murni
from reporter.documents.efisiensi_table import SEBUTAN_WORDS
from reporter.documents.wording import sentence


def anggaran_text(rekap: RekapCompleted) -> Iterator[str]:
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


def efisiensi_text(rekap: RekapCompleted) -> Iterator[str]:
    ringkasan = rekap.ringkasan
    capaian, serapan = ringkasan.rata_rata_capaian, ringkasan.serapan_persen
    found = efisiensi(capaian, serapan, rekap.kebijakan)
    if capaian is None or serapan is None or found is None:
        yield (
            "Efisiensi belum dapat dihitung karena rata-rata capaian atau serapan anggaran periode"
            " ini belum memiliki angka."
        )
        return
    yield (
        f"Rata-rata capaian sebesar {format_percent(capaian)} dibandingkan dengan serapan anggaran"
        f" sebesar {format_percent(serapan)} menghasilkan selisih"
        f" {format_indonesian(found.selisih, rekap.kebijakan.desimal)} poin persentase,"
        f" yang tergolong {SEBUTAN_WORDS[found.sebutan]}. {_threshold(rekap.kebijakan)}"
    )
    if rekap.period.jenis is not Jenis.TAHUN:
        yield (
            "Serapan dihitung sejak 1 Januari terhadap pagu setahun, sedangkan capaian dihitung"
            " terhadap target periode; selisih sebelum akhir tahun dibaca sebagai petunjuk awal."
        )


def _threshold(kebijakan: Kebijakan) -> str:
    ambang = format_figure(kebijakan.ambang_efisiensi)
    return (
        f"Menurut kebijakan perhitungan {kebijakan.versi}, selisih lebih dari {ambang} poin"
        f" tergolong efisien dan kurang dari -{ambang} poin tergolong tidak efisien."
    )
