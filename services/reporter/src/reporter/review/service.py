"""The review: Ya issues the report, Tidak sends the draft back until every koreksi is answered."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlmodel import Session

from lapkin_chassis.outbox import emit
from lapkin_contracts.laporan import (
    KoreksiRequested,
    LaporanApproved,
    Persetujuan,
    Snapshot,
    StatusKoreksi,
)
from lapkin_contracts.rules.periods import Periode
from lapkin_ui.formats import tanggal
from reporter.draft import repository as drafts
from reporter.draft.domain import State, check_open, check_seen
from reporter.draft.models import Draft
from reporter.draft.service import Act, Seen, put_forward
from reporter.laporan import service as laporan_service
from reporter.laporan.files import File
from reporter.laporan.models import Laporan
from reporter.organisasi import repository as organisasi
from reporter.perubahan import repository as perubahan
from reporter.review import domain, exchange, repository
from reporter.review.errors import KoreksiUnknown, NobodySigns
from reporter.review.schemas import BelumSelesaiIn, KoreksiIn

KASUBAG: Final = "Kasubag"
"""Printed for an approver of whom the office has told no title."""


class Approval(NamedTuple):
    """A Ya that may be carried out: what was seen, and the report as it will be printed."""

    seen: Seen
    snapshot: Snapshot
    persetujuan: Persetujuan
    act: Act


class Objections(NamedTuple):
    """What a Tidak holds against a draft."""

    koreksi: Sequence[KoreksiIn]
    belum_selesai: Sequence[BelumSelesaiIn] = ()


def prepare(session: Session, seen: Seen, act: Act) -> Approval:
    """Check a Ya, and say what is to be rendered. Writes nothing."""
    draft = _approvable(session, seen, act)
    inspektur = organisasi.inspektur_on(session, draft.unit, act.day)
    if inspektur is None:
        raise NobodySigns(day=tanggal(act.day))
    snapshot, persetujuan = draft.snapshot, _persetujuan(session, act)
    final = {
        "tanggal": act.day,
        "penanda_tangan": inspektur.model_copy(update={"akun": ""}),
        "koreksi": domain.settled(snapshot.koreksi),
        "persetujuan": persetujuan,
    }
    return Approval(seen, snapshot.model_copy(update=final), persetujuan, act)


def approve(session: Session, approval: Approval, files: Sequence[File]) -> tuple[Draft, Laporan]:
    """Carry out a Ya with the files made of it, unless the draft has changed meanwhile."""
    seen, act = approval.seen, approval.act
    drafts.lock_drafts(session)
    draft = _approvable(session, seen, act)
    draft.hold(approval.snapshot)
    draft.state = State.TERBIT
    exchange.settle(session, seen.period, approval.snapshot.edisi)
    laporan = _laporan(draft, approval)
    approved = LaporanApproved(
        unit=draft.unit,
        period=seen.period,
        revision=draft.revision,
        oleh=act.by,
        jabatan=approval.persetujuan.jabatan,
        dasar=approval.persetujuan.dasar,
    )
    emit(session, approved, at=act.at)
    laporan_service.issue(session, laporan, files)
    return draft, laporan


def request_koreksi(session: Session, seen: Seen, objections: Objections, act: Act) -> Draft:
    """Say Tidak: the draft goes back with what to correct, new or still not settled."""
    drafts.lock_drafts(session)
    draft = _reviewable(session, seen)
    snapshot = draft.snapshot
    koreksi = repository.koreksi_of(session, seen.period, snapshot.edisi)
    known = {one.bagian for one in snapshot.narasi}
    domain.check_places([item.bagian for item in objections.koreksi], known)
    domain.check_unsettled([one.nomor for one in objections.belum_selesai], snapshot.koreksi)
    putaran = exchange.next_putaran(session, koreksi, seen.period)
    reopened = exchange.weigh_answers(session, koreksi, objections.belum_selesai, putaran, act)
    asked = exchange.ask(session, draft, objections.koreksi, putaran, act)
    draft.state = State.PERLU_KOREKSI
    _print_exchange(session, draft)
    requested = KoreksiRequested(
        unit=draft.unit,
        period=seen.period,
        revision=draft.revision,
        oleh=act.by,
        koreksi=(*reopened, *asked),
    )
    emit(session, requested, at=act.at)
    return draft


def answer_koreksi(session: Session, period: Periode, nomor: int, jawaban: str, act: Act) -> Draft:
    """Answer a koreksi. The words may be changed until the draft is resubmitted."""
    drafts.lock_drafts(session)
    draft = drafts.current_draft(session, period)
    check_open(draft.state)
    koreksi = repository.koreksi_numbered(session, period, nomor)
    if koreksi is None or koreksi.edisi != draft.snapshot.edisi:
        raise KoreksiUnknown(period=period, nomor=nomor)
    domain.check_answerable(koreksi.as_printed, draft.state)
    koreksi.jawaban, koreksi.answered_by, koreksi.answered_at = jawaban, act.by, act.at
    koreksi.status = StatusKoreksi.DIJAWAB
    _print_exchange(session, draft)
    return draft


def resubmit(session: Session, period: Periode, act: Act) -> Draft:
    """Put the corrected draft forward for review as the next revision."""
    drafts.lock_drafts(session)
    draft = drafts.current_draft(session, period)
    domain.check_resubmittable(draft.state, draft.snapshot.koreksi)
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
        sebab=draft.sebab,
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
    koreksi = repository.exchange(session, seen.period, draft.snapshot.edisi)
    domain.check_approvable(koreksi, act.by, repository.authors(session, seen.period))
    domain.check_decided(perubahan.pending(session, draft))
    return draft


def _persetujuan(session: Session, act: Act) -> Persetujuan:
    """By a mandate its title and decree; else what the office announced of the approver."""
    if act.mandate:
        return Persetujuan(
            nama=act.nama or act.by,
            jabatan=act.mandate.title,
            dasar=act.mandate.basis,
            pada=act.at,
        )
    official = organisasi.kasubag_of(session, act.by, act.day)
    if official is None:
        return Persetujuan(nama=act.nama or act.by, jabatan=KASUBAG, pada=act.at)
    return Persetujuan(
        nama=official.nama,
        jabatan=official.sebutan_lengkap,
        dasar=official.dasar,
        pada=act.at,
    )


def _print_exchange(session: Session, draft: Draft) -> None:
    """The draft shows the koreksi as they stand, so its hash tells when one was answered."""
    snapshot = draft.snapshot
    koreksi = repository.exchange(session, draft.period, snapshot.edisi)
    draft.hold(snapshot.model_copy(update={"koreksi": koreksi}))


def _laporan(draft: Draft, approval: Approval) -> Laporan:
    snapshot, persetujuan = approval.snapshot, approval.persetujuan
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
        jabatan=persetujuan.jabatan,
        dasar=persetujuan.dasar,
        menggantikan=snapshot.menggantikan,
        sebab=draft.sebab,
        issued_at=approval.act.at,
    )
