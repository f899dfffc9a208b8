"""How reports stand under review, learnt from the reporter's facts."""

from datetime import datetime

from sqlmodel import Session

from lapkin_contracts.envelope import Envelope
from lapkin_contracts.laporan import (
    DraftOutdated,
    DraftReady,
    KoreksiRequested,
    LaporanIssued,
    LaporanSigned,
    StatusKoreksi,
)
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.periods import Periode
from notifier.beranda.models import Reviu


def keep_draft(session: Session, fact: Envelope[DraftReady]) -> None:
    row, draft = _row(session, fact.data.period, fact.data.unit), fact.data
    if draft.revision > row.draft:
        row.draft, row.edisi, row.rekap = draft.revision, draft.edisi, draft.rekap_revision
        row.sejak = _later(row.sejak, fact.time)
    session.add(row)


def keep_koreksi(session: Session, fact: Envelope[KoreksiRequested]) -> None:
    row, asked = _row(session, fact.data.period, fact.data.unit), fact.data
    if asked.revision > row.dikembalikan:
        row.dikembalikan = asked.revision
        row.koreksi = sum(one.status is StatusKoreksi.TERBUKA for one in asked.koreksi)
        row.sejak = _later(row.sejak, fact.time)
    session.add(row)


def keep_rekap(session: Session, fact: Envelope[RekapCompleted]) -> None:
    """It changes nothing under a draft unless `draft.outdated` says so."""
    row = _row(session, fact.data.period, fact.data.unit)
    if fact.data.revision > row.rekap_baru:
        row.rekap_baru, row.perubahan = fact.data.revision, 0
    session.add(row)


def keep_changes(session: Session, fact: Envelope[DraftOutdated]) -> None:
    row, outdated = _row(session, fact.data.period, fact.data.unit), fact.data
    if outdated.rekap_revision >= row.rekap_baru:
        row.rekap_baru, row.perubahan = outdated.rekap_revision, outdated.perubahan
    session.add(row)


def keep_issue(session: Session, fact: Envelope[LaporanIssued]) -> None:
    row = _row(session, fact.data.period, fact.data.unit)
    row.terbit = max(row.terbit, fact.data.edisi)
    session.add(row)


def keep_signature(session: Session, fact: Envelope[LaporanSigned]) -> None:
    row = _row(session, fact.data.period, fact.data.unit)
    row.ditandatangani = max(row.ditandatangani, fact.data.edisi)
    session.add(row)


def _row(session: Session, period: Periode, unit: str) -> Reviu:
    return session.get(Reviu, period) or Reviu(period=period, unit=unit)


def _later(one: datetime | None, other: datetime) -> datetime:
    return other if one is None else max(one, other)
