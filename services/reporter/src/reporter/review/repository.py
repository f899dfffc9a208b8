"""The exchange of koreksi and answers, and who had a hand in a draft."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select, union

from lapkin_contracts.laporan import ButirKoreksi
from reporter.draft import repository as drafts
from reporter.draft.models import Draft, Suntingan
from reporter.laporan import repository as laporan
from reporter.review.models import Koreksi


class Dossier(NamedTuple):
    """A draft with all that was said about it."""

    draft: Draft
    koreksi: Sequence[Koreksi]
    authors: frozenset[str]
    edisi: int | None
    perubahan: int


def dossier(session: Session, period: str) -> Dossier:
    """Raises LaporanUnknown if the period has no draft."""
    return Dossier(
        draft=drafts.current_draft(session, period),
        koreksi=koreksi_of(session, period),
        authors=authors(session, period),
        edisi=laporan.last_edisi(session, period),
        perubahan=laporan.changes_since_issue(session, period),
    )


def koreksi_of(session: Session, period: str) -> Sequence[Koreksi]:
    """In order of number."""
    statement = select(Koreksi).where(col(Koreksi.period) == period).order_by(col(Koreksi.nomor))
    return session.exec(statement).all()


def exchange(session: Session, period: str) -> tuple[ButirKoreksi, ...]:
    """Koreksi and answers as they are printed."""
    return tuple(one.as_printed for one in koreksi_of(session, period))


def koreksi_numbered(session: Session, period: str, nomor: int) -> Koreksi | None:
    return session.get(Koreksi, (period, nomor))


def authors(session: Session, period: str) -> frozenset[str]:
    """Subjects of all who edited, answered koreksi in, or resubmitted the period's drafts."""
    hands = union(
        select(col(Suntingan.edited_by)).where(col(Suntingan.period) == period),
        select(col(Koreksi.answered_by)).where(col(Koreksi.period) == period),
        select(col(Draft.resubmitted_by)).where(col(Draft.period) == period),
    )
    return frozenset(session.connection().scalars(hands))
