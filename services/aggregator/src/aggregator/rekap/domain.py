"""What a rekap says beyond its lines: series, averages, coverage, serapan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from aggregator.rekap.deret import (
    Kunci,
    Sambungan,
    is_measured,
    series,
    with_footnotes,
    with_year,
)
from lapkin_contracts.rekap import (
    BarisAnggaran,
    BarisRekap,
    BarisRtl,
    Cakupan,
    RekapCompleted,
    RekapUnit,
    Ringkasan,
    SumberRekap,
)
from lapkin_contracts.rules.budget import serapan, sum_anggaran
from lapkin_contracts.rules.capaian import Capaian, State, compute_capaian, rata_rata_capaian
from lapkin_contracts.rules.numbers import round_half_up
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan
from lapkin_contracts.rules.scale import predikat_of


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
    pagu_awal: Decimal | None
    alasan: str


@dataclass(frozen=True, slots=True)
class BahanTriwulan:
    """What a triwulan is recapped from."""

    units: Sequence[RekapUnit]
    lines: Sequence[tuple[Periode, BarisRekap]]
    """Of the year so far."""
    pagu: Sequence[PaguUnit]
    rtl: Sequence[BarisRtl]
    sambungan: Mapping[Kunci, Sambungan]


def compose(pokok: Pokok, bahan: BahanTriwulan) -> RekapCompleted:
    """The rekap of a triwulan from the lines of its year so far."""
    baris = lines_with_year(pokok.period, bahan.lines, pokok.kebijakan, bahan.sambungan)
    anggaran = [anggaran_of(line, pokok.kebijakan) for line in bahan.pagu]
    return assemble(pokok, bahan.units, baris, anggaran, rtl=bahan.rtl)


def triwulan_until(period: Periode) -> tuple[Periode, ...]:
    """The triwulan of the year up to the period's end."""
    return tuple(one for one in Periode(str(period.tahun)).triwulan if one <= period.triwulan[-1])


def lines_with_year(
    period: Periode,
    year_so_far: Sequence[tuple[Periode, BarisRekap]],
    kebijakan: Kebijakan,
    sambungan: Mapping[Kunci, Sambungan],
) -> list[BarisRekap]:
    """The lines of a triwulan, each beside its series."""
    deret = series(year_so_far, sambungan)
    return [
        with_year(with_footnotes(line, own, sambungan), own, kebijakan)
        for of_period, line in year_so_far
        if of_period == period
        for own in [deret[line.unit, line.indikator]]
    ]


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
    *,
    rtl: Sequence[BarisRtl] = (),
    sumber: Sequence[SumberRekap] = (),
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
        rtl=tuple(rtl),
        sumber=tuple(sumber),
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
        line.target,
        line.realisasi,
        line.polaritas,
        kebijakan,
        diukur=is_measured(line),
        target_atas=line.target_atas,
    )


def has_same_figures(one: RekapCompleted, other: RekapCompleted) -> bool:
    """Whether a reader would find the same lines, budget, answers and coverage in both.

    Monthly progress stands beside the figures and changes none.
    """
    return _figures(one) == _figures(other)


def _figures(rekap: RekapCompleted) -> tuple[object, ...]:
    baris = [line.model_copy(update={"progres": ()}) for line in rekap.baris]
    return rekap.kebijakan, rekap.cakupan, baris, rekap.anggaran, rekap.rtl


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
