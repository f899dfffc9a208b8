"""Use cases of a sosialisasi that goes on: told again, and told to more people."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from lapkin_chassis.inbox import NotYet
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.sosialisasi import PenerimaAdded, SosialisasiRepeated
from notifier.mail import Status, is_address
from notifier.sosialisasi import repository
from notifier.sosialisasi.domain import Key, Official
from notifier.sosialisasi.errors import (
    AlreadyListed,
    BadAddress,
    EditionReplaced,
    NobodyToTell,
    NoSosialisasi,
)
from notifier.sosialisasi.models import Penerima, Sosialisasi

EditionKey = tuple[Periode, int]


def repeat(
    session: Session, which: EditionKey, nomor: int | None, *, oleh: str, now: datetime
) -> None:
    """Send the message again to one recipient, or to everyone who has not acknowledged.

    Raises:
        NoSosialisasi, EditionReplaced: there is no such edition, or it does not hold any more.
        NobodyToTell: whoever is meant acknowledged, waits for the message, or has no address.
    """
    sosialisasi = _open_edition(session, which)
    listed = repository.penerima_of(session, *which)
    asked = [one for one in listed if nomor in {None, one.nomor} and may_be_repeated(one)]
    if not asked:
        raise NobodyToTell
    _begin_round(session, sosialisasi, sosialisasi.putaran + 1)
    _send_again(session, asked, now)
    event = SosialisasiRepeated(
        unit=sosialisasi.unit,
        period=which[0],
        edisi=which[1],
        putaran=sosialisasi.putaran,
        penerima=tuple(one.nomor for one in asked),
        oleh=oleh,
    )
    emit(session, event, at=now)


def add(
    session: Session, which: EditionKey, official: Official, *, oleh: str, now: datetime
) -> None:
    """Put somebody on the list of an edition, and tell them.

    Raises:
        NoSosialisasi, EditionReplaced: there is no such edition, or it does not hold any more.
        BadAddress, AlreadyListed: there is no telling them, or they are told already.
    """
    if not is_address(official.surel):
        raise BadAddress(surel=official.surel)
    sosialisasi = _open_edition(session, which)
    listed = repository.penerima_of(session, *which)
    for one in listed:
        if one.surel.lower() == official.surel.lower():
            raise AlreadyListed(nama=one.nama)
    _begin_round(session, sosialisasi, sosialisasi.putaran + 1)
    nomor = max((one.nomor for one in listed), default=0) + 1
    _list(session, Key(*which, nomor), official, now)
    event = PenerimaAdded(
        unit=sosialisasi.unit,
        period=which[0],
        edisi=which[1],
        putaran=sosialisasi.putaran,
        penerima=nomor,
        **official._asdict(),
        oleh=oleh,
    )
    emit(session, event, at=now)


def may_be_repeated(one: Penerima) -> bool:
    """Nobody is told again without an address: put them on the list anew, with one."""
    is_settled = one.acknowledged_at is None and one.status != Status.MENUNGGU
    return is_settled and is_address(one.surel)


def keep_round(session: Session, fact: Envelope[SosialisasiRepeated]) -> None:
    """News only to a store that is being rebuilt."""
    said = fact.data
    sosialisasi = _known(session, fact)
    if said.putaran <= sosialisasi.putaran:
        return
    _begin_round(session, sosialisasi, said.putaran)
    listed = repository.penerima_of(session, said.period, said.edisi)
    _send_again(session, [one for one in listed if one.nomor in said.penerima], fact.time)


def keep_penerima(session: Session, fact: Envelope[PenerimaAdded]) -> None:
    """News only to a store that is being rebuilt."""
    said = fact.data
    sosialisasi = _known(session, fact)
    key = Key(said.period, said.edisi, said.penerima)
    if repository.addressee(session, key) is None:
        _begin_round(session, sosialisasi, max(said.putaran, sosialisasi.putaran))
        _list(session, key, Official(said.nama, said.jabatan, said.surel), fact.time)


def _open_edition(session: Session, which: EditionKey) -> Sosialisasi:
    lock(session, f"sosialisasi/{which[0]}")
    sosialisasi = repository.sosialisasi_of(session, *which)
    if sosialisasi is None:
        raise NoSosialisasi(period=which[0])
    newer = repository.newer_than(session, *which)
    if newer is not None:
        raise EditionReplaced(edisi=newer)
    return sosialisasi


def _known(
    session: Session, fact: Envelope[SosialisasiRepeated] | Envelope[PenerimaAdded]
) -> Sosialisasi:
    """Raises NotYet for a fact about an edition that has not arrived."""
    found = repository.sosialisasi_of(session, fact.data.period, fact.data.edisi)
    if found is None:
        msg = f"{fact.type} of {fact.subject} came before its report"
        raise NotYet(msg)
    return found


def _begin_round(session: Session, sosialisasi: Sosialisasi, putaran: int) -> None:
    """Its end is announced anew; until then the mail waits for nothing that was announced."""
    sosialisasi.putaran, sosialisasi.sent_at = putaran, None
    session.add(sosialisasi)


def _send_again(session: Session, asked: Collection[Penerima], now: datetime) -> None:
    for one in asked:
        one.status, one.attempts, one.reason = Status.MENUNGGU, 0, ""
        one.next_attempt_at, one.decided_at = now, None
        session.add(one)


def _list(session: Session, key: Key, official: Official, now: datetime) -> None:
    penerima = Penerima(
        **key._asdict(),
        **official._asdict(),
        status=Status.MENUNGGU,
        next_attempt_at=now,
    )
    session.add(penerima)
