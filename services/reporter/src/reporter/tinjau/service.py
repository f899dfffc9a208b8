"""Puts together what a reviewer has before them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session

from lapkin_contracts.comparison import compare
from lapkin_contracts.laporan import BarisPerubahan, ButirKoreksi, Snapshot, StatusKoreksi
from lapkin_contracts.rules.periods import Periode
from reporter.draft import repository as drafts
from reporter.draft.domain import State, check_seen
from reporter.draft.models import Draft, Line, Suntingan
from reporter.draft.schemas import KoreksiOut
from reporter.draft.service import Act
from reporter.organisasi import repository as organisasi
from reporter.perubahan import repository as perubahan
from reporter.perubahan.domain import Pending
from reporter.review import domain as review
from reporter.review import repository as reviews
from reporter.review.models import Koreksi
from reporter.review.repository import Dossier
from reporter.tanda_tangan import domain as signing
from reporter.tanda_tangan import repository as signatures
from reporter.tinjau import repository
from reporter.tinjau.domain import (
    Bagian,
    Kejadian,
    ParagrafBerubah,
    Penantian,
    as_put_forward,
    changed_paragraphs,
    sections,
    waits_for,
)


class Antre(NamedTuple):
    """A draft that waits for somebody."""

    draft: Draft
    period: Periode
    judul: str
    penantian: Penantian
    sejak: datetime
    terbuka: int
    """Koreksi without an answer."""
    perubahan: int
    has_signer: bool
    """Somebody holds the office of the Inspektur."""


class Banding(NamedTuple):
    """What a draft changed since a version of it was put forward."""

    revision: int
    sel: Sequence[BarisPerubahan]
    paragraf: Sequence[ParagrafBerubah]


@dataclass(frozen=True)
class Lembar:
    """One draft with all that is said about it."""

    dossier: Dossier
    snapshot: Snapshot
    bagian: Sequence[Bagian]
    koreksi: Sequence[KoreksiOut]
    koreksi_lalu: Sequence[Koreksi]
    """About earlier editions."""
    penantian: Penantian | None
    sejak: datetime | None
    banding: Banding
    riwayat: Sequence[Kejadian]
    suntingan: Mapping[str, int]
    """How often each section was edited."""
    nama: Mapping[str, str]
    """People behind accounts, as far as the office told."""
    ditandatangani: bool

    @property
    def exchange(self) -> list[ButirKoreksi]:
        return [one.as_printed for one in self.dossier.koreksi]


class Naskah(NamedTuple):
    """One section to be edited, and how it came to its words."""

    draft: Draft
    bagian: Bagian
    suntingan: Sequence[Suntingan]
    nama: Mapping[str, str]


def queue(session: Session, day: date) -> list[Antre]:
    """What waits longest comes first."""
    waiting = (_antre(session, line, day) for line in drafts.lines(session))
    return sorted((one for one in waiting if one), key=lambda one: one.sejak)


def _antre(session: Session, line: Line, day: date) -> Antre | None:
    draft, pending = line.draft, perubahan.pending(session, line.draft)
    snapshot = draft.snapshot
    exchange = reviews.exchange(session, draft.period, snapshot.edisi)
    penantian = waits_for(draft.state, exchange, pending)
    if penantian is None:
        return None
    return Antre(
        draft,
        Periode(draft.period),
        snapshot.judul,
        penantian,
        _since(session, draft, exchange, pending),
        len(review.unanswered(exchange)),
        len(pending.baris),
        organisasi.inspektur_on(session, draft.unit, day) is not None,
    )


def lembar(session: Session, period: Periode, day: date, banding: int | None = None) -> Lembar:
    """Raises LaporanUnknown if the period has no draft. `banding` is a version to compare with."""
    found = reviews.dossier(session, period, day)
    draft, snapshot = found.draft, found.draft.snapshot
    exchange = [one.as_printed for one in found.koreksi]
    earlier = reviews.earlier_answers(session, period)
    edits = drafts.suntingan_of(session, period)
    penantian = waits_for(draft.state, exchange, found.pending)
    return Lembar(
        dossier=found,
        snapshot=snapshot,
        bagian=sections(snapshot),
        koreksi=[KoreksiOut.of(one, earlier.get(one.nomor, ())) for one in found.koreksi],
        koreksi_lalu=reviews.koreksi_before(session, period, snapshot.edisi),
        penantian=penantian,
        sejak=_since(session, draft, exchange, found.pending) if penantian else None,
        banding=_banding(session, draft, edits, banding),
        riwayat=repository.history(session, period),
        suntingan=Counter(edit.bagian for edit in edits),
        nama=organisasi.names(session),
        ditandatangani=_is_signed(session, found),
    )


def choose(
    session: Session,
    choice: Callable[[Session, Periode, Act], Draft],
    period: Periode,
    seen: str,
    act: Act,
) -> Draft:
    """Pakai or tunda of the rekap that was `seen`. Raises StaleDraft if a newer one came since."""
    drafts.lock_drafts(session)
    pending = perubahan.pending(session, drafts.current_draft(session, period))
    check_seen(str(pending.revision), seen)
    return choice(session, period, act)


def naskah(session: Session, period: Periode, bagian: str) -> Naskah | None:
    """None if the draft has no such section."""
    draft = drafts.current_draft(session, period)
    found = next((one for one in sections(draft.snapshot) if one.kunci == bagian), None)
    if found is None:
        return None
    edits = [one for one in drafts.suntingan_of(session, period) if one.bagian == bagian]
    return Naskah(draft, found, edits, organisasi.names(session))


def _since(
    session: Session, draft: Draft, exchange: Sequence[ButirKoreksi], pending: Pending
) -> datetime:
    """Since when somebody is waited for."""
    if draft.state is State.PERLU_KOREKSI:
        is_open = any(one.status is StatusKoreksi.TERBUKA for one in exchange)
        last = repository.last_review_at if is_open else repository.last_answer_at
        return last(session, draft.period) or draft.composed_at
    if draft.state is State.TERBIT:
        newest = repository.rekap_announced_at(session, draft.period, pending.revision)
        return newest or draft.composed_at
    return draft.composed_at


def _banding(
    session: Session, draft: Draft, edits: Sequence[Suntingan], wanted: int | None
) -> Banding:
    """Against the version before, or the first one as it was composed."""
    revision = wanted or max(draft.revision - 1, 1)
    base = repository.version(session, draft.period, revision) or draft
    before, now = base.snapshot, draft.snapshot
    edited = ((one.bagian, one.teks_before) for one in edits if one.revision == base.revision)
    texts = as_put_forward(before.narasi, edited)
    return Banding(
        base.revision, compare(before.rekap, now.rekap), changed_paragraphs(texts, now.narasi)
    )


def _is_signed(session: Session, found: Dossier) -> bool:
    """Whether the draft is issued and its edition bears its electronic signature."""
    if found.draft.state is not State.TERBIT or found.edisi is None:
        return False
    row = signatures.signature_of(session, found.draft.period, found.edisi)
    return row is not None and row.state is signing.State.DITANDATANGANI
