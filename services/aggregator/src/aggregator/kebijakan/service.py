"""Use cases of the kebijakan: what the site is shipped with, what the office set, which holds."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session

from aggregator.kebijakan import repository, riwayat
from aggregator.kebijakan.akibat import Akibat, akibat_of
from aggregator.kebijakan.errors import NotFromThePast, NothingChanged, OfficeUnknown, VersionTaken
from aggregator.kebijakan.models import Penetapan
from aggregator.kebijakan.riwayat import Beda, Versi
from aggregator.kebijakan.schemas import DitetapkanOut, KebijakanOut, PenetapanIn, PenetapanOut
from aggregator.organisasi.repository import instansi
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.kebijakan import KebijakanChanged
from lapkin_contracts.rules.periods import ZONE
from lapkin_contracts.rules.policy import Kebijakan
from lapkin_ui.formats import tanggal


class Uji(NamedTuple):
    """What setting a kebijakan would change of the one it follows, and of the newest rekap."""

    perubahan: Sequence[Beda]
    akibat: Akibat | None


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


def in_force_on(
    session: Session, bawaan: Kebijakan, day: date | None, now: datetime
) -> KebijakanOut:
    """What holds on a day, today if none is asked for, and how it came to."""
    found = repository.in_force(session, day or now.astimezone(ZONE).date(), now)
    if found is None:
        return KebijakanOut(kebijakan=bawaan)
    return _as_set(found)


def put(
    session: Session, wish: PenetapanIn, bawaan: Kebijakan, *, oleh: str, now: datetime
) -> tuple[DitetapkanOut, bool]:
    """Set how triwulan are computed that open from a day on. Returns whether it is new.

    Raises:
        OfficeUnknown, NotFromThePast, NothingChanged, VersionTaken: see `check`.
    """
    lock(session, "kebijakan")
    office = check(session, wish, bawaan, now=now)
    found = _same_as(session, wish)
    if found is not None:
        return _as_set(found), False
    event = KebijakanChanged(
        unit=office,
        nomor=len(repository.all_set(session)) + 1,
        kebijakan=wish.kebijakan,
        alasan=wish.alasan,
        oleh=oleh,
        berlaku_sejak=wish.berlaku_sejak,
    )
    emit(session, event, at=now)
    _add(session, event, now)
    return _as_set(event), True


def rehearse(session: Session, wish: PenetapanIn, bawaan: Kebijakan, *, now: datetime) -> Uji:
    """What `put` would change, and refuse."""
    check(session, wish, bawaan, now=now)
    held = in_force(session, bawaan, now, wish.berlaku_sejak)
    beda = riwayat.differences(held, wish.kebijakan)
    return Uji(beda, akibat_of(session, wish.kebijakan))


def check(session: Session, wish: PenetapanIn, bawaan: Kebijakan, *, now: datetime) -> str:
    """The code of the office in whose name it is set; the same once more is no fault.

    Raises:
        OfficeUnknown: there is none.
        NotFromThePast: the day is over.
        NothingChanged: it says what holds on that day anyhow.
        VersionTaken: something is computed under that name, or will be.
    """
    office = instansi(session)
    if office is None:
        raise OfficeUnknown
    if _same_as(session, wish) is None:
        _check_new(session, wish, bawaan, now)
    return office.kode


def _check_new(session: Session, wish: PenetapanIn, bawaan: Kebijakan, now: datetime) -> None:
    today = now.astimezone(ZONE).date()
    if wish.berlaku_sejak < today:
        raise NotFromThePast(hari_ini=tanggal(today))
    held = in_force(session, bawaan, now, wish.berlaku_sejak)
    if wish.kebijakan == held.model_copy(update={"versi": wish.versi}):
        raise NothingChanged(versi=held.versi)
    if wish.versi in {one.kebijakan.versi for one in history(session, bawaan, now)}:
        raise VersionTaken(versi=wish.versi)


def _same_as(session: Session, wish: PenetapanIn) -> KebijakanChanged | None:
    wanted = (wish.kebijakan, wish.berlaku_sejak, wish.alasan)
    known = (
        (one, (one.kebijakan, one.berlaku_sejak, one.alasan))
        for one in repository.all_set(session)
    )
    return next((one for one, said in known if said == wanted), None)


def _as_set(event: KebijakanChanged) -> DitetapkanOut:
    return DitetapkanOut(kebijakan=event.kebijakan, ditetapkan=PenetapanOut.model_validate(event))


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
