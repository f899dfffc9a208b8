"""Use cases of a reminder under way: who waits for a message, and what came of each."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from lapkin_chassis import triggers
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_chassis.triggers import Planned
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.sosialisasi import Diingatkan as Told
from lapkin_contracts.sosialisasi import PengingatSent
from notifier.mail import BAD_ADDRESS, BURST, LEASE, Attempt, Status, is_address, masked, verdict
from notifier.pengingat import repository
from notifier.pengingat.domain import DISCHARGED, KIND, MISSED, Orang, key_of
from notifier.pengingat.models import Diingatkan, Pengingat
from notifier.pengingat.repository import Letter


def address(
    session: Session, pengingat: Pengingat, people: Iterable[Orang], now: datetime
) -> None:
    """Put a message to each of `people` in the queue."""
    session.add(pengingat)
    for nomor, one in enumerate(people, 1):
        reachable = is_address(one.surel)
        row = Diingatkan(
            kunci=pengingat.kunci,
            nomor=nomor,
            nama=one.nama,
            jabatan=one.jabatan,
            surel=one.surel,
            status=Status.MENUNGGU if reachable else Status.GAGAL,
            next_attempt_at=now if reachable else None,
            reason="" if reachable else BAD_ADDRESS,
            decided_at=None if reachable else now,
        )
        session.add(row)
    session.flush()
    _announce_when_done(session, pengingat, now)


def take_due(session: Session, now: datetime) -> list[Letter]:
    """Take messages that are due, so that no other replica takes them too.

    Who has met the obligation in the meantime is left in peace.
    """
    lock(session, "reminder-mail")
    taken = []
    for letter in repository.due(session, now, BURST):
        if repository.owed_by(session, letter.pengingat.period, letter.pengingat.unit) is None:
            _decide(session, letter, Attempt(is_sent=False, reason=DISCHARGED), now)
            continue
        letter.kepada.attempts += 1
        letter.kepada.next_attempt_at = now + LEASE
        session.add(letter.kepada)
        taken.append(letter)
    return taken


def record(session: Session, kunci: str, nomor: int, attempt: Attempt, now: datetime) -> None:
    """Write down what came of an attempt."""
    lock(session, "reminder-mail")
    letter = repository.letter_of(session, kunci, nomor)
    if letter.kepada.status == Status.MENUNGGU:
        _decide(session, letter, attempt, now)


def settle(session: Session, fact: Envelope[PengingatSent]) -> None:
    """Take over how a reminder ended: news only to a store that is being rebuilt."""
    sent = fact.data
    known = repository.pengingat_of(session, sent.kunci)
    if known is not None and known.sent_at is not None:
        return
    pengingat = Pengingat(
        kunci=sent.kunci,
        period=sent.period,
        unit=sent.unit,
        batas=sent.batas,
        anak_tangga=sent.anak_tangga,
        oleh=sent.oleh,
        terlewati=",".join(sent.terlewati),
        sent_at=sent.sent_at,
    )
    session.merge(pengingat)
    for nomor, one in enumerate(sent.kepada, 1):
        session.merge(_as_told(sent.kunci, nomor, one))
    _note_run(session, sent, sent.kunci)
    for kode in sent.terlewati:
        key = key_of(sent.period, sent.unit, sent.batas, kode)
        _note_run(session, sent, key, MISSED)


def _decide(session: Session, letter: Letter, attempt: Attempt, now: datetime) -> None:
    kepada = letter.kepada
    decided = verdict(attempt, kepada.attempts, now)
    kepada.status, kepada.reason = decided.status, decided.reason[:500]
    kepada.next_attempt_at = decided.next_attempt_at
    kepada.decided_at = None if decided.next_attempt_at else now
    session.add(kepada)
    session.flush()
    _announce_when_done(session, letter.pengingat, now)


def _announce_when_done(session: Session, pengingat: Pengingat, now: datetime) -> None:
    if repository.is_anyone_waiting(session, pengingat.kunci):
        return
    people = repository.people_of(session, pengingat.kunci)
    for one in people:
        one.surel = masked(one.surel)
        session.add(one)
    pengingat.sent_at = now
    session.add(pengingat)
    event = PengingatSent(
        unit=pengingat.unit,
        period=Periode(pengingat.period),
        anak_tangga=pengingat.anak_tangga,
        batas=pengingat.batas,
        penerima=len(people),
        terkirim=sum(one.status == Status.TERKIRIM for one in people),
        sent_at=now,
        kunci=pengingat.kunci,
        oleh=pengingat.oleh,
        terlewati=tuple(filter(None, pengingat.terlewati.split(","))),
        kepada=tuple(_told(one) for one in people),
    )
    emit(session, event, at=now)


def _told(row: Diingatkan) -> Told:
    assert row.decided_at is not None  # nobody is waiting any more
    return Told(
        nama=row.nama,
        jabatan=row.jabatan,
        surel=row.surel,
        terkirim=row.status == Status.TERKIRIM,
        at=row.decided_at,
        attempts=row.attempts,
        reason=row.reason,
    )


def _as_told(kunci: str, nomor: int, one: Told) -> Diingatkan:
    return Diingatkan(
        kunci=kunci,
        nomor=nomor,
        nama=one.nama,
        jabatan=one.jabatan,
        surel=one.surel,
        status=Status.TERKIRIM if one.terkirim else Status.GAGAL,
        attempts=one.attempts,
        reason=one.reason,
        decided_at=one.at,
    )


def _note_run(session: Session, sent: PengingatSent, key: str, outcome: str = "") -> None:
    one = Planned(key, KIND, sent.sent_at)
    triggers.record(session, one, at=sent.sent_at, by=sent.oleh, outcome=outcome)
