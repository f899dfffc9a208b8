"""The diamond in the Kasubag lane: Ya, or Tidak with koreksi until every one is answered."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lapkin_chassis.errors import Fault
from lapkin_contracts.laporan import ButirKoreksi, Putusan, StatusKoreksi
from reporter.draft.domain import State, check_open
from reporter.perubahan.domain import Pending
from reporter.perubahan.errors import PerubahanUndecided
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

STAF: Final = "Staf penyusun laporan"
"""Who answers koreksi that is about no unit's figure."""


@dataclass(frozen=True)
class Person:
    """What the caller is to a draft."""

    is_staf: bool
    is_kasubag: bool
    is_author: bool
    is_owner: bool = False
    """Staf of a unit whose indikator a koreksi is about."""


@dataclass(frozen=True)
class Allowed:
    """What the caller may do with the draft as it stands."""

    may_edit: bool
    may_review: bool
    may_approve: bool
    may_answer: bool
    may_resubmit: bool
    may_decide: bool
    """Pakai or tunda."""
    may_ralat: bool


def check_putusan(putusan: Putusan, items: Sequence[object]) -> None:
    """Tidak says what to correct, Ya has nothing to correct."""
    if putusan is Putusan.TIDAK and not items:
        raise KoreksiRequired
    if putusan is Putusan.YA and items:
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


def check_unsettled(nomor: Sequence[int], exchange: Iterable[ButirKoreksi]) -> None:
    """Only an answer that is there can be found wanting, and only once."""
    answered = {one.nomor for one in exchange if one.status is StatusKoreksi.DIJAWAB}
    times = Counter(nomor)
    faults = tuple(
        Fault(
            f"/belum_selesai/{index}/nomor",
            "koreksi-not-answered",
            f"Koreksi nomor {one} tidak sedang menunggu penilaian jawaban.",
        )
        for index, one in enumerate(nomor)
        if one not in answered or times[one] > 1
    )
    if faults:
        raise KoreksiMisplaced(errors=faults, count=len(faults))


def pemilik_of(bagian: str, units: Mapping[str, str]) -> str:
    """The unit whose indikator it is, else the drafter."""
    return units.get(bagian.split("/", 1)[0], STAF) if "/" in bagian else STAF


def unit_of(bagian: str, instansi: str) -> str:
    """Whose figure a section is about; the instansi's own where it is about none."""
    return bagian.split("/", 1)[0] if "/" in bagian else instansi


def settled(exchange: Iterable[ButirKoreksi]) -> tuple[ButirKoreksi, ...]:
    """The exchange after a Ya."""
    return tuple(one.model_copy(update={"status": StatusKoreksi.SELESAI}) for one in exchange)


def check_reviewable(state: State) -> None:
    check_open(state)
    if state is not State.MENUNGGU_REVIU:
        raise NotAwaitingReview(state=state.label)


def check_approvable(exchange: Iterable[ButirKoreksi], by: str, authors: Collection[str]) -> None:
    """Ya needs a second pair of eyes, and no koreksi left open."""
    if by in authors:
        raise OwnDraft
    check_answered(exchange)


def check_decided(pending: Pending) -> None:
    """Nobody says Ya over newer figures without having chosen what becomes of them."""
    if pending.is_undecided:
        raise PerubahanUndecided(count=len(pending.baris))


def check_answerable(koreksi: ButirKoreksi, state: State) -> None:
    """An answer that a reviewer has had before them is part of the record."""
    was_submitted = state is State.MENUNGGU_REVIU and koreksi.status is StatusKoreksi.DIJAWAB
    if was_submitted or koreksi.status is StatusKoreksi.SELESAI:
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
    return tuple(one.nomor for one in exchange if one.status is StatusKoreksi.TERBUKA)


def allowed_for(
    state: State,
    exchange: Sequence[ButirKoreksi],
    person: Person,
    pending: Pending,
    *,
    has_signer: bool,
) -> Allowed:
    waits, returned = state is State.MENUNGGU_REVIU, state is State.PERLU_KOREKSI
    is_open = waits or returned
    still_open = bool(unanswered(exchange))
    is_clear = has_signer and not (person.is_author or still_open or pending.is_undecided)
    return Allowed(
        may_edit=(person.is_staf or person.is_kasubag) and is_open,
        may_review=person.is_kasubag and waits,
        may_approve=person.is_kasubag and waits and is_clear,
        may_answer=(person.is_staf or person.is_owner) and (returned or (waits and still_open)),
        may_resubmit=person.is_staf and returned and not still_open,
        may_decide=person.is_kasubag and is_open and _is_newer(pending),
        may_ralat=person.is_kasubag and state is State.TERBIT and bool(pending.baris),
    )


def _is_newer(pending: Pending) -> bool:
    return pending.rekap is not None or pending.is_superseded
