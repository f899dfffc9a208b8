"""Composes drafts from the rekap by itself, and keeps what people change in them."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from lapkin_chassis.inbox import NotYet
from lapkin_chassis.outbox import emit
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.laporan import DraftReady, Snapshot
from lapkin_contracts.rekap import RekapCompleted, RekapSuperseded
from lapkin_contracts.rules.periods import ZONE, Periode
from reporter.documents.narrative import compose_narasi
from reporter.draft import domain, repository
from reporter.draft.domain import State
from reporter.draft.models import Draft, Penomoran, Suntingan
from reporter.laporan import repository as laporan
from reporter.laporan.models import Perubahan
from reporter.organisasi import repository as organisasi
from reporter.review import repository as review


class Seen(NamedTuple):
    """The draft a person has before their eyes."""

    period: Periode
    etag: str


class Act(NamedTuple):
    """Who acts, and when."""

    by: str
    at: datetime


def compose(session: Session, fact: Envelope[RekapCompleted], nomor_pattern: str) -> None:
    """Make the next draft of the period; once the report is issued, only remember the rekap.

    Raises:
        NotYet: the office, its Inspektur or a report it builds on is still unknown here.
    """
    rekap = fact.data
    repository.lock_drafts(session)
    previous = repository.last_draft(session, rekap.period)
    if previous and previous.state is State.TERBIT:
        _remember(session, fact)
        return
    if waiting := laporan.not_issued(session, rekap.period.parts):
        msg = f"{rekap.period} waits for the reports of {', '.join(waiting)}"
        raise NotYet(msg)
    snapshot = _snapshot(session, fact, nomor_pattern, previous)
    if previous:
        previous.state = State.DIGANTIKAN
    isi = domain.canonical_json(snapshot)
    draft = Draft(
        period=rekap.period,
        revision=previous.revision + 1 if previous else 1,
        unit=rekap.unit,
        rekap_revision=rekap.revision,
        state=State.MENUNGGU_REVIU,
        isi=isi,
        sha256=domain.sha256_of(isi),
        composed_at=fact.time,
    )
    put_forward(session, draft, fact.time, cause=fact)


def put_forward(
    session: Session,
    draft: Draft,
    at: datetime,
    cause: Envelope[RekapCompleted] | None = None,
) -> None:
    """Store a draft that waits for review, and say so."""
    session.add(draft)
    ready = DraftReady(
        unit=draft.unit,
        period=Periode(draft.period),
        revision=draft.revision,
        rekap_revision=draft.rekap_revision,
        snapshot_sha256=draft.sha256,
    )
    emit(session, ready, at=at, cause=cause)


def supersede(session: Session, fact: Envelope[RekapSuperseded]) -> None:
    """A draft from figures that no longer stand cannot be approved any more."""
    repository.lock_drafts(session)
    draft = repository.last_draft(session, fact.data.period)
    if draft is None:
        msg = f"no draft of {fact.data.period} yet"
        raise NotYet(msg)
    if draft.state is not State.TERBIT and draft.rekap_revision == fact.data.revision:
        draft.state = State.DIGANTIKAN


def edit_narasi(session: Session, seen: Seen, bagian: str, teks: str, act: Act) -> Draft:
    """Replace a paragraph of the draft; the words it had are kept."""
    repository.lock_drafts(session)
    draft = repository.current_draft(session, seen.period)
    domain.check_open(draft.state)
    domain.check_seen(draft.etag, seen.etag)
    snapshot = draft.snapshot
    before = domain.teks_of(snapshot.narasi, bagian)
    if teks == before:
        return draft
    session.add(
        Suntingan(
            period=seen.period,
            revision=draft.revision,
            bagian=bagian,
            teks_before=before,
            teks_after=teks,
            edited_by=act.by,
            edited_at=act.at,
        )
    )
    narasi = domain.replace_teks(snapshot.narasi, bagian, teks)
    draft.hold(snapshot.model_copy(update={"narasi": narasi}))
    return draft


def _remember(session: Session, fact: Envelope[RekapCompleted]) -> None:
    session.add(
        Perubahan(
            period=fact.data.period,
            revision=fact.data.revision,
            rekap=fact.data.model_dump_json(),
            announced_at=fact.time,
        )
    )


def _snapshot(
    session: Session,
    fact: Envelope[RekapCompleted],
    nomor_pattern: str,
    previous: Draft | None,
) -> Snapshot:
    rekap = fact.data
    instansi = organisasi.instansi_of(session, rekap.unit)
    inspektur = organisasi.inspektur_of(session, rekap.unit)
    if instansi is None or inspektur is None:
        msg = f"instansi {rekap.unit} or its Inspektur is not known"
        raise NotYet(msg)
    narasi = compose_narasi(rekap, instansi.nama)
    if previous:
        old = previous.snapshot
        composed_before = compose_narasi(old.rekap, old.nama_instansi)
        narasi = domain.carry_edits(old.narasi, composed_before, narasi)
    return Snapshot(
        judul=domain.judul_of(rekap.period),
        nomor=_nomor(session, rekap.period, nomor_pattern),
        edisi=1,
        tempat=instansi.tempat,
        tanggal=fact.time.astimezone(ZONE).date(),
        kop=instansi.kop,
        penanda_tangan=inspektur.pejabat,
        contoh=instansi.contoh,
        sumber=instansi.sumber,
        nama_instansi=instansi.nama,
        rekap=rekap,
        narasi=narasi,
        koreksi=review.exchange(session, rekap.period),
    )


def _nomor(session: Session, period: Periode, pattern: str) -> str:
    """The number the period has, or the next one of the year."""
    if given := repository.nomor_of(session, period):
        return given
    urut = repository.last_urut(session, period.tahun) + 1
    nomor = pattern.format(urut=urut, tahun=period.tahun)
    session.add(Penomoran(period=period, tahun=period.tahun, urut=urut, nomor=nomor))
    return nomor
