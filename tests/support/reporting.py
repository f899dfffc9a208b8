"""An Inspektorat whose rekap arrive and whose people review, without HTTP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session
from support.facts import deliver, fact
from support.rekap import Figure, a_rekap
from support.snapshots import INSPEKTUR, KOP, UNITS

from lapkin_chassis.auth import Mandate
from lapkin_chassis.consumer import Consumers
from lapkin_chassis.outbox import outbox
from lapkin_chassis.store import Store
from lapkin_contracts.catalog import EVENTS
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.organisasi import InstansiRegistered, PejabatAssigned
from lapkin_contracts.rekap import RekapCompleted, RekapSuperseded
from lapkin_contracts.rules.periods import ZONE, Periode
from reporter.draft import repository
from reporter.draft import service as drafts
from reporter.draft.models import Draft
from reporter.draft.service import Act, Seen
from reporter.laporan.files import render_files
from reporter.laporan.models import Laporan
from reporter.perubahan import service as changes
from reporter.perubahan.domain import Pending
from reporter.perubahan.repository import pending
from reporter.review import service
from reporter.review.schemas import BelumSelesaiIn, KoreksiIn

UNIT = "inspektorat"
TW3 = Periode("2026-TW3")
MORNING = datetime(2026, 10, 8, 9, 0, tzinfo=ZONE)
FIGURES = (Figure("Nilai SAKIP", "82.5", "80.75"), Figure("Jumlah LHP", "12", "9", "LHP"))
HIGHER = (replace(FIGURES[0], realisasi="82"), FIGURES[1])
"""One realisasi corrected, and with it one capaian."""

INSTANSI = InstansiRegistered(
    unit=UNIT,
    nama="Inspektorat Daerah Kabupaten Bantul",
    tempat="Bantul",
    kop=KOP,
    contoh=True,
    sumber="Angka contoh untuk pengujian.",
)
PEJABAT = PejabatAssigned(unit=UNIT, pejabat=(INSPEKTUR,))


def office() -> list[Envelope[Any]]:
    """The letterhead, and who signs."""
    return [fact(INSTANSI, at=MORNING), fact(PEJABAT, at=MORNING)]


def completed(
    period: str = TW3, revision: int = 1, figures: Sequence[Figure] = FIGURES
) -> Envelope[RekapCompleted]:
    rekap = a_rekap(figures, UNITS[:1], period=period)
    numbered = rekap.model_copy(update={"revision": revision})
    return fact(numbered, at=MORNING + timedelta(minutes=revision), version=revision)


def superseded(revision: int = 1) -> Envelope[RekapSuperseded]:
    event = RekapSuperseded(unit=UNIT, period=TW3, revision=revision, sebab="sekretariat r2")
    return fact(event, at=MORNING + timedelta(minutes=revision), version=revision)


@dataclass
class Desk:
    """Where drafts lie; each act comes an hour after the one before."""

    store: Store
    consumers: Consumers
    now: datetime = field(default=MORNING)
    mandates: dict[str, Mandate] = field(default_factory=dict)
    """By subject: whose place they take."""

    async def receive(self, *facts: Envelope[Any]) -> None:
        await deliver(self.store, self.consumers, *facts)

    async def draft(self, period: Periode = TW3) -> Draft:
        return await self.store.read(repository.current_draft, period)

    async def edit(self, bagian: str, teks: str, by: str = "staf-1") -> Draft:
        return await self.store.write(
            drafts.edit_narasi, await self.seen(), bagian, teks, self.act_of(by)
        )

    async def say_tidak(
        self, *uraian: str, by: str = "kasubag-1", belum_selesai: Mapping[int, str] | None = None
    ) -> Draft:
        objections = service.Objections(
            [KoreksiIn(bagian="penutup", uraian=one) for one in uraian],
            [
                BelumSelesaiIn(nomor=nomor, tanggapan=tanggapan)
                for nomor, tanggapan in (belum_selesai or {}).items()
            ],
        )
        return await self.store.write(
            service.request_koreksi, await self.seen(), objections, self.act_of(by)
        )

    async def pakai(self, by: str = "kasubag-1", period: Periode = TW3) -> Draft:
        return await self.store.write(changes.pakai, period, self.act_of(by))

    async def tunda(self, by: str = "kasubag-1", period: Periode = TW3) -> Draft:
        return await self.store.write(changes.tunda, period, self.act_of(by))

    async def ralat(
        self, sebab: str = "Salah ketik.", by: str = "kasubag-1", period: Periode = TW3
    ) -> Draft:
        return await self.store.write(changes.open_ralat, period, sebab, self.act_of(by))

    async def pending(self, period: Periode = TW3) -> Pending:
        return await self.store.read(pending, await self.draft(period))

    async def answer(self, nomor: int, jawaban: str, by: str = "staf-1") -> Draft:
        return await self.store.write(service.answer_koreksi, TW3, nomor, jawaban, self.act_of(by))

    async def resubmit(self, by: str = "staf-1") -> Draft:
        return await self.store.write(service.resubmit, TW3, self.act_of(by))

    async def prepare_ya(self, by: str = "kasubag-1", period: Periode = TW3) -> service.Approval:
        return await self.store.read(service.prepare, await self.seen(period), self.act_of(by))

    async def say_ya(self, by: str = "kasubag-1", period: Periode = TW3) -> Laporan:
        approval = await self.prepare_ya(by, period)
        files = render_files(approval.snapshot)
        _, laporan = await self.store.write(service.approve, approval, files)
        return laporan

    async def seen(self, period: Periode = TW3) -> Seen:
        return Seen(period, (await self.draft(period)).etag)

    def act_of(self, by: str) -> Act:
        """Someone's act, an hour after the one before."""
        self.now += timedelta(hours=1)
        return Act(by, self.now, nama=by.title(), mandate=self.mandates.get(by))


def announced(session: Session) -> list[Envelope[Any]]:
    """What the outbox holds, in order."""
    rows = session.connection().execute(select(outbox).order_by(outbox.c.position))
    return [
        Envelope[EVENTS[row.aggregate.rsplit(".", 2)[0]]].model_validate_json(row.body)  # type: ignore[misc]
        for row in rows
    ]
