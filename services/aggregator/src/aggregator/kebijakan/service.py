"""Use cases of the kebijakan: what the site is shipped with, what the office set, which holds."""

from datetime import date, datetime

from sqlmodel import Session

from aggregator.kebijakan import repository, riwayat
from aggregator.kebijakan.errors import NotFromThePast, NothingChanged, OfficeUnknown, VersionTaken
from aggregator.kebijakan.models import Penetapan
from aggregator.kebijakan.riwayat import Versi
from aggregator.kebijakan.schemas import PenetapanIn
from aggregator.organisasi.repository import instansi
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.kebijakan import KebijakanChanged
from lapkin_contracts.rules.periods import ZONE
from lapkin_contracts.rules.policy import Kebijakan
from lapkin_ui.formats import tanggal


def in_force(
    session: Session, bawaan: Kebijakan, at: datetime, day: date | None = None
) -> Kebijakan:
    """What holds on a day by what was set until `at`; `bawaan` where the office said nothing."""
    found = repository.in_force(session, day or at.astimezone(ZONE).date(), at)
    return bawaan if found is None else found.kebijakan


def history(session: Session, bawaan: Kebijakan, now: datetime) -> list[Versi]:
    """What holds, what is to come, what was used before."""
    today = now.astimezone(ZONE).date()
    return riwayat.versions(repository.used(session), repository.all_set(session), bawaan, today)


def put(
    session: Session, wish: PenetapanIn, bawaan: Kebijakan, *, oleh: str, now: datetime
) -> None:
    """Set how triwulan are computed that open from a day on.

    Raises:
        OfficeUnknown: there is none in whose name to set it.
        NotFromThePast, NothingChanged, VersionTaken: see `check`.
    """
    lock(session, "kebijakan")
    check(session, wish, bawaan, now=now)
    office = instansi(session)
    if office is None:
        raise OfficeUnknown
    event = KebijakanChanged(
        unit=office.kode,
        nomor=len(repository.all_set(session)) + 1,
        kebijakan=wish.kebijakan,
        alasan=wish.alasan,
        oleh=oleh,
        berlaku_sejak=wish.berlaku_sejak,
    )
    emit(session, event, at=now)
    _add(session, event, now)


def check(session: Session, wish: PenetapanIn, bawaan: Kebijakan, *, now: datetime) -> None:
    """
    Raises:
        NotFromThePast: the day is over.
        NothingChanged: it says what holds on that day anyhow.
        VersionTaken: something is computed under that name, or will be.
    """
    today = now.astimezone(ZONE).date()
    if wish.berlaku_sejak < today:
        raise NotFromThePast(hari_ini=tanggal(today))
    held = in_force(session, bawaan, now, wish.berlaku_sejak)
    if wish.kebijakan == held.model_copy(update={"versi": wish.versi}):
        raise NothingChanged(versi=held.versi)
    if wish.versi in {one.kebijakan.versi for one in history(session, bawaan, now)}:
        raise VersionTaken(versi=wish.versi)


def keep(session: Session, fact: Envelope[KebijakanChanged]) -> None:
    """News only to a store that is being rebuilt."""
    if session.get(Penetapan, fact.data.nomor) is None:
        _add(session, fact.data, fact.time)


def _add(session: Session, event: KebijakanChanged, at: datetime) -> None:
    session.add(
        Penetapan(
            nomor=event.nomor,
            berlaku_sejak=event.berlaku_sejak,
            ditetapkan_at=at,
            isi=event.model_dump_json(),
        )
    )
