"""The review: Ya issues the report, Tidak sends the draft back until every koreksi is answered."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session

from lapkin_chassis.outbox import emit
from lapkin_contracts.laporan import (
    ButirKoreksi,
    KoreksiRequested,
    LaporanApproved,
    Snapshot,
)
from lapkin_contracts.rules.periods import ZONE, Periode
from reporter.draft import repository as drafts
from reporter.draft.domain import State, check_open, check_seen
from reporter.draft.errors import DraftSuperseded
from reporter.draft.models import Draft
from reporter.draft.service import Act, Seen, put_forward
from reporter.laporan import service as laporan_service
from reporter.laporan.files import File
from reporter.laporan.models import Laporan
from reporter.review import domain, repository
from reporter.review.errors import KoreksiUnknown
from reporter.review.models import Koreksi
from reporter.review.schemas import KoreksiIn


class Approval(NamedTuple):
    """A Ya that may be carried out: what was seen, and the report as it will be printed."""

    seen: Seen
    rekap_revision: int
    snapshot: Snapshot
    act: Act


def prepare(session: Session, seen: Seen, act: Act) -> Approval:
    """Check a Ya, and say what is to be rendered. Writes nothing."""
    draft = _approvable(session, seen, act)
    dated = {"tanggal": act.at.astimezone(ZONE).date()}
    return Approval(seen, draft.rekap_revision, draft.snapshot.model_copy(update=dated), act)


def approve(session: Session, approval: Approval, files: Sequence[File]) -> tuple[Draft, Laporan]:
    """Carry out a Ya with the files made of it, unless the draft has changed meanwhile."""
    seen, act = approval.seen, approval.act
    drafts.lock_drafts(session)
    if drafts.current_draft(session, seen.period).rekap_revision != approval.rekap_revision:
        raise DraftSuperseded
    draft = _approvable(session, seen, act)
    draft.hold(approval.snapshot)
    draft.state = State.TERBIT
    laporan = _laporan(draft, approval)
    approved = LaporanApproved(
        unit=draft.unit, period=seen.period, revision=draft.revision, oleh=act.by
    )
    emit(session, approved, at=act.at)
    laporan_service.issue(session, laporan, files)
    return draft, laporan


def request_koreksi(session: Session, seen: Seen, items: Sequence[KoreksiIn], act: Act) -> Draft:
    """Say Tidak: the draft goes back with what to correct."""
    drafts.lock_drafts(session)
    draft = _reviewable(session, seen)
    known = {one.bagian for one in draft.snapshot.narasi}
    domain.check_places([item.bagian for item in items], known)
    first = len(repository.exchange(session, seen.period)) + 1
    asked = [
        ButirKoreksi(nomor=nomor, bagian=item.bagian, uraian=item.uraian)
        for nomor, item in enumerate(items, first)
    ]
    session.add_all(
        Koreksi(
            **butir.model_dump(),
            period=seen.period,
            revision=draft.revision,
            requested_by=act.by,
            requested_at=act.at,
        )
        for butir in asked
    )
    draft.state = State.PERLU_KOREKSI
    _print_exchange(session, draft)
    requested = KoreksiRequested(
        unit=draft.unit,
        period=seen.period,
        revision=draft.revision,
        oleh=act.by,
        koreksi=tuple(asked),
    )
    emit(session, requested, at=act.at)
    return draft


def answer_koreksi(session: Session, period: Periode, nomor: int, jawaban: str, act: Act) -> Draft:
    """Answer a koreksi. The words may be changed until the draft is resubmitted."""
    drafts.lock_drafts(session)
    draft = drafts.current_draft(session, period)
    check_open(draft.state)
    koreksi = repository.koreksi_numbered(session, period, nomor)
    if koreksi is None:
        raise KoreksiUnknown(period=period, nomor=nomor)
    domain.check_answerable(koreksi.as_printed, koreksi.revision, draft.revision)
    koreksi.jawaban, koreksi.answered_by, koreksi.answered_at = jawaban, act.by, act.at
    _print_exchange(session, draft)
    return draft


def resubmit(session: Session, period: Periode, act: Act) -> Draft:
    """Put the corrected draft forward for review as the next revision."""
    drafts.lock_drafts(session)
    draft = drafts.current_draft(session, period)
    domain.check_resubmittable(draft.state, repository.exchange(session, period))
    draft.state = State.DIGANTIKAN
    corrected = Draft(
        period=period,
        revision=draft.revision + 1,
        unit=draft.unit,
        rekap_revision=draft.rekap_revision,
        state=State.MENUNGGU_REVIU,
        isi=draft.isi,
        sha256=draft.sha256,
        composed_at=act.at,
        resubmitted_by=act.by,
    )
    put_forward(session, corrected, act.at)
    return corrected


def _reviewable(session: Session, seen: Seen) -> Draft:
    draft = drafts.current_draft(session, seen.period)
    domain.check_reviewable(draft.state)
    check_seen(draft.etag, seen.etag)
    return draft


def _approvable(session: Session, seen: Seen, act: Act) -> Draft:
    draft = _reviewable(session, seen)
    domain.check_approvable(
        repository.exchange(session, seen.period),
        act.by,
        repository.authors(session, seen.period),
    )
    return draft


def _print_exchange(session: Session, draft: Draft) -> None:
    """The draft shows the koreksi as they stand, so its hash tells when one was answered."""
    exchange = repository.exchange(session, draft.period)
    draft.hold(draft.snapshot.model_copy(update={"koreksi": exchange}))


def _laporan(draft: Draft, approval: Approval) -> Laporan:
    snapshot = approval.snapshot
    return Laporan(
        period=draft.period,
        edisi=snapshot.edisi,
        unit=draft.unit,
        judul=snapshot.judul,
        nomor=snapshot.nomor,
        draft_revision=draft.revision,
        rekap_revision=draft.rekap_revision,
        isi=draft.isi,
        sha256=draft.sha256,
        approved_by=approval.act.by,
        issued_at=approval.act.at,
    )
