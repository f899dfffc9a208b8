"""What came in since a draft, and what was decided about it."""

from datetime import datetime

from sqlmodel import Session, col, select

from lapkin_contracts.comparison import compare
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.rekap import RekapCompleted, RekapSuperseded
from reporter.draft.models import Draft
from reporter.perubahan.domain import Pending
from reporter.perubahan.models import Keputusan, Perubahan, Pilihan, RekapGugur


def remember_rekap(session: Session, fact: Envelope[RekapCompleted]) -> None:
    session.add(
        Perubahan(
            period=fact.data.period,
            revision=fact.data.revision,
            rekap=fact.data.model_dump_json(),
            announced_at=fact.time,
        )
    )
    session.flush()


def remember_superseded(session: Session, fact: Envelope[RekapSuperseded]) -> None:
    session.add(
        RekapGugur(
            period=fact.data.period,
            revision=fact.data.revision,
            sebab=fact.data.sebab,
            announced_at=fact.time,
        )
    )


def record_choice(
    session: Session, draft: Draft, rekap_revision: int, pilihan: Pilihan, by: str, at: datetime
) -> None:
    session.add(
        Keputusan(
            period=draft.period,
            draft_revision=draft.revision,
            rekap_revision=rekap_revision,
            pilihan=pilihan.value,
            decided_by=by,
            decided_at=at,
        )
    )


def pending(session: Session, draft: Draft) -> Pending:
    """How the newest rekap differs from the one that `draft` was composed from."""
    newest = _newest_after(session, draft)
    revision = newest.revision if newest else draft.rekap_revision
    rekap = RekapCompleted.model_validate_json(newest.rekap) if newest else None
    sebab = _sebab(session, draft, revision)
    return Pending(
        rekap=rekap,
        revision=revision,
        baris=compare(draft.snapshot.rekap, rekap, sebab) if rekap else (),
        is_superseded=session.get(RekapGugur, (draft.period, revision)) is not None,
        is_deferred=_is_deferred(session, draft.period, revision),
    )


def _newest_after(session: Session, draft: Draft) -> Perubahan | None:
    statement = (
        select(Perubahan)
        .where(
            col(Perubahan.period) == draft.period,
            col(Perubahan.revision) > draft.rekap_revision,
        )
        .order_by(col(Perubahan.revision).desc())
        .limit(1)
    )
    return session.exec(statement).first()


def _sebab(session: Session, draft: Draft, newest: int) -> str:
    """Why each revision from the draft's on gave way."""
    statement = (
        select(RekapGugur.sebab)
        .where(
            col(RekapGugur.period) == draft.period,
            col(RekapGugur.revision) >= draft.rekap_revision,
            col(RekapGugur.revision) < newest,
        )
        .order_by(col(RekapGugur.revision))
    )
    return "; ".join(dict.fromkeys(session.exec(statement)))


def _is_deferred(session: Session, period: str, rekap_revision: int) -> bool:
    statement = select(Keputusan.id).where(
        col(Keputusan.period) == period,
        col(Keputusan.rekap_revision) == rekap_revision,
        col(Keputusan.pilihan) == Pilihan.TUNDA.value,
    )
    return session.exec(statement).first() is not None
