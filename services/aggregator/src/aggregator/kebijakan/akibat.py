"""What another kebijakan would have made of a rekap that stands."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from sqlmodel import Session

from aggregator.rekap import repository, sajian
from aggregator.rekap.domain import capaian_of, ringkasan_of
from lapkin_contracts.comparison import compare
from lapkin_contracts.laporan import BarisPerubahan
from lapkin_contracts.rekap import BarisRekap, RekapCompleted
from lapkin_contracts.rules.periods import Jenis, Periode
from lapkin_contracts.rules.policy import Kebijakan


class Akibat(NamedTuple):
    """The newest rekap of a triwulan as it is, and as it would be."""

    semula: RekapCompleted
    menjadi: RekapCompleted
    perubahan: Sequence[BarisPerubahan]

    @property
    def period(self) -> Periode:
        return self.semula.period

    @property
    def rata_rata_semula(self) -> Decimal | None:
        return self.semula.ringkasan.rata_rata_capaian

    @property
    def rata_rata_menjadi(self) -> Decimal | None:
        return self.menjadi.ringkasan.rata_rata_capaian

    @property
    def dari(self) -> int:
        return len(self.semula.baris)

    @property
    def indikator(self) -> int:
        """How many of them would read otherwise."""
        return len({(one.unit, one.kode) for one in self.perubahan})


def akibat_of(session: Session, kebijakan: Kebijakan) -> Akibat | None:
    """None as long as no triwulan was recapped."""
    for period in sajian.periods(session):
        stored = repository.find(session, period) if period.jenis is Jenis.TRIWULAN else None
        if stored is not None:
            semula = repository.content(stored)
            menjadi = recomputed(semula, kebijakan)
            return Akibat(semula, menjadi, compare(semula, menjadi))
    return None


def recomputed(rekap: RekapCompleted, kebijakan: Kebijakan) -> RekapCompleted:
    """With the targets it was computed with: only the formula is another."""
    baris = tuple(_again(line, kebijakan) for line in rekap.baris)
    ringkasan = ringkasan_of(baris, (), kebijakan)
    return rekap.model_copy(
        update={"kebijakan": kebijakan, "baris": baris, "ringkasan": ringkasan}
    )


def _again(line: BarisRekap, kebijakan: Kebijakan) -> BarisRekap:
    found = capaian_of(line, kebijakan)
    return line.model_copy(
        update={
            "state": found.state,
            "capaian": found.exact,
            "capaian_persen": found.persen,
            "predikat": found.predikat,
            "tercapai": found.tercapai,
        }
    )
