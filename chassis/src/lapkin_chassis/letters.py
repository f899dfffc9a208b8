"""Use cases of dead letters. Each is an audited act: who did it, and why, stays with the letter."""

from collections.abc import Callable

from sqlmodel import Session

from lapkin_chassis import inbox
from lapkin_chassis.errors import Refusal, Text
from lapkin_chassis.inbox import Letter, Status

Apply = Callable[[Session, Letter], None]


class NothingToRedrive(Refusal):
    status = 404
    code = "nothing-to-redrive"
    title = Text("Tidak ada peristiwa gagal", "No dead letter")
    detail = Text(
        "Tidak ada peristiwa tertahan untuk {aggregate}.", "No open dead letter for {aggregate}."
    )


class RedriveFailed(Refusal):
    status = 409
    code = "redrive-failed"
    title = Text("Belum berhasil diulangi", "The redrive failed")
    detail = Text(
        "Tidak ada yang berubah; peristiwa masih gagal: {reason}",
        "Nothing changed; the event still fails: {reason}",
    )


class UnknownLetter(Refusal):
    status = 404
    code = "unknown-letter"
    title = Text("Peristiwa gagal tidak dikenal", "Unknown dead letter")
    detail = Text(
        "Tidak ada peristiwa gagal {event_id} dengan status {wanted}; muat ulang daftarnya.",
        "There is no dead letter {event_id} that is {wanted}; read the list again.",
    )


class LaterApplied(Refusal):
    status = 409
    code = "later-applied"
    title = Text("Tidak dapat dikembalikan", "It cannot come back")
    detail = Text(
        "Peristiwa sesudahnya dari {aggregate} sudah diterapkan; yang lama tidak boleh menimpanya.",
        "A later event of {aggregate} was applied; an older one must not undo it.",
    )


def redrive(session: Session, aggregate: str, apply: Apply, note: str, by: str) -> int:
    """
    Apply every open letter of an aggregate in order, all or none; how many those were.

    Raises NothingToRedrive and RedriveFailed; then nothing was changed.
    """
    try:
        count = inbox.redrive(session, aggregate, apply, note, by)
    except Exception as error:  # whatever the handler says is what the operator has to know
        raise RedriveFailed(reason=repr(error)[:300]) from error
    if not count:
        raise NothingToRedrive(aggregate=aggregate)
    return count


def quarantine(session: Session, event_id: str, note: str, by: str) -> None:
    """
    Give an event up for now: what comes after it waits no longer.

    Raises UnknownLetter for one that is not open.
    """
    _known(session, event_id, Status.OPEN)
    inbox.mark(session, event_id, Status.QUARANTINED, note, by)


def release(session: Session, event_id: str, note: str, by: str) -> None:
    """
    Put a quarantined event back among those that can be redriven.

    Raises UnknownLetter, and LaterApplied once a later event of its aggregate took effect.
    """
    letter = _known(session, event_id, Status.QUARANTINED)
    if inbox.is_overtaken(session, letter):
        raise LaterApplied(aggregate=letter.aggregate)
    inbox.mark(session, event_id, Status.OPEN, note, by)


def _known(session: Session, event_id: str, wanted: Status) -> Letter:
    letter = inbox.letter_of(session, event_id, wanted)
    if letter is None:
        raise UnknownLetter(event_id=event_id, wanted=wanted)
    return letter
