"""Earlier periods that a report is compared with."""

from collections.abc import Iterator, Sequence
from typing import Final

from lapkin_contracts.laporan import BarisPembanding, Pembanding, Snapshot
from lapkin_contracts.rekap import BarisRekap
from lapkin_contracts.rules.periods import Jenis, Periode

YEARS_BACK: Final = 3


def same_period_last_year(period: Periode) -> Periode:
    return Periode.of(period.jenis, period.tahun - 1, period.nomor or 1)


def compared_periods(period: Periode) -> list[Periode]:
    """Oldest first: the same period of earlier years, the period before, the year's quarters."""
    wanted = {period.sebelumnya, *_of_earlier_years(period)}
    if period.jenis is Jenis.TRIWULAN:
        wanted |= {
            Periode.of(Jenis.TRIWULAN, period.tahun, nomor)
            for nomor in range(1, period.nomor or 1)
        }
    return sorted(wanted, key=lambda one: one.starts_on)


def pembanding_of(snapshot: Snapshot) -> Pembanding:
    """What a later report needs of an issued one."""
    rekap = snapshot.rekap
    return Pembanding(
        period=rekap.period,
        edisi=snapshot.edisi,
        rata_rata_capaian=rekap.ringkasan.rata_rata_capaian,
        serapan_persen=rekap.ringkasan.serapan_persen,
        baris=tuple(_baris(one) for one in rekap.baris),
    )


def row_of(
    pembanding: Sequence[Pembanding], period: Periode, baris: BarisRekap
) -> BarisPembanding | None:
    """The same indikator in an earlier report."""
    rows = (one for earlier in pembanding if earlier.period == period for one in earlier.baris)
    key = (baris.unit, baris.indikator)
    return next((one for one in rows if (one.unit, one.indikator) == key), None)


def _of_earlier_years(period: Periode) -> Iterator[Periode]:
    count = YEARS_BACK if period.jenis is Jenis.TAHUN else 1
    return (
        Periode.of(period.jenis, period.tahun - back, period.nomor or 1)
        for back in range(1, count + 1)
    )


def _baris(baris: BarisRekap) -> BarisPembanding:
    return BarisPembanding(
        unit=baris.unit,
        indikator=baris.indikator,
        satuan=baris.satuan,
        target=baris.target,
        target_atas=baris.target_atas,
        target_label=baris.target_label,
        realisasi=baris.realisasi,
        label=baris.label,
        capaian_persen=baris.capaian_persen,
    )
