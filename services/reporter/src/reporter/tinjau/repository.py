"""How a draft came to be as it is. Read only; no tables of its own."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import defer
from sqlmodel import Session, col, func, select

from reporter.draft.models import Draft, Suntingan
from reporter.laporan.models import Laporan
from reporter.perubahan.models import Keputusan, Perubahan
from reporter.review.models import Jawaban, Koreksi
from reporter.tinjau.domain import Kejadian

PILIHAN_WORDS = {
    "pakai": "Angka terbaru dipakai",
    "tunda": "Angka terbaru ditunda ke Ralat",
}


def version(session: Session, period: str, revision: int) -> Draft | None:
    return session.get(Draft, (period, revision))


def rekap_announced_at(session: Session, period: str, revision: int) -> datetime | None:
    """When newer figures came in; none for those the draft was composed from."""
    found = session.get(Perubahan, (period, revision))
    return found.announced_at if found else None


def last_review_at(session: Session, period: str) -> datetime | None:
    """When something was last asked for or found wanting."""
    asked = select(func.max(col(Koreksi.requested_at))).where(col(Koreksi.period) == period)
    returned = select(func.max(col(Jawaban.returned_at))).where(col(Jawaban.period) == period)
    moments = [session.exec(one).one() for one in (asked, returned)]
    return max((one for one in moments if one), default=None)


def last_answer_at(session: Session, period: str) -> datetime | None:
    statement = select(func.max(col(Koreksi.answered_at))).where(col(Koreksi.period) == period)
    return session.exec(statement).one()


def history(session: Session, period: str) -> list[Kejadian]:
    """Versions, edits and decisions, newest first."""
    told = [
        *_versions(session, period),
        *_edits(session, period),
        *_reviews(session, period),
        *_choices(session, period),
        *_editions(session, period),
    ]
    return sorted(told, key=lambda one: one.pada, reverse=True)


def _versions(session: Session, period: str) -> Iterator[Kejadian]:
    statement = (
        select(Draft)
        .options(defer(Draft.isi))  # type: ignore[arg-type]
        .where(col(Draft.period) == period)
    )
    for one in session.exec(statement):
        made = (
            "dikirim ulang"
            if one.resubmitted_by
            else f"disusun dari rekap revisi {one.rekap_revision}"
        )
        ralat = f" untuk Ralat: {one.sebab}" if one.sebab and not one.resubmitted_by else ""
        uraian = f"Versi {one.revision} {made}{ralat}"
        yield Kejadian(one.composed_at, one.resubmitted_by, uraian, one.revision)


def _edits(session: Session, period: str) -> Iterator[Kejadian]:
    statement = (
        select(
            Suntingan.revision,
            Suntingan.edited_by,
            func.max(col(Suntingan.edited_at)),
            func.count(),
        )
        .where(col(Suntingan.period) == period)
        .group_by(col(Suntingan.revision), col(Suntingan.edited_by))
    )
    for revision, by, last, count in session.exec(statement):
        yield Kejadian(last, by, f"{count} suntingan pada versi {revision}")


def _reviews(session: Session, period: str) -> Iterator[Kejadian]:
    asked = (
        select(Koreksi.requested_at, Koreksi.requested_by, func.count())
        .where(col(Koreksi.period) == period)
        .group_by(col(Koreksi.requested_at), col(Koreksi.requested_by))
    )
    for at, by, count in session.exec(asked):
        yield Kejadian(at, by, f"Tidak: {count} koreksi diminta")
    returned = (
        select(Jawaban.returned_at, Jawaban.returned_by, func.count())
        .where(col(Jawaban.period) == period)
        .group_by(col(Jawaban.returned_at), col(Jawaban.returned_by))
    )
    for at, by, count in session.exec(returned):
        yield Kejadian(at, by, f"Tidak: {count} jawaban belum selesai")


def _choices(session: Session, period: str) -> Iterator[Kejadian]:
    for one in session.exec(select(Keputusan).where(col(Keputusan.period) == period)):
        uraian = f"{PILIHAN_WORDS[one.pilihan]} (rekap revisi {one.rekap_revision})"
        yield Kejadian(one.decided_at, one.decided_by, uraian)


def _editions(session: Session, period: str) -> Iterator[Kejadian]:
    statement = select(Laporan.issued_at, Laporan.approved_by, Laporan.edisi).where(
        col(Laporan.period) == period
    )
    for at, by, edisi in session.exec(statement):
        yield Kejadian(at, by, f"Ya: edisi {edisi} terbit")
