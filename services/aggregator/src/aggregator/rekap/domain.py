"""What a rekap says beyond its lines: series, averages, coverage, serapan."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from lapkin_contracts.rekap import (
    BarisAnggaran,
    BarisRekap,
    Cakupan,
    RekapCompleted,
    RekapUnit,
    Ringkasan,
    Titik,
)
from lapkin_contracts.rules.aggregation import TitikTriwulan, aggregate
from lapkin_contracts.rules.budget import serapan, sum_anggaran
from lapkin_contracts.rules.capaian import (
    Capaian,
    State,
    compute_capaian,
    is_persen,
    rata_rata_capaian,
)
from lapkin_contracts.rules.numbers import round_half_up
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan
from lapkin_contracts.rules.scale import predikat_of

Deret: TypeAlias = Sequence[tuple[Periode, BarisRekap]]
"""The lines of one indikator in the triwulan of a year, in order."""


@dataclass(frozen=True, slots=True)
class Pokok:
    """What a rekap is about."""

    period: Periode
    instansi: str
    kebijakan: Kebijakan
    collected_at: datetime


class PaguUnit(NamedTuple):
    """A program line of a unit with what it has spent since 1 January."""

    unit: str
    kode: str
    uraian: str
    pagu: Decimal
    realisasi: Decimal | None


def compose(
    pokok: Pokok,
    units: Sequence[RekapUnit],
    lines: Sequence[tuple[Periode, BarisRekap]],
    pagu: Iterable[PaguUnit],
) -> RekapCompleted:
    """The rekap of a triwulan from the lines of its year so far."""
    baris = lines_with_year(pokok.period, lines, pokok.kebijakan)
    anggaran = [anggaran_of(line, pokok.kebijakan) for line in pagu]
    return assemble(pokok, units, baris, anggaran)


def triwulan_until(period: Periode) -> tuple[Periode, ...]:
    """The triwulan of the year up to the period's end."""
    return tuple(one for one in Periode(str(period.tahun)).triwulan if one <= period.triwulan[-1])


def lines_with_year(
    period: Periode, year_so_far: Sequence[tuple[Periode, BarisRekap]], kebijakan: Kebijakan
) -> list[BarisRekap]:
    """The lines of a triwulan, each beside its series."""
    deret = series(year_so_far)
    return [
        with_year(line, deret[line.unit, line.indikator], kebijakan)
        for of_period, line in year_so_far
        if of_period == period
    ]


def series(lines: Iterable[tuple[Periode, BarisRekap]]) -> dict[tuple[str, str], Deret]:
    """Lines of several triwulan by unit and indikator; within each in the order they came."""
    by_key: dict[tuple[str, str], list[tuple[Periode, BarisRekap]]] = defaultdict(list)
    for period, line in lines:
        by_key[line.unit, line.indikator].append((period, line))
    return dict(by_key)


def with_year(line: BarisRekap, deret: Deret, kebijakan: Kebijakan) -> BarisRekap:
    """The line beside its series, and the year so far against the target of the year."""
    so_far = aggregate(
        line.mode,
        (titik_of(period, one) for period, one in deret),
        satuan_persen=is_persen(line.satuan),
    )
    capaian_tahun = compute_capaian(
        line.target_tahun, so_far.realisasi, line.polaritas, kebijakan, diukur=so_far.diukur
    )
    riwayat = tuple(
        Titik(
            period=period,
            target=one.target,
            realisasi=one.realisasi,
            state=one.state,
            capaian_persen=one.capaian_persen,
        )
        for period, one in deret
    )
    return line.model_copy(
        update={"riwayat": riwayat, "capaian_tahun_persen": capaian_tahun.persen}
    )


def titik_of(period: Periode, line: BarisRekap) -> TitikTriwulan:
    return TitikTriwulan(
        period, line.target, line.realisasi, line.pembilang, line.penyebut, is_measured(line)
    )


def is_measured(line: BarisRekap) -> bool:
    return line.state is not State.TIDAK_DIUKUR


def anggaran_of(line: PaguUnit, kebijakan: Kebijakan) -> BarisAnggaran:
    of_line = serapan(line.pagu, line.realisasi)
    return BarisAnggaran(
        **line._asdict(), serapan_persen=_rounded(of_line.exact, kebijakan), sisa=of_line.sisa
    )


def assemble(
    pokok: Pokok,
    units: Sequence[RekapUnit],
    baris: Sequence[BarisRekap],
    anggaran: Sequence[BarisAnggaran],
) -> RekapCompleted:
    """The whole rekap, as its first revision."""
    return RekapCompleted(
        unit=pokok.instansi,
        period=pokok.period,
        revision=1,
        collected_at=pokok.collected_at,
        cakupan=cakupan_of(units),
        kebijakan=pokok.kebijakan,
        units=_with_averages(units, baris, anggaran, pokok.kebijakan),
        baris=tuple(baris),
        anggaran=tuple(anggaran),
        ringkasan=ringkasan_of(baris, anggaran, pokok.kebijakan),
    )


def cakupan_of(units: Sequence[RekapUnit]) -> Cakupan:
    belum = tuple(unit.nama for unit in units if not unit.masuk)
    return Cakupan(wajib=len(units), masuk=len(units) - len(belum), belum=belum)


def ringkasan_of(
    baris: Sequence[BarisRekap], anggaran: Sequence[BarisAnggaran], kebijakan: Kebijakan
) -> Ringkasan:
    """Averages over TERHITUNG lines only, serapan from sums."""
    mean = rata_rata_capaian(capaian_of(line, kebijakan) for line in baris)
    total = sum_anggaran((line.pagu, line.realisasi) for line in anggaran)
    return Ringkasan(
        indikator=len(baris),
        terhitung=sum(line.state is State.TERHITUNG for line in baris),
        tercapai=sum(line.tercapai is True for line in baris),
        rata_rata_capaian=_rounded(mean, kebijakan),
        predikat=None if mean is None else predikat_of(mean, kebijakan.skala).label,
        pagu=total.pagu,
        realisasi_anggaran=total.realisasi or Decimal(0),
        serapan_persen=_rounded(serapan(total.pagu, total.realisasi).exact, kebijakan),
    )


def capaian_of(line: BarisRekap, kebijakan: Kebijakan) -> Capaian:
    return compute_capaian(
        line.target, line.realisasi, line.polaritas, kebijakan, diukur=is_measured(line)
    )


def has_same_figures(one: RekapCompleted, other: RekapCompleted) -> bool:
    """Whether a reader would find the same lines, budget and coverage in both."""
    return (one.kebijakan, one.cakupan, one.baris, one.anggaran) == (
        other.kebijakan,
        other.cakupan,
        other.baris,
        other.anggaran,
    )


def _with_averages(
    units: Iterable[RekapUnit],
    baris: Iterable[BarisRekap],
    anggaran: Iterable[BarisAnggaran],
    kebijakan: Kebijakan,
) -> tuple[RekapUnit, ...]:
    lines: dict[str, list[BarisRekap]] = defaultdict(list)
    for line in baris:
        lines[line.unit].append(line)
    programs: dict[str, list[BarisAnggaran]] = defaultdict(list)
    for program in anggaran:
        programs[program.unit].append(program)
    ringkasan = {
        unit.unit: ringkasan_of(lines[unit.unit], programs[unit.unit], kebijakan) for unit in units
    }
    return tuple(
        unit.model_copy(
            update={
                "rata_rata_capaian": ringkasan[unit.unit].rata_rata_capaian,
                "serapan_persen": ringkasan[unit.unit].serapan_persen,
            }
        )
        for unit in units
    )


def _rounded(value: Decimal | None, kebijakan: Kebijakan) -> Decimal | None:
    return None if value is None else round_half_up(value, kebijakan.desimal)
