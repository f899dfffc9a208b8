"""Newer figures never change a draft by themselves: Kasubag takes them over or leaves them."""

from sqlmodel import Session

from lapkin_chassis.outbox import emit
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.laporan import DraftOutdated, Snapshot
from lapkin_contracts.rekap import RekapCompleted, RekapSuperseded
from lapkin_contracts.rules.periods import Periode
from reporter.draft import repository as drafts
from reporter.draft.composition import Figures, recomposed
from reporter.draft.domain import State, check_open
from reporter.draft.models import Draft
from reporter.draft.service import Act, compose, draft_of, put_forward
from reporter.laporan import repository as laporan
from reporter.laporan.errors import LaporanNotIssued
from reporter.laporan.pembanding import earlier_reports
from reporter.organisasi import repository as organisasi
from reporter.perubahan import ralat, repository
from reporter.perubahan.errors import NothingChanged, RalatUnderReview
from reporter.perubahan.models import Pilihan


def receive(session: Session, fact: Envelope[RekapCompleted], nomor_pattern: str) -> None:
    """Compose the period's first draft; keep what comes after it for Kasubag to decide about."""
    drafts.lock_drafts(session)
    draft = drafts.last_draft(session, fact.data.period)
    if draft is None or draft.state is State.DIGANTIKAN:
        compose(session, fact, nomor_pattern)
        return
    repository.remember_rekap(session, fact)
    pending = repository.pending(session, draft)
    if pending.baris:
        outdated = DraftOutdated(
            unit=draft.unit,
            period=fact.data.period,
            revision=draft.revision,
            rekap_revision=pending.revision,
            perubahan=len(pending.baris),
        )
        emit(session, outdated, at=fact.time, cause=fact)


def supersede(session: Session, fact: Envelope[RekapSuperseded]) -> None:
    """Figures under a draft do not stand any more; why is told with those that follow."""
    drafts.lock_drafts(session)
    repository.remember_superseded(session, fact)


def pakai(session: Session, period: Periode, act: Act) -> Draft:
    """Compose the draft anew from the newest rekap. A draft that is being corrected stays so."""
    drafts.lock_drafts(session)
    draft = drafts.current_draft(session, period)
    check_open(draft.state)
    pending = repository.pending(session, draft)
    if pending.rekap is None:
        raise NothingChanged(period=period)
    snapshot = _recomposed(session, draft.snapshot, pending.rekap, act)
    if draft.snapshot.menggantikan is not None:
        issued = laporan.newest_snapshot(session, period)
        snapshot = ralat.as_ralat(session, issued, snapshot, draft.sebab)
    repository.record_choice(session, draft, pending.revision, Pilihan.PAKAI, act.by, act.at)
    state, draft.state = draft.state, State.DIGANTIKAN
    newer = draft_of(snapshot, draft.revision + 1, act.at)
    newer.state, newer.sebab = state, draft.sebab
    if state is State.PERLU_KOREKSI:
        session.add(newer)
    else:
        put_forward(session, newer, act.at)
    return newer


def tunda(session: Session, period: Periode, act: Act) -> Draft:
    """Leave the newest figures to a Ralat: the draft may be approved as it stands."""
    drafts.lock_drafts(session)
    draft = drafts.current_draft(session, period)
    check_open(draft.state)
    pending = repository.pending(session, draft)
    if not pending.is_changed:
        raise NothingChanged(period=period)
    if not pending.is_deferred:
        repository.record_choice(session, draft, pending.revision, Pilihan.TUNDA, act.by, act.at)
    return draft


def open_ralat(session: Session, period: Periode, sebab: str, act: Act) -> Draft:
    """Put the next edition of an issued report forward for review."""
    drafts.lock_drafts(session)
    draft = drafts.current_draft(session, period)
    edisi = laporan.last_edisi(session, period)
    if edisi is None:
        raise LaporanNotIssued(period=period)
    if draft.state is not State.TERBIT:
        raise RalatUnderReview(period=period, edisi=draft.snapshot.edisi)
    pending = repository.pending(session, draft)
    if pending.rekap is None or not pending.baris:
        raise NothingChanged(period=period)
    issued = draft.snapshot
    snapshot = _recomposed(session, issued, pending.rekap, act).model_copy(update={"koreksi": ()})
    snapshot = ralat.as_ralat(session, issued, snapshot, sebab)
    newer = draft_of(snapshot, draft.revision + 1, act.at)
    newer.sebab = sebab
    put_forward(session, newer, act.at)
    return newer


def _recomposed(session: Session, previous: Snapshot, rekap: RekapCompleted, act: Act) -> Snapshot:
    office = organisasi.office_on(session, rekap.unit, act.day)
    assert office is not None  # or there would be no draft to compose anew
    figures = Figures(rekap, earlier_reports(session, rekap.period))
    return recomposed(office, figures, act.day, previous)
