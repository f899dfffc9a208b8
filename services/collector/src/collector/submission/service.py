"""Taking in figures (SOP step 1): checked against the plan, merged, receipted, announced."""

from datetime import datetime

from sqlmodel import Session

from collector.akun.signing import SigningKey
from collector.periode.domain import StatusKewajiban
from collector.periode.service import LOCK
from collector.submission import domain, receipt, repository
from collector.submission.answer import Answer, Weighed, answer
from collector.submission.delivery import Delivery
from collector.submission.domain import Precondition
from collector.submission.errors import (
    AlreadyReturned,
    IdempotencyKeyReused,
    NothingToReturn,
    SubmissionRefused,
)
from collector.submission.receipt import Receipt, Signed
from collector.submission.repository import Kept
from collector.submission.weighing import open_standing, weigh
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.pengumpulan import DataReturned, DataSubmitted
from lapkin_contracts.rules.periods import Periode


def submit(
    session: Session,
    delivery: Delivery,
    *,
    oleh: str,
    idempotency_key: str,
    signing_key: SigningKey,
    now: datetime,
) -> Answer:
    """Take in a delivery once: a repeat under the same key gets the same answer.

    Raises:
        IdempotencyKeyReused: the key came with another body before.
    """
    lock(session, LOCK)
    kept = repository.kept_answer(session, oleh, idempotency_key)
    if kept is not None:
        if kept.body_sha256 != delivery.body_sha256:
            raise IdempotencyKeyReused
        return Answer(200, kept.answer, kept.revision, is_replay=True)
    given = _take_in(session, weigh(session, delivery, now), oleh, signing_key, now)
    kept = Kept(delivery.body_sha256, given.revision, given.body)
    repository.keep_answer(session, oleh, idempotency_key, kept, now)
    return given


def put_nilai(
    session: Session,
    delivery: Delivery,
    precondition: Precondition,
    *,
    oleh: str,
    signing_key: SigningKey,
    now: datetime,
) -> Answer:
    """Take in one value, if what is stored is what its sender saw."""
    lock(session, LOCK)
    try:
        weighed = weigh(session, delivery, now)
    except SubmissionRefused as refused:
        faults = domain.within(refused.errors, "/nilai/0")
        raise SubmissionRefused(errors=faults, count=len(faults)) from refused
    has_value = any(one.indikator in weighed.before.nilai for _, one in delivery.nilai)
    precondition.check(weighed.revision, has_value=has_value)
    return _take_in(session, weighed, oleh, signing_key, now)


def rehearse(session: Session, delivery: Delivery, *, now: datetime) -> Answer:
    """What would come of a delivery; nothing is stored."""
    weighed = weigh(session, delivery, now)
    return answer(weighed, weighed.revision, None, status=200)


def forget_answers(session: Session, *, before: datetime) -> None:
    """A key this old may be used anew."""
    repository.forget_answers(session, before)


def return_figures(
    session: Session, unit: str, period: Periode, alasan: str, *, oleh: str, now: datetime
) -> None:
    """Send a unit's newest figures back to it: it owes them again.

    Raises:
        UnknownUnit, PeriodNotOpen, PeriodClosed: the unit could not send them again.
        NothingToReturn, AlreadyReturned: there are none, or they went back before.
    """
    lock(session, LOCK)
    standing = open_standing(session, unit, period, now)
    if not standing.revision:
        raise NothingToReturn(unit=unit, title=period.title)
    if standing.kewajiban == StatusKewajiban.DIKEMBALIKAN:
        raise AlreadyReturned(unit=unit, title=period.title)
    repository.return_obligation(session, unit, period)
    emit(
        session,
        DataReturned(
            unit=unit, period=period, revision=standing.revision, oleh=oleh, alasan=alasan
        ),
        at=now,
    )


def _take_in(
    session: Session, weighed: Weighed, oleh: str, signing_key: SigningKey, now: datetime
) -> Answer:
    """Store the next revision with its receipt and announce it, unless nothing changes."""
    delivery = weighed.delivery
    if weighed.changes_nothing:
        standing = repository.receipt_of_revision(
            session, delivery.unit, delivery.period, weighed.revision
        )
        return answer(weighed, weighed.revision, standing, status=200)
    revision = weighed.revision + 1
    signed = _receipt(weighed, revision, signing_key, now)
    said = _announcement(weighed, signed.receipt, oleh, now)
    written = repository.add_submission(session, weighed, signed, said)
    state = StatusKewajiban.MASUK if weighed.is_met else StatusKewajiban.SEBAGIAN
    repository.note_obligation(session, weighed, state=state, revision=revision)
    emit(session, said, at=now, written=written)
    return answer(weighed, revision, signed.receipt, status=200 if delivery.faults else 201)


def _announcement(weighed: Weighed, given: Receipt, oleh: str, now: datetime) -> DataSubmitted:
    after = weighed.after
    return DataSubmitted(
        unit=weighed.delivery.unit,
        period=weighed.delivery.period,
        revision=weighed.revision + 1,
        submitted_at=now,
        oleh=oleh,
        nomor_tanda_terima=given.seq,
        body_sha256=given.body_sha256,
        nilai=tuple(after.nilai.values()),
        anggaran=tuple(after.anggaran.values()),
        belum=weighed.belum,
        rtl=tuple(after.rtl.values()),
        rtl_belum=weighed.rtl_belum,
        peringatan=weighed.watch.peringatan(after),
        terlambat_hari=weighed.terlambat_hari,
    )


def _receipt(weighed: Weighed, revision: int, signing_key: SigningKey, now: datetime) -> Signed:
    """The next link of the chain."""
    delivery = weighed.delivery
    unsigned = Receipt(
        seq=weighed.last_seq + 1,
        submission_id=f"{delivery.unit}/{delivery.period}/r{revision}",
        body_sha256=delivery.body_sha256,
        prev=weighed.last_sha256,
        received_at=receipt.moment(now),
        sig="",
        kid=signing_key.kid,
    )
    return receipt.sign(unsigned, signing_key)
