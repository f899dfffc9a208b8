"""What is known of the office."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from sqlmodel import Session, col, delete, select

from lapkin_contracts import organisasi as contracts
from lapkin_contracts.organisasi import Jabatan, StatusPejabat
from reporter.organisasi.models import Instansi, Pejabat

VACANT: Final = contracts.Pejabat(
    nama="(belum ditetapkan)", jabatan=Jabatan.INSPEKTUR, sebutan="Inspektur"
)
"""Who stands under a draft as long as nobody holds the office; nothing is issued in that name."""


class Office(NamedTuple):
    """Letterhead and signer of a day."""

    instansi: Instansi
    inspektur: contracts.Pejabat


def office_on(session: Session, unit: str, day: date) -> Office | None:
    """None while the instansi is unknown."""
    instansi = session.get(Instansi, unit)
    return Office(instansi, inspektur_on(session, unit, day) or VACANT) if instansi else None


def inspektur_on(session: Session, unit: str, day: date) -> contracts.Pejabat | None:
    """Who signs: a Plt or Plh in force that day, else the holder; the first listed counts."""
    statement = (
        select(Pejabat)
        .where(col(Pejabat.unit) == unit, col(Pejabat.jabatan) == Jabatan.INSPEKTUR.value)
        .order_by(col(Pejabat.urut))
    )
    return _acting_first(session.exec(statement).all(), day)


def kasubag_of(session: Session, akun: str, day: date) -> contracts.Pejabat | None:
    """The official behind an account, if in force that day."""
    statement = (
        select(Pejabat)
        .where(col(Pejabat.akun) == akun, col(Pejabat.jabatan) == Jabatan.KASUBAG.value)
        .order_by(col(Pejabat.unit), col(Pejabat.urut))
    )
    return _acting_first(session.exec(statement).all(), day)


def _acting_first(listed: Sequence[Pejabat], day: date) -> contracts.Pejabat | None:
    in_force = [one for one in (row.as_announced for row in listed) if one.is_in_force(day)]
    acting = (one for one in in_force if one.status is not StatusPejabat.DEFINITIF)
    return next(acting, in_force[0] if in_force else None)


def names(session: Session) -> dict[str, str]:
    """People by account, as the office announced them; accounts it told nothing of are left out."""
    statement = select(Pejabat.akun, Pejabat.nama).where(col(Pejabat.akun) != "")
    return dict(session.exec(statement).all())


def forget_pejabat(session: Session, unit: str) -> None:
    """Nobody signs for `unit` until someone is assigned."""
    session.exec(delete(Pejabat).where(col(Pejabat.unit) == unit))
