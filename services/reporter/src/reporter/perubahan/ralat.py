"""The next edition of an issued report: what changed, why, and what it does to longer periods."""

from collections.abc import Iterator

from sqlmodel import Session

from lapkin_contracts.comparison import compare
from lapkin_contracts.laporan import BarisPerubahan, Snapshot
from lapkin_contracts.rekap import BarisRekap, RekapCompleted
from lapkin_contracts.rules.periods import Periode
from reporter.draft import repository as drafts
from reporter.draft.domain import judul_of
from reporter.perubahan.dampak import dampak_of


def judul_ralat(period: Periode, edisi: int) -> str:
    """`Laporan Kinerja Triwulan III Tahun 2026 (Ralat ke-1)` for the second edition."""
    return f"{judul_of(period)} (Ralat ke-{edisi - 1})"


def as_ralat(session: Session, issued: Snapshot, recomposed: Snapshot, sebab: str) -> Snapshot:
    """`recomposed` as the edition that replaces `issued`."""
    edisi = issued.edisi + 1
    return recomposed.model_copy(
        update={
            "judul": judul_ralat(issued.rekap.period, edisi),
            "edisi": edisi,
            "menggantikan": issued.edisi,
            "perubahan": changes(session, issued.rekap, recomposed.rekap, sebab),
            "persetujuan": None,
        }
    )


def changes(
    session: Session, issued: RekapCompleted, newest: RekapCompleted, sebab: str
) -> tuple[BarisPerubahan, ...]:
    """Semula, menjadi and sebab; the first figure of each indikator tells its dampak."""
    period = issued.period
    parents = [one.rekap for one in _newest_of(session, _longer(period))]
    quarters = {one.rekap.period: one.rekap for one in _newest_of(session, _triwulan(parents))}
    told: set[tuple[str, str]] = set()
    lines = []
    for line in compare(issued, newest, sebab):
        key = (line.unit, line.kode)
        baris = _baris(newest, key)
        if baris is not None and line.nama == baris.nama and key not in told:
            told.add(key)
            dampak = dampak_of(baris, parents, quarters)
            lines.append(line.model_copy(update={"dampak": dampak}))
        else:
            lines.append(line)
    return tuple(lines)


def _longer(period: Periode) -> Iterator[Periode]:
    parent = period.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _triwulan(parents: list[RekapCompleted]) -> Iterator[Periode]:
    return iter(dict.fromkeys(one for parent in parents for one in parent.period.triwulan))


def _newest_of(session: Session, periods: Iterator[Periode]) -> Iterator[Snapshot]:
    for period in periods:
        if draft := drafts.last_draft(session, period):
            yield draft.snapshot


def _baris(rekap: RekapCompleted, key: tuple[str, str]) -> BarisRekap | None:
    return next((one for one in rekap.baris if (one.unit, one.indikator) == key), None)
