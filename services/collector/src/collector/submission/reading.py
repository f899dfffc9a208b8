"""Reading back what units sent, and the receipts they were given."""

from sqlmodel import Session

from collector.akun.signing import SigningKey
from collector.submission import receipt, repository
from collector.submission.errors import UnknownReceipt, UnknownSubmission
from collector.submission.receipt import Receipt
from collector.submission.schemas import RevisionOut, StateOut
from lapkin_contracts.rules.periods import Periode


def state_of(session: Session, unit: str, period: Periode, revision: int | None) -> StateOut:
    """One revision with its figures, or the newest."""
    listed = repository.revisions(session, unit, period)
    row = next((one for one in listed if revision in {None, one["revision"]}), None)
    if row is None:
        raise UnknownSubmission(unit=unit, period=period)
    state = repository.state_in(unit, period, row["isi"])
    return StateOut(
        unit=unit,
        period=period,
        revision=row["revision"],
        received_at=row["received_at"],
        oleh=row["oleh"],
        nilai=list(state.nilai.values()),
        anggaran=list(state.anggaran.values()),
        rtl=list(state.rtl.values()),
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
