"""Figures that a check finds unusual: taken in with a written reason only."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from collector.perencanaan.domain import Plan
from collector.submission.domain import AnggaranAt, NilaiAt, State
from collector.submission.rtl import promised_in
from lapkin_chassis.errors import Fault
from lapkin_contracts.pengumpulan import Nilai, Peringatan, RealisasiAnggaran, StatusNilai
from lapkin_contracts.rules.checked import AnggaranDiperiksa, NilaiDiperiksa, Temuan
from lapkin_contracts.rules.checks import (
    is_ordinary,
    is_ordinary_spending,
    temuan_anggaran,
    temuan_nilai,
)

F = TypeVar("F", Nilai, RealisasiAnggaran)


class Past(NamedTuple):
    """What the unit said about the triwulan before."""

    state: State
    setahun: bool
    """Whether that triwulan lies in the same year."""


class Unusual(NamedTuple):
    """One finding about one figure."""

    pointer: str
    figure: Nilai | RealisasiAnggaran
    temuan: Temuan

    @property
    def tempat(self) -> str:
        """Code of the indikator or of the program line."""
        return self.figure.indikator if isinstance(self.figure, Nilai) else self.figure.kode


@dataclass(frozen=True)
class Watch:
    """What figures are compared with."""

    plan: Plan
    past: Past

    @cached_property
    def promised_rtl(self) -> tuple[str, ...]:
        """Indikator whose follow-up was promised in the triwulan before."""
        return promised_in(self.past.state)

    def unexplained(
        self, nilai: Iterable[NilaiAt], anggaran: Iterable[AnggaranAt], before: State
    ) -> list[Fault]:
        """What needs a reason and has none; what is stored already is not asked about again."""
        return [
            Fault(f"{one.pointer}/alasan", *one.temuan)
            for one in self._found(nilai, anggaran, explained=False)
            if not _is_stored(one.figure, before)
        ]

    def explained(self, nilai: Iterable[NilaiAt], anggaran: Iterable[AnggaranAt]) -> list[Unusual]:
        """What is unusual among the figures that come with a reason."""
        return list(self._found(nilai, anggaran, explained=True))

    def peringatan(self, state: State) -> tuple[Peringatan, ...]:
        """All that stands in a state with a reason, whichever revision brought it."""
        found = self.explained(enumerate(state.nilai.values()), enumerate(state.anggaran.values()))
        return tuple(
            Peringatan(tempat=one.tempat, code=one.temuan.code, alasan=one.figure.alasan)
            for one in found
        )

    def _found(
        self, nilai: Iterable[NilaiAt], anggaran: Iterable[AnggaranAt], *, explained: bool
    ) -> Iterator[Unusual]:
        yield from _judged("nilai", nilai, self._of_nilai, explained=explained)
        yield from _judged("anggaran", anggaran, self._of_anggaran, explained=explained)

    def _of_nilai(self, one: Nilai) -> Sequence[Temuan]:
        realisasi = one.realisasi
        if realisasi is None or one.status is not StatusNilai.TERISI:
            return ()
        kode = one.indikator
        janji, before = self.plan.indikator[kode], self.past.state.nilai.get(kode)
        if before is None or before.status is not StatusNilai.TERISI:
            sebelumnya = None
        else:
            sebelumnya = before.realisasi
        if is_ordinary(janji, realisasi, sebelumnya):
            return ()
        has_new_parts = before is not None and (
            one.pembilang != before.pembilang or one.penyebut != before.penyebut
        )
        return temuan_nilai(
            NilaiDiperiksa(janji, realisasi, sebelumnya, self.past.setahun, has_new_parts)
        )

    def _of_anggaran(self, line: RealisasiAnggaran) -> Sequence[Temuan]:
        before = self.past.state.anggaran.get(line.kode) if self.past.setahun else None
        spent = None if before is None else before.realisasi
        pagu = self.plan.anggaran[line.kode]
        if is_ordinary_spending(pagu, line.realisasi, spent):
            return ()
        return temuan_anggaran(AnggaranDiperiksa(pagu, line.realisasi, spent))


def _judged(
    part: str,
    items: Iterable[tuple[int, F]],
    judge: Callable[[F], Sequence[Temuan]],
    *,
    explained: bool,
) -> Iterator[Unusual]:
    """Findings among the items that have a reason, or among those that have none."""
    for index, one in items:
        is_explained = one.alasan != "" and not one.alasan.isspace()
        if is_explained is explained:
            for temuan in judge(one):
                yield Unusual(f"/{part}/{index}", one, temuan)


def _is_stored(figure: Nilai | RealisasiAnggaran, before: State) -> bool:
    if isinstance(figure, Nilai):
        return before.nilai.get(figure.indikator) == figure
    return before.anggaran.get(figure.kode) == figure
