"""Taking in figures (SOP step 1): checked against the plan, merged, receipted, announced."""

from datetime import datetime

from sqlmodel import Session

from collector.akun.signing import SigningKey
from collector.organisasi.errors import UnknownUnit
from collector.organisasi.repository import unit_named
from collector.perencanaan.repository import plan
from collector.periode.domain import (
    Keadaan,
    StatusKewajiban,
    check_triwulan,
    is_past,
    opens_at,
    tanggal,
)
from collector.periode.errors import NoObligation, PeriodClosed, PeriodNotOpen
from collector.periode.service import LOCK
from collector.submission import domain, receipt, repository
from collector.submission.answer import Answer, Weighed, answer
from collector.submission.delivery import Delivery
from collector.submission.domain import Precondition
from collector.submission.errors import (
    IdempotencyKeyReused,
    SubmissionRefused,
    UnknownReceipt,
    UnknownSubmission,
)
from collector.submission.receipt import Receipt, Signed
from collector.submission.repository import Kept, Standing
from collector.submission.schemas import Mode, RevisionOut, StateOut
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.pengumpulan import DataSubmitted
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
    given = _take_in(session, _weigh(session, delivery, now), oleh, signing_key, now)
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
        weighed = _weigh(session, delivery, now)
    except SubmissionRefused as refused:
        faults = domain.within(refused.errors, "/nilai/0")
        raise SubmissionRefused(errors=faults, count=len(faults)) from refused
    has_value = any(one.indikator in weighed.before.nilai for _, one in delivery.nilai)
    precondition.check(weighed.revision, has_value=has_value)
    return _take_in(session, weighed, oleh, signing_key, now)


def rehearse(session: Session, delivery: Delivery, *, now: datetime) -> Answer:
    """What would come of a delivery; nothing is stored."""
    weighed = _weigh(session, delivery, now)
    return answer(weighed, weighed.revision, None, now, status=200)


def forget_answers(session: Session, *, before: datetime) -> None:
    """A key this old may be used anew."""
    repository.forget_answers(session, before)


def state_of(session: Session, unit: str, period: Periode, revision: int | None) -> StateOut:
    """One revision with its figures, or the newest."""
    listed = repository.revisions(session, unit, period)
    row = next((one for one in listed if revision in {None, one["revision"]}), None)
    if row is None:
        raise UnknownSubmission(unit=unit, period=period)
    state = repository.state_in(row["isi"])
    return StateOut(
        unit=unit,
        period=period,
        revision=row["revision"],
        received_at=row["received_at"],
        oleh=row["oleh"],
        nilai=list(state.nilai.values()),
        anggaran=list(state.anggaran.values()),
    )


def revisions_of(session: Session, unit: str, period: Periode) -> list[RevisionOut]:
    """The newest first."""
    return [
        RevisionOut(**{**row, "receipt": row["seq"]})
        for row in repository.revisions(session, unit, period)
    ]


def receipt_of(session: Session, seq: int) -> Receipt:
    found = repository.receipt(session, seq)
    if found is None:
        raise UnknownReceipt(seq=seq)
    return found


def is_ours(session: Session, shown: Receipt, signing_key: SigningKey) -> bool:
    """Whether a receipt is genuine and in the chain, to the last character."""
    return receipt.is_genuine(signing_key, shown) and (
        repository.receipt(session, shown.seq) == shown
    )


def _weigh(session: Session, delivery: Delivery, now: datetime) -> Weighed:
    """
    Raises:
        UnknownUnit, PeriodNotOpen, PeriodClosed, NoObligation: figures are not expected.
        SubmissionRefused: something is wrong with them.
    """
    unit, triwulan = delivery.unit, delivery.period
    check_triwulan(triwulan)
    standing = _open_standing(session, unit, triwulan, now)
    documents = standing.documents(unit, triwulan)
    if standing.revision is None or documents is None:
        raise NoObligation(unit=unit, title=triwulan.title)
    promised = plan(session, documents)
    sound = delivery.without(domain.faults_in(delivery.nilai, delivery.anggaran, promised))
    if sound.faults and (delivery.mode is Mode.ATOMIC or sound.is_empty):
        raise SubmissionRefused(errors=sound.faults, count=len(sound.faults))
    before = repository.state_before(session, unit, triwulan, standing.revision)
    after = domain.merge(before, sound.nilai, sound.anggaran, promised)
    return Weighed(
        delivery=sound,
        plan=promised,
        revision=standing.revision,
        before=before,
        after=after,
        batas=standing.batas,
        last_seq=standing.last_seq or 0,
        last_sha256=standing.last_sha256 or receipt.FIRST,
    )


def _open_standing(session: Session, unit: str, triwulan: Periode, now: datetime) -> Standing:
    standing = repository.standing(session, unit, triwulan)
    if (standing is None or standing.revision is None) and unit_named(session, unit) is None:
        raise UnknownUnit(unit=unit)
    if standing is None or standing.state == Keadaan.TERJADWAL:
        raise PeriodNotOpen(title=triwulan.title, opens=tanggal(opens_at(triwulan)))
    closed_at = standing.closed_at
    if closed_at is None and is_past(standing.ditutup_pada, now):
        closed_at = standing.ditutup_pada  # the clock has not come round yet
    if closed_at is not None:
        raise PeriodClosed(title=triwulan.title, closed=tanggal(closed_at))
    return standing


def _take_in(
    session: Session, weighed: Weighed, oleh: str, signing_key: SigningKey, now: datetime
) -> Answer:
    """Store the next revision with its receipt and announce it, unless nothing changes."""
    delivery, belum = weighed.delivery, domain.belum(weighed.after, weighed.plan)
    unit, period = delivery.unit, delivery.period
    if weighed.changes_nothing:
        standing = repository.receipt_of_revision(session, unit, period, weighed.revision)
        return answer(weighed, weighed.revision, standing, now, status=200)
    revision = weighed.revision + 1
    signed = _receipt(weighed, revision, signing_key, now)
    given = signed.receipt
    repository.add_submission(session, weighed, signed, oleh=oleh, at=now)
    state = StatusKewajiban.SEBAGIAN if belum else StatusKewajiban.MASUK
    repository.note_obligation(session, unit, period, state=state, revision=revision)
    emit(
        session,
        DataSubmitted(
            unit=unit,
            period=period,
            revision=revision,
            submitted_at=now,
            oleh=oleh,
            nomor_tanda_terima=given.seq,
            body_sha256=given.body_sha256,
            nilai=tuple(weighed.after.nilai.values()),
            anggaran=tuple(weighed.after.anggaran.values()),
            belum=belum,
        ),
        at=now,
    )
    return answer(weighed, revision, given, now, status=200 if delivery.faults else 201)


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
