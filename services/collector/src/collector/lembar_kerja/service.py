"""Workbooks in: their figures take the same way as those of a program."""

import json
from datetime import datetime

from sqlmodel import Session

from collector.akun.signing import SigningKey
from collector.lembar_kerja.errors import SheetRefused
from collector.lembar_kerja.examination import Pemeriksaan, Unggahan, examine
from collector.lembar_kerja.schemas import HasilOut, Keadaan, PerubahanOut, TemuanOut
from collector.periode.service import LOCK
from collector.submission import repository
from collector.submission import service as submission
from collector.submission.errors import IdempotencyKeyReused
from collector.submission.receipt import Receipt
from lapkin_chassis.store import lock


def rehearse(session: Session, unggahan: Unggahan, *, now: datetime) -> HasilOut:
    """What would come of a workbook; nothing is stored."""
    found = examine(session, unggahan, now=now)
    return _result(found, found.keadaan, found.lembar.revision)


def apply(
    session: Session,
    unggahan: Unggahan,
    *,
    oleh: str,
    idempotency_key: str,
    signing_key: SigningKey,
    now: datetime,
) -> HasilOut:
    """Take in what a workbook changes; the same file again changes nothing.

    Raises:
        SheetRefused: a cell needs correction; nothing was stored.
        IdempotencyKeyReused: the key came with another file before.
    """
    lock(session, LOCK)
    kept = repository.kept_answer(session, oleh, idempotency_key)
    if kept is not None:
        if kept.body_sha256 != unggahan.berkas.sha256:
            raise IdempotencyKeyReused
        return _replayed(unggahan, kept.answer)
    found = examine(session, unggahan, now=now)
    if found.keadaan is Keadaan.PERLU_DIPERBAIKI:
        faults = tuple(one.fault() for one in found.temuan if one.menahan)
        raise SheetRefused(errors=faults, count=len(faults))
    if found.keadaan is Keadaan.TIDAK_BERUBAH:
        return _unchanged(session, found)
    given = submission.submit(
        session,
        found.kiriman.delivery(unggahan.berkas.sha256),
        oleh=oleh,
        idempotency_key=idempotency_key,
        signing_key=signing_key,
        now=now,
    )
    return _result(found, Keadaan.DITERIMA, given.revision, _receipt_in(given.body))


def _result(
    found: Pemeriksaan, keadaan: Keadaan, revision: int, receipt: Receipt | None = None
) -> HasilOut:
    stempel = found.unggahan.stempel
    return HasilOut(
        unit=stempel.unit,
        period=stempel.period,
        sha256=found.unggahan.berkas.sha256,
        dasar=stempel.revision,
        revision=revision,
        keadaan=keadaan,
        temuan=[TemuanOut.of(one) for one in found.temuan],
        perubahan=[PerubahanOut(**one._asdict()) for row in found.rows for one in row.perubahan],
        receipt=receipt,
    )


def _unchanged(session: Session, found: Pemeriksaan) -> HasilOut:
    """Everything in the file is stored already; its receipt is that of what is stored."""
    lembar, receipt = found.lembar, None
    if lembar.revision:
        receipt = repository.receipt_of_revision(
            session, lembar.unit, lembar.period, lembar.revision
        )
    return _result(found, Keadaan.TIDAK_BERUBAH, lembar.revision, receipt)


def _replayed(unggahan: Unggahan, answer: bytes) -> HasilOut:
    """This very file was taken in before: nothing happens, and the first receipt comes back."""
    stempel, said = unggahan.stempel, json.loads(answer)
    return HasilOut(
        unit=stempel.unit,
        period=stempel.period,
        sha256=unggahan.berkas.sha256,
        dasar=stempel.revision,
        revision=said["version"],
        keadaan=Keadaan.TIDAK_BERUBAH,
        temuan=[],
        perubahan=[],
        receipt=_receipt_in(answer),
    )


def _receipt_in(answer: bytes) -> Receipt | None:
    said = json.loads(answer).get("receipt")
    return Receipt(**said) if said else None
