"""SOP step 6: semester and year, recomputed from the issued triwulan, indikator by indikator."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from aggregator.rekap.deret import (
    Deret,
    Kunci,
    Sambungan,
    series,
    titik_of,
    with_footnotes,
    with_year,
)
from aggregator.rekap.domain import Pokok, assemble
from lapkin_contracts.pengumpulan import Bukti
from lapkin_contracts.rekap import (
    BarisAnggaran,
    BarisRekap,
    KeadaanKewajiban,
    RekapCompleted,
    RekapUnit,
    SumberRekap,
)
from lapkin_contracts.rules.aggregation import Agregat, aggregate
from lapkin_contracts.rules.capaian import compute_capaian, is_persen
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan

SEMULA = ("target_semula", "target_semula_atas", "capaian_semula_persen")


class Terbitan(NamedTuple):
    """An issued triwulan: the edition, and the rekap it was built on."""

    edisi: int
    rekap: RekapCompleted


@dataclass(frozen=True, slots=True)
class Bahan:
    """What a semester or year is recapped from."""

    period: Periode
    year_so_far: Sequence[Terbitan]
    """The issued triwulan of the year up to the period's end, in order."""
    collected_at: datetime
    sambungan: Mapping[Kunci, Sambungan] = field(default_factory=dict)

    @property
    def inside(self) -> Sequence[RekapCompleted]:
        """Those that lie in the period."""
        return [one.rekap for one in self.year_so_far if self.holds(one.rekap.period)]

    def holds(self, triwulan: Periode) -> bool:
        return triwulan in self.period.triwulan


def combine(bahan: Bahan) -> RekapCompleted:
    """Units and lines of every triwulan; plan and policy as in the last one."""
    last = bahan.inside[-1]
    pokok = Pokok(bahan.period, last.unit, last.kebijakan, bahan.collected_at)
    return assemble(
        pokok,
        combine_units(bahan.inside),
        _combine_lines(bahan, last.kebijakan),
        combine_anggaran(bahan),
        rtl=[line for one in bahan.inside for line in one.rtl],
        sumber=[
            SumberRekap(period=rekap.period, rekap_revision=rekap.revision, edisi=edisi)
            for edisi, rekap in bahan.year_so_far
            if bahan.holds(rekap.period)
        ],
    )


def _combine_lines(bahan: Bahan, kebijakan: Kebijakan) -> list[BarisRekap]:
    year_so_far = series(_lines(one.rekap for one in bahan.year_so_far), bahan.sambungan)
    inside = {
        key: [one for one in deret if bahan.holds(one[0])] for key, deret in year_so_far.items()
    }
    lines = (
        (combine_line(inside[key], kebijakan), year_so_far[key])
        for key in _in_order(bahan.inside)
        if inside.get(key)
    )
    return [
        with_year(with_footnotes(line, deret, bahan.sambungan), deret, kebijakan)
        for line, deret in lines
    ]


def combine_line(deret: Deret, kebijakan: Kebijakan) -> BarisRekap:
    """One indikator over the triwulan of a period, by the mode of the newest plan."""
    last = deret[-1][1]
    agregat = _aggregate(deret)
    capaian = compute_capaian(
        agregat.target,
        agregat.realisasi,
        last.polaritas,
        kebijakan,
        diukur=agregat.diukur,
        target_atas=agregat.target_atas,
    )
    return _with_notes(last, deret).model_copy(
        update={
            "target": agregat.target,
            "target_atas": agregat.target_atas,
            "realisasi": agregat.realisasi,
            "pembilang": agregat.pembilang,
            "penyebut": agregat.penyebut,
            "state": capaian.state,
            "capaian": capaian.exact,
            "capaian_persen": capaian.persen,
            "predikat": capaian.predikat,
            "tercapai": capaian.tercapai,
            "label": _label(deret, agregat.realisasi),
            "target_label": _target_label(deret, agregat.target),
            "progres": (),
            **_against_first(deret, kebijakan),
        }
    )


def _aggregate(deret: Deret) -> Agregat:
    last = deret[-1][1]
    return aggregate(
        last.mode,
        (titik_of(period, line) for period, line in deret),
        satuan_persen=is_persen(last.satuan),
    )


def _against_first(deret: Deret, kebijakan: Kebijakan) -> Mapping[str, Decimal | None]:
    """Against what was planned first, in the triwulan where that was something else."""
    last = deret[-1][1]
    first = [
        (period, line if line.target_semula is None else _as_planned_first(line))
        for period, line in deret
    ]
    agregat = _aggregate(first)
    if all(line.target_semula is None for _, line in deret) or agregat.target is None:
        return dict.fromkeys(SEMULA)
    capaian = compute_capaian(
        agregat.target,
        agregat.realisasi,
        last.polaritas,
        kebijakan,
        diukur=agregat.diukur,
        target_atas=agregat.target_atas,
    )
    figures = (agregat.target, agregat.target_atas, capaian.persen)
    return dict(zip(SEMULA, figures, strict=True))


def _as_planned_first(line: BarisRekap) -> BarisRekap:
    return line.model_copy(
        update={"target": line.target_semula, "target_atas": line.target_semula_atas}
    )


def _label(deret: Deret, realisasi: Decimal | None) -> str:
    """The level, where the figure is still one triwulan's."""
    reached = [line.label for _, line in deret if line.realisasi == realisasi]
    return reached[-1] if reached else ""


def _target_label(deret: Deret, target: Decimal | None) -> str:
    aimed = [line.target_label for _, line in deret if line.target == target]
    return aimed[-1] if aimed else ""


def combine_units(rekap: Sequence[RekapCompleted]) -> list[RekapUnit]:
    """A unit is in if it was in every triwulan that it owed; its submission is the last one's."""
    by_code: dict[str, list[RekapUnit]] = {}
    for one in rekap:
        for unit in one.units:
            by_code.setdefault(unit.unit, []).append(unit)
    return [
        standings[-1].model_copy(
            update={
                "masuk": all(one.masuk for one in standings),
                "progres": tuple(bulan for one in standings for bulan in one.progres),
                "keadaan": _keadaan([one.keadaan for one in standings]),
                "terlambat_hari": max(one.terlambat_hari for one in standings),
            }
        )
        for _, standings in sorted(by_code.items())
    ]


def _keadaan(each: Sequence[KeadaanKewajiban]) -> KeadaanKewajiban:
    """The worst of them; nihil only if all were."""
    for worse in (KeadaanKewajiban.BELUM, KeadaanKewajiban.TERLAMBAT):
        if worse in each:
            return worse
    is_nihil = all(one is KeadaanKewajiban.NIHIL for one in each)
    return KeadaanKewajiban.NIHIL if is_nihil else KeadaanKewajiban.TEPAT_WAKTU


def combine_anggaran(bahan: Bahan) -> list[BarisAnggaran]:
    """The state after the last triwulan; of a unit that is gone, what no successor goes on with."""
    last = bahan.inside[-1]
    present = {unit.unit for unit in last.units}
    continued = {
        (one.pendahulu[0], line.kode)
        for (heir, _), one in bahan.sambungan.items()
        for line in last.anggaran
        if line.unit == heir
    }
    gone = {
        (line.unit, line.kode): line
        for one in bahan.inside
        for line in one.anggaran
        if line.unit not in present and (line.unit, line.kode) not in continued
    }
    return [*last.anggaran, *gone.values()]


def _lines(rekap: Iterable[RekapCompleted]) -> Iterable[tuple[Periode, BarisRekap]]:
    return ((one.period, line) for one in rekap for line in one.baris)


def _in_order(rekap: Sequence[RekapCompleted]) -> list[Kunci]:
    """Units by code; within each the order of the newest plan, then what older plans held."""
    newest_first = [line for one in reversed(rekap) for line in one.baris]
    keys = dict.fromkeys((line.unit, line.indikator) for line in newest_first)
    return sorted(keys, key=lambda key: key[0])


def _with_notes(last: BarisRekap, deret: Deret) -> BarisRekap:
    """Remarks belong together, so they come from one triwulan: the last that made any."""
    made = [line for _, line in deret if line.kendala or line.solusi or line.alasan]
    source = made[-1] if made else last
    return last.model_copy(
        update={
            "alasan": source.alasan,
            "peringatan": source.peringatan,
            "kendala": source.kendala,
            "solusi": source.solusi,
            "rencana_tindak_lanjut": source.rencana_tindak_lanjut,
            "penanggung_jawab": source.penanggung_jawab,
            "batas_waktu": source.batas_waktu,
            "bukti": _all_bukti(deret),
        }
    )


def _all_bukti(deret: Deret) -> tuple[Bukti, ...]:
    by_hash = {bukti.sha256: bukti for _, line in deret for bukti in line.bukti}
    return tuple(by_hash.values())
