"""What the SOP clock is asked."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from lapkin_chassis.triggers import trigger_run
from lapkin_contracts.langkah import SatuanWaktu, WaktuLangkahChanged
from lapkin_contracts.organisasi import InstansiRegistered
from lapkin_contracts.rules.periods import Periode
from notifier.event_log.models import LoggedEvent
from notifier.kalender.repository import waktu_kerja
from notifier.sop_clock.domain import KIND, Edge, Mark, Marks, Office, Turn
from notifier.sop_clock.models import Langkah, WaktuLangkah
from notifier.sop_clock.spans import PASSING_ON, Occurrence
from notifier.sop_clock.waktu import Penetapan


def is_marked(session: Session, period: Periode, turn: Turn) -> bool:
    return session.get(Langkah, (period, turn.nomor, turn.edge)) is not None


def add_mark(session: Session, period: Periode, turn: Turn, mark: Mark) -> None:
    session.add(Langkah(period=period, nomor=turn.nomor, edge=turn.edge, **mark._asdict()))


def marks_of(session: Session, period: Periode) -> Marks:
    """What is known of a case."""
    rows = session.exec(select(Langkah).where(Langkah.period == period))
    return {(row.nomor, Edge(row.edge)): _mark(row) for row in rows}


def marks_by_period(session: Session) -> Mapping[Periode, Marks]:
    """What is known of every case."""
    marks: dict[Periode, dict[tuple[int, Edge], Mark]] = {}
    for row in session.exec(select(Langkah)):
        marks.setdefault(Periode(row.period), {})[row.nomor, Edge(row.edge)] = _mark(row)
    return marks


def occurrences(session: Session, period: Periode) -> list[Occurrence]:
    """The facts that pass a case on."""
    statement = select(
        LoggedEvent.time, LoggedEvent.recordedtime, LoggedEvent.type, LoggedEvent.causationid
    ).where(LoggedEvent.period == period, col(LoggedEvent.type).in_(sorted(PASSING_ON)))
    return [
        Occurrence(at, recorded, kind, has_cause=cause is not None)
        for at, recorded, kind, cause in session.exec(statement)
    ]


def unit_of(session: Session, event_id: str) -> str:
    return session.exec(select(LoggedEvent.unit).where(LoggedEvent.event_id == event_id)).one()


def instansi(session: Session) -> str | None:
    """The reporting office's code, as last announced."""
    statement = (
        select(LoggedEvent.unit)
        .where(LoggedEvent.type == InstansiRegistered.type)
        .order_by(col(LoggedEvent.position).desc())
        .limit(1)
    )
    return session.exec(statement).first()


def office(session: Session) -> Office:
    penetapan: dict[int, list[Penetapan]] = defaultdict(list)
    for row in session.exec(select(WaktuLangkah).order_by(col(WaktuLangkah.versi))):
        satuan = None if row.satuan is None else SatuanWaktu(row.satuan)
        penetapan[row.nomor].append(
            Penetapan(row.versi, row.nilai, satuan, row.alasan, row.oleh, row.berlaku_sejak)
        )
    return Office(waktu_kerja(session), penetapan)


def newest_penetapan(session: Session, nomor: int) -> WaktuLangkah | None:
    """What the office last said of a step."""
    statement = select(WaktuLangkah).where(WaktuLangkah.nomor == nomor)
    return session.exec(statement.order_by(col(WaktuLangkah.versi).desc()).limit(1)).first()


def add_penetapan(session: Session, changed: WaktuLangkahChanged, event_id: str) -> None:
    session.add(
        WaktuLangkah(
            nomor=changed.langkah,
            event_id=event_id,
            **changed.model_dump(exclude={"unit", "langkah"}),
        )
    )


def breaches(session: Session) -> Mapping[str, datetime]:
    """When the time of a step ran out, by the key of its announcement."""
    rows = trigger_run.select().where(trigger_run.c.kind == KIND)
    return {row.key: row.due_at for row in session.connection().execute(rows)}


def _mark(row: Langkah) -> Mark:
    return Mark(row.at, row.recorded, row.event_id)
