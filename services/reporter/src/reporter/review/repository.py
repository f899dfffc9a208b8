"""The exchange of koreksi and answers, and who had a hand in a draft."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, func, select, union

from lapkin_contracts.laporan import ButirKoreksi
from reporter.draft import repository as drafts
from reporter.draft.models import Draft, Line, Suntingan
from reporter.laporan import repository as laporan
from reporter.organisasi import repository as organisasi
from reporter.perubahan import repository as perubahan
from reporter.perubahan.domain import Pending
from reporter.review.models import Jawaban, Koreksi


class Dossier(NamedTuple):
    """A draft with all that was said about it."""

    draft: Draft
    koreksi: Sequence[Koreksi]
    authors: frozenset[str]
    edisi: int | None
    pending: Pending
    has_signer: bool
    """Somebody holds the office of the Inspektur."""


def dossier(session: Session, period: str, day: date) -> Dossier:
    """Raises LaporanUnknown if the period has no draft."""
    draft = drafts.current_draft(session, period)
    return Dossier(
        draft=draft,
        koreksi=koreksi_of(session, period, draft.snapshot.edisi),
        authors=authors(session, period),
        edisi=laporan.last_edisi(session, period),
        pending=perubahan.pending(session, draft),
        has_signer=organisasi.inspektur_on(session, draft.unit, day) is not None,
    )


def outdated_lines(session: Session) -> list[tuple[Line, int]]:
    """Every period's current draft, and how many figures changed since."""
    return [
        (line, len(perubahan.pending(session, line.draft).baris)) for line in drafts.lines(session)
    ]


def koreksi_of(session: Session, period: str, edisi: int) -> Sequence[Koreksi]:
    """Of all rounds about one edition, in order of number."""
    statement = (
        select(Koreksi)
        .where(col(Koreksi.period) == period, col(Koreksi.edisi) == edisi)
        .order_by(col(Koreksi.nomor))
    )
    return session.exec(statement).all()


def koreksi_before(session: Session, period: str, edisi: int) -> Sequence[Koreksi]:
    """Of the editions that came before one, in order of number."""
    statement = (
        select(Koreksi)
        .where(col(Koreksi.period) == period, col(Koreksi.edisi) < edisi)
        .order_by(col(Koreksi.nomor))
    )
    return session.exec(statement).all()


def exchange(session: Session, period: str, edisi: int) -> tuple[ButirKoreksi, ...]:
    """Koreksi and answers as they are printed."""
    return tuple(one.as_printed for one in koreksi_of(session, period, edisi))


def koreksi_numbered(session: Session, period: str, nomor: int) -> Koreksi | None:
    return session.get(Koreksi, (period, nomor))


def last_nomor(session: Session, period: str) -> int:
    """Highest number given in the period, 0 if none."""
    statement = select(func.coalesce(func.max(col(Koreksi.nomor)), 0)).where(
        col(Koreksi.period) == period
    )
    return session.exec(statement).one()


def earlier_answers(session: Session, period: str) -> dict[int, list[Jawaban]]:
    """Answers that did not settle their koreksi, by its number, oldest first."""
    statement = (
        select(Jawaban)
        .where(col(Jawaban.period) == period)
        .order_by(col(Jawaban.nomor), col(Jawaban.putaran))
    )
    by_nomor: dict[int, list[Jawaban]] = {}
    for one in session.exec(statement):
        by_nomor.setdefault(one.nomor, []).append(one)
    return by_nomor


def authors(session: Session, period: str) -> frozenset[str]:
    """Subjects of all who edited, answered koreksi in, or resubmitted the period's drafts."""
    hands = union(
        select(col(Suntingan.edited_by)).where(col(Suntingan.period) == period),
        select(col(Koreksi.answered_by)).where(col(Koreksi.period) == period),
        select(col(Jawaban.answered_by)).where(col(Jawaban.period) == period),
        select(col(Draft.resubmitted_by)).where(col(Draft.period) == period),
    )
    return frozenset(session.connection().scalars(hands))
