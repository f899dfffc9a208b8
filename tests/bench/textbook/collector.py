"""Takes in figures: a body model, an async session, and an outbox that a poller publishes.

No sign-in, no plan to check against, no idempotency key, no receipt: it has less to do than the
product it is compared with.
"""

import asyncio
import json
import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal

from fastapi import FastAPI
from faststream.nats import NatsBroker
from pydantic import BaseModel
from sqlmodel import Field, SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bench.textbook.events import STREAM, SUBJECT, DataSubmitted
from bench.textbook.store import create_engine

POLL_SECONDS = 0.1
POLL_ROWS = 100


class Submission(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    unit: str = Field(index=True)
    period: str
    submitted_at: datetime


class SubmissionNilai(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    indikator: str
    realisasi: Decimal
    kendala: str


class SubmissionAnggaran(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    kode: str
    realisasi: Decimal


class Outbox(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    event_id: str = Field(unique=True)
    payload: str
    published_at: datetime | None = Field(default=None, index=True)


class NilaiIn(BaseModel):
    indikator: str
    realisasi: Decimal
    kendala: str = ""


class AnggaranIn(BaseModel):
    kode: str
    realisasi: Decimal


class SubmissionIn(BaseModel):
    unit: str
    period: str
    nilai: list[NilaiIn]
    anggaran: list[AnggaranIn]


class SubmissionOut(BaseModel):
    id: int
    event_id: str


engine = create_engine(os.environ["TEXTBOOK_DATABASE"])
broker = NatsBroker(os.environ["TEXTBOOK_NATS_URL"], logger=None)


async def publish_outbox() -> None:
    while True:
        async with AsyncSession(engine, expire_on_commit=False) as session:
            waiting = select(Outbox).where(Outbox.published_at == None)  # noqa: E711
            rows = (await session.exec(waiting.order_by(Outbox.id).limit(POLL_ROWS))).all()  # type: ignore[arg-type]
            for row in rows:
                event = json.loads(row.payload)
                await broker.publish(
                    event, SUBJECT, stream=STREAM, headers={"Nats-Msg-Id": row.event_id}
                )
                row.published_at = datetime.now(UTC)
                session.add(row)
            await session.commit()
        await asyncio.sleep(POLL_SECONDS)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    await broker.start()
    poller = asyncio.create_task(publish_outbox())
    yield
    poller.cancel()
    await broker.stop()


app = FastAPI(lifespan=lifespan)


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/v1/submissions", status_code=201)
async def submit(body: SubmissionIn) -> SubmissionOut:
    event_id = str(uuid.uuid4())
    async with AsyncSession(engine, expire_on_commit=False) as session:
        submission = Submission(unit=body.unit, period=body.period, submitted_at=datetime.now(UTC))
        session.add(submission)
        await session.flush()
        assert submission.id is not None
        for nilai in body.nilai:
            session.add(SubmissionNilai(submission_id=submission.id, **nilai.model_dump()))
        for anggaran in body.anggaran:
            session.add(SubmissionAnggaran(submission_id=submission.id, **anggaran.model_dump()))
        event = DataSubmitted(event_id=event_id, revision=submission.id, **body.model_dump())
        session.add(Outbox(event_id=event_id, payload=event.model_dump_json()))
        await session.commit()
    return SubmissionOut(id=submission.id, event_id=event_id)
