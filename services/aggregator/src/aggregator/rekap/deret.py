"""The series of an indikator: its triwulan of a year, also across a reorganisation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from lapkin_contracts.rekap import BarisRekap, Titik
from lapkin_contracts.rules.aggregation import TitikTriwulan, aggregate
from lapkin_contracts.rules.capaian import State, compute_capaian, is_persen
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan

Kunci: TypeAlias = tuple[str, str]
"""Codes of a unit and its indikator."""

Deret: TypeAlias = Sequence[tuple[Periode, BarisRekap]]
"""The lines of one indikator in the triwulan of a year, in order."""


class Sambungan(NamedTuple):
    """Where a series comes from that another unit or indikator began."""

    pendahulu: Kunci
    catatan: str
    """What the reader is told."""


def series(
    lines: Iterable[tuple[Periode, BarisRekap]], sambungan: Mapping[Kunci, Sambungan]
) -> dict[Kunci, Deret]:
    """Lines of several triwulan, given in order, by unit and indikator.

    A successor takes the triwulan before its own first one, each of them once: what was taken
    leaves its old series, and a series that was taken wholly is gone. The youngest choose first,
    so that a chain of successors ends in the last.
    """
    by_key: dict[Kunci, list[tuple[Periode, BarisRekap]]] = defaultdict(list)
    for period, line in lines:
        by_key[line.unit, line.indikator].append((period, line))
    youngest_first = sorted(sorted(by_key), key=lambda key: by_key[key][0][0], reverse=True)
    for key in youngest_first:
        for older in _ancestors(key, sambungan):
            _take_over(by_key, key, older)
    return {key: deret for key, deret in by_key.items() if deret}


def _ancestors(key: Kunci, sambungan: Mapping[Kunci, Sambungan]) -> Iterator[Kunci]:
    """Its predecessors, the nearest first."""
    seen = {key}
    while key in sambungan and sambungan[key].pendahulu not in seen:
        key = sambungan[key].pendahulu
        seen.add(key)
        yield key


def lineage(key: Kunci, sambungan: Mapping[Kunci, Sambungan]) -> Sequence[Kunci]:
    """The indikator and those whose series it goes on with, the nearest first."""
    return [key, *_ancestors(key, sambungan)]


def _take_over(
    by_key: dict[Kunci, list[tuple[Periode, BarisRekap]]], key: Kunci, older: Kunci
) -> None:
    own, theirs = by_key[key], by_key.get(older, [])
    if own:
        first = own[0][0]
        by_key[key] = [one for one in theirs if one[0] < first] + own
        by_key[older] = [one for one in theirs if one[0] >= first]


def with_footnotes(
    line: BarisRekap, deret: Deret, sambungan: Mapping[Kunci, Sambungan]
) -> BarisRekap:
    """Says of each reorganisation that the series went through."""
    own = line.unit, line.indikator
    held = {(one.unit, one.indikator) for _, one in deret} - {own}
    if not held:
        return line
    chain = lineage(own, sambungan)
    notes = [sambungan[key].catatan for key in chain if key in sambungan]
    reached = max(place for place, key in enumerate(chain) if key in held)
    return line.model_copy(update={"catatan_kaki": tuple(notes[:reached])})


def with_year(line: BarisRekap, deret: Deret, kebijakan: Kebijakan) -> BarisRekap:
    """The line beside its series, and the year so far against the target of the year."""
    so_far = aggregate(
        line.mode,
        (titik_of(period, one) for period, one in deret),
        satuan_persen=is_persen(line.satuan),
    )
    capaian_tahun = compute_capaian(
        line.target_tahun,
        so_far.realisasi,
        line.polaritas,
        kebijakan,
        diukur=so_far.diukur,
        target_atas=line.target_tahun_atas,
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
        period,
        line.target,
        line.realisasi,
        line.pembilang,
        line.penyebut,
        is_measured(line),
        line.target_atas,
    )


def is_measured(line: BarisRekap) -> bool:
    return line.state is not State.TIDAK_DIUKUR
