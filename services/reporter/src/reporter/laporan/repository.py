"""What was issued, and what came in since."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased, defer
from sqlmodel import Session, col, func, or_, select

from lapkin_chassis.tables import insert_rows
from lapkin_contracts import laporan as contracts
from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.rules.periods import Periode
from reporter.laporan.errors import EditionUnknown
from reporter.laporan.files import File
from reporter.laporan.models import Berkas, Laporan


def editions(session: Session, period: str) -> Sequence[Laporan]:
    """Newest first."""
    statement = (
        select(Laporan).where(col(Laporan.period) == period).order_by(col(Laporan.edisi).desc())
    )
    return session.exec(statement).all()


def edition(session: Session, period: str, edisi: int) -> Laporan:
    """Raises EditionUnknown if it was never issued."""
    laporan = session.get(Laporan, (period, edisi))
    if laporan is None:
        raise EditionUnknown(period=period, edisi=edisi)
    return laporan


def newest_snapshot(session: Session, period: str) -> Snapshot:
    """What the newest edition was printed from; there must be one."""
    return Snapshot.model_validate_json(editions(session, period)[0].isi)


def years(session: Session) -> list[int]:
    """Of which there are issued reports, the newest first."""
    labels = session.exec(select(Laporan.period).distinct()).all()
    return sorted({Periode(one).tahun for one in labels}, reverse=True)


def issued(session: Session, tahun: int | None) -> list[Laporan]:
    """Every edition, without its snapshot: what ends last, and of these the longest, comes first."""
    statement = select(Laporan).options(defer(Laporan.isi))  # type: ignore[arg-type]
    if tahun is not None:
        statement = statement.where(_of_year(tahun))
    return sorted(
        session.exec(statement),
        key=lambda one: (Periode(one.period).ends_on, -len(one.period), one.edisi),
        reverse=True,
    )


def newest_of_year(session: Session, tahun: int) -> list[Snapshot]:
    """What the newest edition of each issued report of a year was printed from."""
    newer = aliased(Laporan)
    statement = (
        select(Laporan.isi)
        .where(
            _of_year(tahun),
            ~exists().where(newer.period == Laporan.period, newer.edisi > Laporan.edisi),  # type: ignore[arg-type]
        )
        .order_by(col(Laporan.period))
    )
    return [Snapshot.model_validate_json(isi) for isi in session.exec(statement)]


def last_edisi(session: Session, period: str) -> int | None:
    """Number of the newest edition; none before the report is issued."""
    statement = select(func.max(col(Laporan.edisi))).where(col(Laporan.period) == period)
    return session.exec(statement).one()


def not_issued(session: Session, periods: Iterable[str]) -> list[str]:
    """Which of `periods` have no issued report."""
    return [period for period in periods if last_edisi(session, period) is None]


def berkas_of(session: Session, period: str) -> dict[int, list[contracts.Berkas]]:
    """The files of each edition, the PDF first, without their contents."""
    statement = (
        select(Berkas)
        .options(defer(Berkas.isi))  # type: ignore[arg-type]
        .where(col(Berkas.period) == period)
        .order_by(col(Berkas.edisi), col(Berkas.format) != "pdf", col(Berkas.format))
    )
    by_edisi: dict[int, list[contracts.Berkas]] = {}
    for berkas in session.exec(statement):
        by_edisi.setdefault(berkas.edisi, []).append(berkas.as_announced)
    return by_edisi


def berkas_named(session: Session, sha256: str) -> Berkas | None:
    return session.get(Berkas, sha256)


def add_files(session: Session, laporan: Laporan, files: Iterable[File]) -> None:
    rows = (
        {
            "sha256": file.berkas.sha256,
            "period": laporan.period,
            "edisi": laporan.edisi,
            "format": file.berkas.format,
            "media_type": file.media_type,
            "nama": file.berkas.nama,
            "size_bytes": file.berkas.bytes,
            "isi": file.isi,
        }
        for file in files
    )
    insert_rows(session, Berkas.__table__, rows)  # type: ignore[attr-defined]


def _of_year(tahun: int) -> ColumnElement[bool]:
    """Its own report, and those of its triwulan and semester."""
    return or_(col(Laporan.period) == str(tahun), col(Laporan.period).startswith(f"{tahun}-"))
