"""One indikator by itself: its course, its analysis, what stood in the way and what follows."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pydantic import BaseModel

from lapkin_contracts.laporan import BarisPembanding, Snapshot
from lapkin_contracts.pengumpulan import Bukti
from lapkin_contracts.printed import STATE_WORDS
from lapkin_contracts.rekap import BarisRekap, Titik
from lapkin_contracts.rules.periods import Jenis, Periode
from lapkin_ui.formats import tanggal
from reporter.documents.capaian_table import EMPTY, percent_figure, span_text
from reporter.documents.chart import Chart, tren_chart
from reporter.documents.pembanding import row_of, same_period_last_year
from reporter.documents.rows import NumberedRow

FINGERPRINT = 12


class BandingLine(BaseModel):
    period: str
    target: str
    realisasi: str
    capaian: str
    keadaan: str
    """Why there is no capaian, or that nothing is known; empty if there is one."""


class IndikatorSection(BaseModel):
    nomor: int
    nama: str
    unit: str
    sasaran: str
    satuan: str
    banding: list[BandingLine]
    teks: list[str]
    chart: Chart | None
    kendala: str
    solusi: str
    tindak_lanjut: str
    penanggung_jawab: str
    batas_waktu: str
    bukti: list[str]


def sections_of(
    snapshot: Snapshot, rows: Sequence[NumberedRow], narasi: Mapping[str, list[str]]
) -> Iterator[IndikatorSection]:
    for row in rows:
        baris = row.baris
        yield IndikatorSection(
            nomor=row.nomor,
            nama=baris.nama,
            unit=row.unit.nama,
            sasaran=baris.sasaran,
            satuan=baris.satuan,
            banding=list(_banding(snapshot, baris)),
            teks=narasi.get(row.bagian, []),
            chart=tren_chart(row),
            kendala=baris.kendala,
            solusi=baris.solusi,
            tindak_lanjut=baris.rencana_tindak_lanjut,
            penanggung_jawab=baris.penanggung_jawab,
            batas_waktu=tanggal(baris.batas_waktu) if baris.batas_waktu else "",
            bukti=[bukti_text(one) for one in baris.bukti],
        )


def bukti_text(bukti: Bukti) -> str:
    """Its name and the beginning of its fingerprint; the whole stands in the archive."""
    return f"{bukti.nama} (SHA-256 {bukti.sha256[:FINGERPRINT]}…)"


def _banding(snapshot: Snapshot, baris: BarisRekap) -> Iterator[BandingLine]:
    now = snapshot.rekap.period
    course = {one.period: one for one in baris.riwayat}
    for period in _shown_periods(now):
        if period in course and period != now:
            yield _of_titik(course[period])
        else:
            yield _of_report(period, row_of(snapshot.pembanding, period, baris))
    yield _of_baris(now, baris)


def _shown_periods(now: Periode) -> list[Periode]:
    """Before `now`, oldest first."""
    shown = [same_period_last_year(now)]
    if now.jenis is Jenis.TRIWULAN:
        return sorted({*shown, now.sebelumnya}, key=lambda one: one.starts_on)
    return [*shown, *now.triwulan]


def _of_baris(period: Periode, baris: BarisRekap) -> BandingLine:
    return BandingLine(
        period=_short(period),
        target=baris.target_label or span_text((baris.target, baris.target_atas)),
        realisasi=baris.label or span_text((baris.realisasi,)),
        capaian=percent_figure(baris.capaian_persen),
        keadaan=STATE_WORDS.get(baris.state, ""),
    )


def _of_titik(titik: Titik) -> BandingLine:
    return BandingLine(
        period=_short(titik.period),
        target=span_text((titik.target,)),
        realisasi=span_text((titik.realisasi,)),
        capaian=percent_figure(titik.capaian_persen),
        keadaan=STATE_WORDS.get(titik.state, ""),
    )


def _of_report(period: Periode, found: BarisPembanding | None) -> BandingLine:
    if found is None:
        unknown = "tidak tercatat di dalam sistem"
        return _line(period, (EMPTY, EMPTY), None, unknown)
    target = found.target_label or span_text((found.target, found.target_atas))
    realisasi = found.label or span_text((found.realisasi,))
    keadaan = "" if found.capaian_persen is not None else "belum ada angka"
    return _line(period, (target, realisasi), found.capaian_persen, keadaan)


def _short(period: Periode) -> str:
    """`Triwulan II 2024`: the table stands beside a chart."""
    return period.title.replace(" Tahun ", " ")


def _line(
    period: Periode, figures: tuple[str, str], capaian: Decimal | None, keadaan: str
) -> BandingLine:
    target, realisasi = figures
    return BandingLine(
        period=_short(period),
        target=target,
        realisasi=realisasi,
        capaian=percent_figure(capaian),
        keadaan=keadaan,
    )
