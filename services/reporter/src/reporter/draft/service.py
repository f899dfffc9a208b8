"""Composes drafts from the rekap by itself, and keeps what people change in them."""

from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session

from lapkin_chassis.auth import Mandate
from lapkin_chassis.inbox import NotYet
from lapkin_chassis.outbox import emit
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.laporan import DraftReady, Snapshot
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.periods import ZONE, Periode
from reporter.draft import domain, repository
from reporter.draft.composition import Figures, first_snapshot, recomposed
from reporter.draft.domain import State
from reporter.draft.models import Draft, Penomoran, Suntingan
from reporter.laporan import repository as laporan
from reporter.laporan.pembanding import earlier_reports
from reporter.organisasi import repository as organisasi


class Seen(NamedTuple):
    """The draft a person has before their eyes."""

    period: Periode
    etag: str


class Act(NamedTuple):
    """Who acts, when, and by whose mandate if not in their own right."""

    by: str
    at: datetime
    nama: str = ""
    mandate: Mandate | None = None

    @property
    def day(self) -> date:
        return self.at.astimezone(ZONE).date()


def compose(session: Session, fact: Envelope[RekapCompleted], nomor_pattern: str) -> None:
    """Make the period's draft by itself, or the next where newer figures took the last one's place.

    Raises:
        NotYet: the office or a report it builds on is still unknown here.
    """
    rekap, day = fact.data, fact.time.astimezone(ZONE).date()
    if waiting := laporan.not_issued(session, rekap.period.parts):
        msg = f"{rekap.period} waits for the reports of {', '.join(waiting)}"
        raise NotYet(msg)
    office = organisasi.office_on(session, rekap.unit, day)
    if office is None:
        msg = f"instansi {rekap.unit} is not known"
        raise NotYet(msg)
    figures = Figures(rekap, earlier_reports(session, rekap.period))
    previous = repository.last_draft(session, rekap.period)
    if previous:
        snapshot = recomposed(office, figures, day, previous.snapshot)
    else:
        nomor = _nomor(session, rekap.period, nomor_pattern)
        snapshot = first_snapshot(office, figures, nomor, day)
    revision = previous.revision + 1 if previous else 1
    put_forward(session, draft_of(snapshot, revision, fact.time), fact.time, cause=fact)


def draft_of(snapshot: Snapshot, revision: int, at: datetime) -> Draft:
    """A draft that waits for review."""
    draft = Draft(
        period=snapshot.rekap.period,
        revision=revision,
        unit=snapshot.rekap.unit,
        rekap_revision=snapshot.rekap.revision,
        state=State.MENUNGGU_REVIU,
        isi="",
        sha256="",
        composed_at=at,
    )
    draft.hold(snapshot)
    return draft


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
        edisi=draft.snapshot.edisi,
    )
    emit(session, ready, at=at, cause=cause)


def edit_narasi(session: Session, seen: Seen, bagian: str, teks: str, act: Act) -> Draft:
    """Replace a paragraph of the draft; the words it had are kept."""
    repository.lock_drafts(session)
    draft = repository.current_draft(session, seen.period)
    domain.check_open(draft.state)
    domain.check_seen(draft.etag, seen.etag)
    snapshot = draft.snapshot
    before = domain.teks_of(snapshot.narasi, bagian)
    if teks == before and bagian not in domain.overtaken(snapshot.narasi):
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


def _nomor(session: Session, period: Periode, pattern: str) -> str:
    """The number the period has, or the next one of the year."""
    if given := repository.nomor_of(session, period):
        return given
    urut = repository.last_urut(session, period.tahun) + 1
    nomor = pattern.format(urut=urut, tahun=period.tahun)
    session.add(Penomoran(period=period, tahun=period.tahun, urut=urut, nomor=nomor))
    return nomor
