"""Which policy each triwulan is computed with, and what the office set."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from aggregator.kebijakan.models import Penetapan
from aggregator.pengumpulan.models import Pengumpulan
from lapkin_contracts.kebijakan import KebijakanChanged
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan


def used(session: Session) -> list[tuple[Periode, Kebijakan]]:
    """Of every triwulan that was opened, the newest first."""
    rows = session.exec(
        select(Pengumpulan.period, Pengumpulan.kebijakan).order_by(col(Pengumpulan.period).desc())
    )
    return [(Periode(period), Kebijakan.model_validate_json(text)) for period, text in rows]


def all_set(session: Session) -> list[KebijakanChanged]:
    """What takes effect last comes last."""
    order = (col(Penetapan.berlaku_sejak), col(Penetapan.nomor))
    return [_content(isi) for isi in session.exec(select(Penetapan.isi).order_by(*order))]


def in_force(session: Session, day: date, known_at: datetime) -> KebijakanChanged | None:
    """What holds on a day, of what was set by then."""
    statement = (
        select(Penetapan.isi)
        .where(col(Penetapan.berlaku_sejak) <= day, col(Penetapan.ditetapkan_at) <= known_at)
        .order_by(col(Penetapan.berlaku_sejak).desc(), col(Penetapan.nomor).desc())
    )
    isi = session.exec(statement).first()
    return None if isi is None else _content(isi)


def _content(isi: str) -> KebijakanChanged:
    return KebijakanChanged.model_validate_json(isi)
