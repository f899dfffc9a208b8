"""Use case of the working calendar."""

from sqlmodel import Session

from lapkin_contracts.envelope import Envelope
from lapkin_contracts.kalender import KalenderPublished
from notifier.kalender.models import Kalender
from notifier.kalender.repository import JAM, LIBUR


def keep(session: Session, fact: Envelope[KalenderPublished]) -> None:
    """The fact carries the whole year; a later version replaces it."""
    published = fact.data
    row = Kalender(
        tahun=published.period.tahun,
        versi=published.versi,
        libur=LIBUR.dump_json(published.libur).decode(),
        jam_kerja=JAM.dump_json(published.jam_kerja).decode(),
        announced_at=fact.time,
    )
    session.merge(row)
