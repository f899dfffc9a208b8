"""Filling in the grid: nothing typed is lost, and what is sent goes the way of every figure."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from collector.akun.signing import SigningKey
from collector.isian import repository
from collector.isian.domain import Ketikan, cleaned, says_the_same, sidik
from collector.isian.errors import RowChanged, UnknownRow
from collector.isian.kiriman import Isian, Kiriman, Temuan, bagian_of
from collector.isian.models import DrafIsian
from collector.isian.repository import Kunci, Penulis
from collector.lembar_kerja.content import lembar_of
from collector.submission import service as submission
from collector.submission.answer import Answer
from collector.submission.delivery import read_delivery
from collector.submission.errors import SubmissionRefused
from collector.submission.schemas import Mode
from collector.submission.weighing import open_standing, weigh
from lapkin_chassis.errors import InvalidBody, Refusal
from lapkin_chassis.store import lock
from lapkin_contracts.rules.periods import ZONE, Periode


@dataclass(frozen=True, slots=True)
class Lembaran:
    """Whose grid it is, and who has it before them."""

    unit: str
    period: Periode
    penulis: Penulis
    now: datetime


class Baris(NamedTuple):
    """One row as it stands on somebody's page."""

    kunci: Kunci
    isi: Ketikan
    versi: int
    """What the page was made from."""
    sidik: str = ""
    """Of the texts the page was made with; empty where the row is known to have been changed."""


class Bentrok(NamedTuple):
    """A row that two people changed."""

    baris: Baris
    sebab: RowChanged


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """What would come of sending the grid."""

    temuan: Sequence[Temuan]
    belum: Sequence[str] = ()
    rtl_belum: Sequence[str] = ()


def buka(session: Session, unit: str, period: Periode) -> Isian:
    """
    Raises:
        NotATriwulan, UnknownUnit, NoPerjanjianKinerja: there is nothing to fill in.
    """
    return Isian(lembar_of(session, unit, period), repository.drafts(session, unit, period))


def halangan(session: Session, unit: str, period: Periode, now: datetime) -> Refusal | None:
    """Why figures are not taken now."""
    try:
        open_standing(session, unit, period, now)
    except Refusal as refusal:
        return refusal
    return None


def simpan(session: Session, lembaran: Lembaran, baris: Baris) -> tuple[Isian, Pemeriksaan]:
    """Keep one row, and say what a check finds in it.

    Raises:
        UnknownRow: the plan has changed since.
        RowChanged: somebody else changed it.
        PeriodNotOpen, PeriodClosed: figures are not taken.
    """
    open_standing(session, lembaran.unit, lembaran.period, lembaran.now)
    _simpan(session, lembaran, _locked(session, lembaran), baris)
    isian = buka(session, lembaran.unit, lembaran.period)
    if not isian.typed(baris.kunci):
        return isian, Pemeriksaan(())
    return isian, periksa(session, isian, lembaran.now, [baris.kunci])


def simpan_semua(session: Session, lembaran: Lembaran, rows: Iterable[Baris]) -> Sequence[Bentrok]:
    """Keep all rows of a form. Those that somebody else changed too are given back."""
    open_standing(session, lembaran.unit, lembaran.period, lembaran.now)
    isian = _locked(session, lembaran)
    known, clashes = set(isian.rows()), []
    for baris in rows:
        if baris.kunci not in known or _is_untouched(isian, baris):
            continue
        try:
            _simpan(session, lembaran, isian, baris)
        except RowChanged as changed:
            clashes.append(Bentrok(baris, changed))
    return clashes


def periksa(
    session: Session, isian: Isian, now: datetime, rows: Iterable[Kunci] | None = None
) -> Pemeriksaan:
    """All that is wrong, and what would still be owed. Nothing is stored.

    Raises:
        UnknownUnit, PeriodNotOpen, PeriodClosed, NoObligation: figures are not expected.
    """
    kiriman = Kiriman(isian, rows)
    try:
        weighed = weigh(session, read_delivery(kiriman.body(Mode.PARTIAL)), now)
    except (InvalidBody, SubmissionRefused) as refused:
        # Where no row could be read there is nothing to weigh, and that is said already.
        of_nothing = bool(kiriman.temuan) and refused.errors[0].code == "empty-submission"
        found = [] if of_nothing else kiriman.located(refused.errors)
        return Pemeriksaan([*kiriman.temuan, *found])
    found = kiriman.located(weighed.delivery.faults)
    return Pemeriksaan([*kiriman.temuan, *found], weighed.belum, weighed.rtl_belum)


def periksa_draf(session: Session, isian: Isian, now: datetime) -> Pemeriksaan:
    """Findings among the rows that wait to be sent; a page nobody touched has none."""
    waiting = [kunci for kunci in isian.rows() if is_waiting(isian, kunci)]
    if not waiting or halangan(session, isian.lembar.unit, isian.lembar.period, now):
        return Pemeriksaan(())
    return periksa(session, isian, now, waiting)


def is_waiting(isian: Isian, kunci: Kunci) -> bool:
    row = isian.draf.get(kunci)
    return row is not None and row.isi is not None and bool(isian.typed(kunci))


def kirim(
    session: Session, lembaran: Lembaran, kunci: str, signing_key: SigningKey
) -> Answer | Pemeriksaan:
    """Send the whole grid, if nothing is wrong with it. Sent twice, it gets one receipt."""
    isian = _locked(session, lembaran)
    found = periksa(session, isian, lembaran.now)
    if found.temuan:
        return found
    delivery = read_delivery(Kiriman(isian).body(Mode.ATOMIC))
    given = submission.submit(
        session,
        delivery,
        oleh=lembaran.penulis.oleh,
        # Another content under the same page is another delivery.
        idempotency_key=f"isian:{kunci[:100]}:{delivery.body_sha256}",
        signing_key=signing_key,
        now=lembaran.now,
    )
    repository.forget_texts(
        session, lembaran.unit, lembaran.period, lembaran.penulis, lembaran.now
    )
    return given


def receipt_seq(given: Answer) -> int:
    seq: int = json.loads(given.body)["receipt"]["seq"]
    return seq


def _locked(session: Session, lembaran: Lembaran) -> Isian:
    lock(session, f"isian {lembaran.unit} {lembaran.period}")
    return buka(session, lembaran.unit, lembaran.period)


def _is_untouched(isian: Isian, baris: Baris) -> bool:
    return sidik(_cleaned(isian, baris)) == baris.sidik


def _cleaned(isian: Isian, baris: Baris) -> Ketikan:
    return cleaned(baris.isi, bagian_of(baris.kunci), isian.kolom(baris.kunci))


def _simpan(session: Session, lembaran: Lembaran, isian: Isian, baris: Baris) -> None:
    if baris.kunci not in set(isian.rows()):
        raise UnknownRow(kode=baris.kunci[1])
    typed = _cleaned(isian, baris)
    row = isian.draf.get(baris.kunci)
    present = isian.typed(baris.kunci)
    if typed == present:
        return
    if baris.versi != isian.versi(baris.kunci):
        if says_the_same(typed, present, isian.kolom(baris.kunci)):
            return
        raise _changed(row, baris, present)
    _store(session, lembaran, row, baris.kunci, typed)


def _changed(row: DrafIsian | None, baris: Baris, present: Ketikan) -> RowChanged:
    """A row that was never stored has version 0; a page that says otherwise saw another store."""
    return RowChanged(
        kode=baris.kunci[1],
        nama=row.nama if row else "-",
        jam=f"{row.pada.astimezone(ZONE):%H.%M}" if row else "-",
        versi=row.versi if row else 0,
        isi=dict(present),
    )


def _store(
    session: Session, lembaran: Lembaran, row: DrafIsian | None, kunci: Kunci, typed: Ketikan
) -> None:
    if row is None:
        bagian, kode = kunci
        row = DrafIsian(
            unit=lembaran.unit,
            period=lembaran.period,
            bagian=bagian,
            kode=kode,
            versi=0,
            isi=None,
            oleh="",
            nama="",
            pada=lembaran.now,
        )
    row.versi += 1
    row.isi = json.dumps(dict(typed))
    row.oleh = lembaran.penulis.oleh
    row.nama = lembaran.penulis.nama[:120]
    row.pada = lembaran.now
    session.add(row)
