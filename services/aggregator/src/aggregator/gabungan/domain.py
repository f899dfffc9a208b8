"""SOP step 6: semester and year, recomputed from the issued triwulan, indikator by indikator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from aggregator.rekap.domain import Deret, Pokok, assemble, series, titik_of, with_year
from lapkin_contracts.pengumpulan import Bukti
from lapkin_contracts.rekap import BarisRekap, RekapCompleted, RekapUnit
from lapkin_contracts.rules.aggregation import aggregate
from lapkin_contracts.rules.capaian import compute_capaian, is_persen
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan


@dataclass(frozen=True, slots=True)
class Bahan:
    """What a semester or year is recapped from."""

    period: Periode
    year_so_far: Sequence[RekapCompleted]
    """The issued triwulan of the year up to the period's end, in order."""
    collected_at: datetime

    @property
    def inside(self) -> Sequence[RekapCompleted]:
        """Those that lie in the period."""
        return [one for one in self.year_so_far if one.period in self.period.triwulan]


def combine(bahan: Bahan) -> RekapCompleted:
    """Units and lines of every triwulan; plan, policy and budget as in the last one."""
    last = bahan.inside[-1]
    pokok = Pokok(bahan.period, last.unit, last.kebijakan, bahan.collected_at)
    inside = series(_lines(bahan.inside))
    year_so_far = series(_lines(bahan.year_so_far))
    baris = [
        with_year(combine_line(inside[key], last.kebijakan), year_so_far[key], last.kebijakan)
        for key in _in_order(bahan.inside)
    ]
    return assemble(pokok, combine_units(bahan.inside), baris, last.anggaran)


def combine_line(deret: Deret, kebijakan: Kebijakan) -> BarisRekap:
    """One indikator over the triwulan of a period, by the mode of the newest plan."""
    last = deret[-1][1]
    agregat = aggregate(
        last.mode,
        (titik_of(period, line) for period, line in deret),
        satuan_persen=is_persen(last.satuan),
    )
    capaian = compute_capaian(
        agregat.target, agregat.realisasi, last.polaritas, kebijakan, diukur=agregat.diukur
    )
    return _with_notes(last, deret).model_copy(
        update={
            "target": agregat.target,
            "realisasi": agregat.realisasi,
            "pembilang": agregat.pembilang,
            "penyebut": agregat.penyebut,
            "state": capaian.state,
            "capaian": capaian.exact,
            "capaian_persen": capaian.persen,
            "predikat": capaian.predikat,
            "tercapai": capaian.tercapai,
        }
    )


def combine_units(rekap: Sequence[RekapCompleted]) -> list[RekapUnit]:
    """A unit is in if it was in every triwulan; its submission is the last triwulan's."""
    by_code: dict[str, list[RekapUnit]] = {}
    for one in rekap:
        for unit in one.units:
            by_code.setdefault(unit.unit, []).append(unit)
    return [
        standings[-1].model_copy(
            update={
                "masuk": len(standings) == len(rekap) and all(one.masuk for one in standings),
                "progres": tuple(bulan for one in standings for bulan in one.progres),
            }
        )
        for _, standings in sorted(by_code.items())
    ]


def _lines(rekap: Iterable[RekapCompleted]) -> Iterable[tuple[Periode, BarisRekap]]:
    return ((one.period, line) for one in rekap for line in one.baris)


def _in_order(rekap: Sequence[RekapCompleted]) -> list[tuple[str, str]]:
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
