"""What is asked about the working calendar."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, delete, select

from collector.kalender.domain import Isi, Ubahan, waktu_of
from collector.kalender.models import JamKerjaRow, Kalender, KalenderUbahan
from collector.tables import Table
from lapkin_chassis.prepared import Prepared
from lapkin_contracts.kalender import JAM_KERJA_BAWAAN, JamKerja
from lapkin_contracts.rules.working_time import WaktuKerja

KALENDER: Final = Table.metadata.tables["kalender"]
REMEMBERED: Final = 16
"""Working times kept in memory, by the digests of the calendars they were made of."""

_known: OrderedDict[tuple[str, ...], WaktuKerja] = OrderedDict()

_newest = (
    core_select(KALENDER.c.tahun, func.max(KALENDER.c.versi).label("versi"))
    .group_by(KALENDER.c.tahun)
    .subquery()
)
_digests = Prepared(
    core_select(KALENDER.c.sha256)
    .join(
        _newest,
        (KALENDER.c.tahun == _newest.c.tahun) & (KALENDER.c.versi == _newest.c.versi),
    )
    .order_by(KALENDER.c.tahun)
)


def waktu_kerja(session: Session) -> WaktuKerja:
    """When the office works, by the newest calendar of each year; weekends only if there is none."""
    digests = tuple(str(digest) for (digest,) in _digests.all(session, {}))
    known = _known.get(digests)
    if known is None:
        known = waktu_of(isi_of(one) for one in newest_of_each_year(session))
        _known[digests] = known
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return known


def isi_of(row: Kalender) -> Isi:
    return Isi.model_validate_json(row.isi)


def newest_of_each_year(session: Session) -> Sequence[Kalender]:
    """In order of year."""
    statement = (
        select(Kalender)
        .join(
            _newest,
            (col(Kalender.tahun) == _newest.c.tahun) & (col(Kalender.versi) == _newest.c.versi),
        )
        .order_by(col(Kalender.tahun))
    )
    return session.exec(statement).all()


def newest(session: Session, tahun: int) -> Kalender | None:
    """The version of a year that was announced last."""
    statement = (
        select(Kalender)
        .where(col(Kalender.tahun) == tahun)
        .order_by(col(Kalender.versi).desc())
        .limit(1)
    )
    return session.exec(statement).first()


def years(session: Session) -> Sequence[int]:
    """Those that were announced."""
    return session.exec(select(Kalender.tahun).distinct()).all()


def ubahan(session: Session, tahun: int) -> dict[date, Ubahan]:
    """What the office changed in a year, by day."""
    statement = (
        select(KalenderUbahan)
        .where(col(KalenderUbahan.tanggal).between(date(tahun, 1, 1), date(tahun, 12, 31)))
        .order_by(col(KalenderUbahan.tanggal))
    )
    return {
        one.tanggal: Ubahan(one.nama, one.libur, one.cuti_bersama)
        for one in session.exec(statement)
    }


def jam_kerja(session: Session) -> tuple[JamKerja, ...]:
    """The office's hours in order of day; those of Perpres 21/2023 if it set none."""
    rows = session.exec(select(JamKerjaRow).order_by(col(JamKerjaRow.hari))).all()
    own = tuple(JamKerja(hari=one.hari, mulai=one.mulai, selesai=one.selesai) for one in rows)
    return own or JAM_KERJA_BAWAAN


def set_jam_kerja(session: Session, jam: Sequence[JamKerja]) -> None:
    session.exec(delete(JamKerjaRow))
    session.add_all(JamKerjaRow(**one.model_dump()) for one in jam)
    session.flush()
