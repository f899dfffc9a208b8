"""Keeps the newest figures of each unit: a FastStream subscriber with an async session."""

import asyncio
import os
from decimal import Decimal

from faststream import FastStream
from faststream.nats import JStream, NatsBroker, PullSub
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bench.textbook.events import STREAM, SUBJECT, DataSubmitted
from bench.textbook.store import create_engine

TARGET = Decimal(100)
DURABLE = "aggregator"


class Inbox(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    event_id: str = Field(unique=True)


class Baris(SQLModel, table=True):
    unit: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    indikator: str = Field(primary_key=True)
    realisasi: Decimal
    capaian: Decimal
    kendala: str


class Anggaran(SQLModel, table=True):
    unit: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    kode: str = Field(primary_key=True)
    realisasi: Decimal


class Rekap(SQLModel, table=True):
    unit: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    revision: int
    rata_rata_capaian: Decimal
    realisasi_anggaran: Decimal


engine = create_engine(os.environ["TEXTBOOK_DATABASE"])
broker = NatsBroker(os.environ["TEXTBOOK_NATS_URL"], logger=None)
app = FastStream(broker, logger=None)


@app.on_startup
async def create_tables() -> None:
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)


@broker.subscriber(
    SUBJECT,
    stream=JStream(STREAM, subjects=[SUBJECT]),
    durable=DURABLE,
    pull_sub=PullSub(batch_size=10),
)
async def on_data_submitted(event: DataSubmitted) -> None:
    async with AsyncSession(engine, expire_on_commit=False) as session:
        known = await session.exec(select(Inbox).where(Inbox.event_id == event.event_id))
        if known.first() is not None:
            return
        session.add(Inbox(event_id=event.event_id))
        await store_baris(session, event)
        await store_anggaran(session, event)
        await store_rekap(session, event)
        await session.commit()


async def store_baris(session: AsyncSession, event: DataSubmitted) -> None:
    rows = await session.exec(
        select(Baris).where(col(Baris.unit) == event.unit, col(Baris.period) == event.period)
    )
    known = {row.indikator: row for row in rows}
    for nilai in event.nilai:
        capaian = nilai.realisasi * 100 / TARGET
        row = known.get(nilai.indikator)
        if row is None:
            row = Baris(
                unit=event.unit,
                period=event.period,
                indikator=nilai.indikator,
                realisasi=nilai.realisasi,
                capaian=capaian,
                kendala=nilai.kendala,
            )
        else:
            row.realisasi, row.capaian, row.kendala = nilai.realisasi, capaian, nilai.kendala
        session.add(row)


async def store_anggaran(session: AsyncSession, event: DataSubmitted) -> None:
    rows = await session.exec(
        select(Anggaran).where(
            col(Anggaran.unit) == event.unit, col(Anggaran.period) == event.period
        )
    )
    known = {row.kode: row for row in rows}
    for anggaran in event.anggaran:
        row = known.get(anggaran.kode)
        if row is None:
            row = Anggaran(
                unit=event.unit,
                period=event.period,
                kode=anggaran.kode,
                realisasi=anggaran.realisasi,
            )
        else:
            row.realisasi = anggaran.realisasi
        session.add(row)


async def store_rekap(session: AsyncSession, event: DataSubmitted) -> None:
    capaian = sum((nilai.realisasi * 100 / TARGET for nilai in event.nilai), Decimal(0))
    rata_rata = capaian / len(event.nilai)
    realisasi = sum((one.realisasi for one in event.anggaran), Decimal(0))
    rekap = await session.get(Rekap, (event.unit, event.period))
    if rekap is None:
        rekap = Rekap(
            unit=event.unit,
            period=event.period,
            revision=event.revision,
            rata_rata_capaian=rata_rata,
            realisasi_anggaran=realisasi,
        )
    else:
        rekap.revision = event.revision
        rekap.rata_rata_capaian, rekap.realisasi_anggaran = rata_rata, realisasi
    session.add(rekap)


if __name__ == "__main__":
    asyncio.run(app.run())
