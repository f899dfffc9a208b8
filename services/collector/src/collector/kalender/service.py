"""The working calendar: read, changed by the office, announced whenever its content changes."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session

from collector.jadwal import domain as jadwal
from collector.kalender import domain, repository
from collector.kalender.domain import Isi, Sumber
from collector.kalender.errors import DayOfAnotherYear, UnknownOverride
from collector.kalender.models import Kalender, KalenderUbahan
from collector.kalender.schemas import HariOut, KalenderOut, UbahanIn
from collector.perencanaan.repository import years_with_plan
from collector.periode.disposisi import office_code
from collector.periode.domain import LOCK, Turn
from collector.periode.rescheduling import reschedule
from lapkin_chassis import triggers
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.kalender import JamKerja, KalenderPublished
from lapkin_contracts.rules.periods import Periode


def year_of(session: Session, tahun: int) -> KalenderOut:
    """Days off with who says so, and the days that the office works all the same."""
    ubahan = repository.ubahan(session, tahun)
    newest = repository.newest(session, tahun)
    off = [
        HariOut(libur=True, sumber=domain.sumber_of(one, ubahan), **one.model_dump())
        for one in domain.merged(tahun, ubahan)
    ]
    worked = [
        HariOut(tanggal=day, nama=said.nama, libur=False, cuti_bersama=False, sumber=Sumber.KANTOR)
        for day, said in ubahan.items()
        if not said.libur
    ]
    return KalenderOut(
        tahun=tahun,
        versi=newest.versi if newest else 0,
        hari=sorted([*off, *worked], key=lambda one: one.tanggal),
        jam_kerja=repository.jam_kerja(session),
    )


def set_day(
    session: Session, tahun: int, tanggal: date, said: UbahanIn, turn: Turn
) -> KalenderOut:
    """
    Raises:
        DayOfAnotherYear: the path contradicts itself.
    """
    if tanggal.year != tahun:
        raise DayOfAnotherYear(tanggal=tanggal, tahun=tahun)
    lock(session, LOCK)
    session.merge(KalenderUbahan(tanggal=tanggal, oleh=turn.by, at=turn.at, **said.model_dump()))
    session.flush()
    _publish_changed(session, [tahun], turn)
    return year_of(session, tahun)


def forget_day(session: Session, tahun: int, tanggal: date, turn: Turn) -> KalenderOut:
    """The national calendar holds again.

    Raises:
        UnknownOverride: it holds already.
    """
    lock(session, LOCK)
    row = session.get(KalenderUbahan, tanggal)
    if row is None or tanggal.year != tahun:
        raise UnknownOverride(tanggal=tanggal)
    session.delete(row)
    session.flush()
    _publish_changed(session, [tahun], turn)
    return year_of(session, tahun)


def set_hours(session: Session, jam: Sequence[JamKerja], turn: Turn) -> tuple[JamKerja, ...]:
    """The office's hours from now on, in every year that was announced.

    Raises:
        HoursMissing: the office would never work.
    """
    domain.check_hours(jam)
    lock(session, LOCK)
    repository.set_jam_kerja(session, jam)
    _publish_changed(session, sorted(_years(session)), turn)
    return repository.jam_kerja(session)


def publish_missing(session: Session, turn: Turn) -> None:
    """Announce what is not known yet of the years that are planned."""
    for tahun, _ in unpublished(session):
        publish(session, tahun, turn)


def unpublished(session: Session) -> Iterator[tuple[int, int]]:
    """Years whose content is not what was announced last, each with its next version."""
    for tahun in sorted(_years(session)):
        newest = repository.newest(session, tahun)
        if newest is None or newest.sha256 != _content(session, tahun).sha256:
            yield tahun, newest.versi + 1 if newest else 1


def publish(session: Session, tahun: int, turn: Turn) -> None:
    """The next version of a year; last days of open triwulan are counted anew."""
    newest, isi = repository.newest(session, tahun), _content(session, tahun)
    versi = newest.versi + 1 if newest else 1
    session.add(
        Kalender(
            tahun=tahun,
            versi=versi,
            sha256=isi.sha256,
            isi=isi.model_dump_json(),
            published_at=turn.at,
            oleh=turn.by,
        )
    )
    session.flush()
    emit(
        session,
        KalenderPublished(
            unit=office_code(session),
            period=Periode(str(tahun)),
            versi=versi,
            libur=isi.libur,
            jam_kerja=isi.jam_kerja,
        ),
        at=turn.at,
    )
    due = jadwal.publishing(tahun, versi, turn.at if newest else None)
    triggers.record(session, due, at=turn.at, by=turn.by, outcome=f"{len(isi.libur)} hari libur.")
    reschedule(session, f"Kalender kerja {tahun} versi {versi}.", turn)


def _publish_changed(session: Session, years: Sequence[int], turn: Turn) -> None:
    for tahun in years:
        newest = repository.newest(session, tahun)
        if newest is None or newest.sha256 != _content(session, tahun).sha256:
            publish(session, tahun, turn)


def _content(session: Session, tahun: int) -> Isi:
    libur = domain.merged(tahun, repository.ubahan(session, tahun))
    return Isi(libur=libur, jam_kerja=repository.jam_kerja(session))


def _years(session: Session) -> set[int]:
    """Those with a plan, each with the next, and whatever was announced before."""
    planned = years_with_plan(session)
    return {*planned, *(tahun + 1 for tahun in planned), *repository.years(session)}
