"""The diamond in the Kasubag lane: Ya, or Tidak with koreksi until every one is answered."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from lapkin_chassis.errors import Fault
from lapkin_contracts.laporan import ButirKoreksi, Putusan
from reporter.draft.domain import State, check_open
from reporter.review.errors import (
    KoreksiMisplaced,
    KoreksiOpen,
    KoreksiRequired,
    KoreksiSettled,
    KoreksiWithYa,
    NotAwaitingReview,
    NotReturned,
    OwnDraft,
)


@dataclass(frozen=True)
class Allowed:
    """What the caller may do with the draft as it stands."""

    may_edit: bool
    may_review: bool
    may_approve: bool
    may_answer: bool
    may_resubmit: bool


def check_putusan(putusan: Putusan, bagian: Sequence[str]) -> None:
    """Tidak says what to correct, Ya has nothing to correct."""
    if putusan is Putusan.TIDAK and not bagian:
        raise KoreksiRequired
    if putusan is Putusan.YA and bagian:
        raise KoreksiWithYa


def check_places(bagian: Sequence[str], known: Collection[str]) -> None:
    """Koreksi is pinned to a paragraph that exists."""
    faults = tuple(
        Fault(f"/koreksi/{index}/bagian", "bagian-unknown", f"Bagian {one} tidak ada.")
        for index, one in enumerate(bagian)
        if one not in known
    )
    if faults:
        raise KoreksiMisplaced(errors=faults, count=len(faults))


def check_reviewable(state: State) -> None:
    check_open(state)
    if state is not State.MENUNGGU_REVIU:
        raise NotAwaitingReview(state=state.label)


def check_approvable(exchange: Iterable[ButirKoreksi], by: str, authors: Collection[str]) -> None:
    """Ya needs a second pair of eyes, and no koreksi left open by newer figures."""
    if by in authors:
        raise OwnDraft
    check_answered(exchange)


def check_answerable(koreksi: ButirKoreksi, asked_about: int, revision: int) -> None:
    """An answer that a reviewer has had before them is part of the record."""
    if koreksi.jawaban and asked_about != revision:
        raise KoreksiSettled(nomor=koreksi.nomor)


def check_resubmittable(state: State, exchange: Iterable[ButirKoreksi]) -> None:
    check_open(state)
    if state is not State.PERLU_KOREKSI:
        raise NotReturned(state=state.label)
    check_answered(exchange)


def check_answered(exchange: Iterable[ButirKoreksi]) -> None:
    if still_open := unanswered(exchange):
        raise KoreksiOpen(open=", ".join(map(str, still_open)))


def unanswered(exchange: Iterable[ButirKoreksi]) -> tuple[int, ...]:
    return tuple(one.nomor for one in exchange if not one.jawaban)


def allowed_for(
    state: State,
    exchange: Sequence[ButirKoreksi],
    *,
    is_staf: bool,
    is_kasubag: bool,
    is_author: bool,
) -> Allowed:
    waits, returned = state is State.MENUNGGU_REVIU, state is State.PERLU_KOREKSI
    still_open = bool(unanswered(exchange))
    return Allowed(
        may_edit=(is_staf or is_kasubag) and (waits or returned),
        may_review=is_kasubag and waits,
        may_approve=is_kasubag and waits and not is_author and not still_open,
        may_answer=is_staf and (returned or (waits and still_open)),
        may_resubmit=is_staf and returned and not still_open,
    )
