"""Use cases of the allowed times that the office sets itself."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.langkah import SatuanWaktu, WaktuLangkahChanged
from notifier.sop_clock import repository
from notifier.sop_clock.errors import NoInstansi
from notifier.sop_clock.models import WaktuLangkah


class Wish(NamedTuple):
    """What somebody wants a step's time to be; without a value, as shipped."""

    nilai: int | None = None
    satuan: str | None = None
    alasan: str = ""


def put(session: Session, nomor: int, wish: Wish, oleh: str, now: datetime) -> None:
    """Set a step's time for all cases in which it begins from now on; saying it again is nothing.

    Raises:
        NoInstansi: nobody registered the office yet.
    """
    lock(session, f"waktu_langkah/{nomor}")
    newest = repository.newest_penetapan(session, nomor)
    if wish == (Wish(newest.nilai, newest.satuan, newest.alasan) if newest else Wish()):
        return
    unit = repository.instansi(session)
    if unit is None:
        raise NoInstansi
    event = WaktuLangkahChanged(
        unit=unit,
        langkah=nomor,
        versi=(newest.versi if newest else 0) + 1,
        nilai=wish.nilai,
        satuan=SatuanWaktu(wish.satuan) if wish.satuan else None,
        alasan=wish.alasan,
        oleh=oleh,
        berlaku_sejak=now,
    )
    repository.add_penetapan(session, event, emit(session, event, at=now))


def keep(session: Session, fact: Envelope[WaktuLangkahChanged]) -> None:
    """News only to a store that is being rebuilt."""
    if session.get(WaktuLangkah, (fact.data.langkah, fact.data.versi)) is None:
        repository.add_penetapan(session, fact.data, fact.id)
