"""How pages speak of steps, and the bell that tells the front page to read itself again."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from lapkin_chassis.context import StoreOf
from lapkin_chassis.store import Store
from lapkin_contracts.langkah import SatuanWaktu
from lapkin_contracts.laporan import DraftOutdated, KoreksiRequested, LaporanSigned
from lapkin_contracts.pengumpulan import DataReturned, KewajibanReopened
from lapkin_contracts.sosialisasi import SlaBreached, SosialisasiAcknowledged
from notifier.event_log.context import TailOf, event_stream
from notifier.event_log.domain import Interest
from notifier.event_log.tail import Tail
from notifier.sop_clock.domain import MOMENTS, Position, State
from notifier.sop_clock.spans import Pihak
from notifier.sop_clock.waktu import SEBUTAN

CALM_SECONDS = 1.0
"""A burst of facts makes one tick: every tick has every open page read again."""
TICK = b"event: berubah\ndata: 1\n\n"

NEWS: Final = MOMENTS | {
    event.type
    for event in (
        DataReturned,
        DraftOutdated,
        KewajibanReopened,
        KoreksiRequested,
        LaporanSigned,
        SlaBreached,
        SosialisasiAcknowledged,
    )
}
"""What the front page shows, figures apart: those come by the hundred, and it looks each minute."""

STATE_WORDS = {
    State.BELUM: ("Belum mulai", "netral"),
    State.BERJALAN: ("Berjalan", "info"),
    State.SELESAI: ("Selesai", "ok"),
    State.TERLAMBAT: ("Terlambat", "galat"),
}

PIHAK_WORDS = {
    Pihak.SEKRETARIS: "Sekretaris",
    Pihak.UNIT: "unit",
    Pihak.STAF: "Staf",
    Pihak.KASUBAG: "Kasubag",
    Pihak.MESIN: "sistem",
}

router = APIRouter(include_in_schema=False)


@router.get("/langkah/arus")
async def ticks(store: StoreOf, tail: TailOf) -> StreamingResponse:
    """Says that something changed, never what: anyone may listen."""
    return event_stream(_ticks(tail, store))


async def _ticks(tail: Tail, store: Store) -> AsyncIterator[bytes]:
    interest = Interest(types=NEWS)
    async for text in tail.listen(store, interest, tail.position):
        if text.startswith(b"id:"):
            yield TICK
            await asyncio.sleep(CALM_SECONDS)
        else:
            yield text


def lama(one: Position) -> str:
    """`2 jam 5 menit kerja`, `12 hari kerja`: in the unit the step is timed in."""
    satuan = one.allowed.satuan
    if satuan is not SatuanWaktu.MENIT_KERJA:
        return f"{one.taken or 'kurang dari 1'} {SEBUTAN[satuan]}"
    return f"{jam_menit(one.taken or 0)} kerja"


def jam_menit(minutes: int) -> str:
    jam, menit = divmod(minutes, 60)
    parts = [f"{jam:,} jam".replace(",", ".") if jam else "", f"{menit} menit" if menit else ""]
    return " ".join(filter(None, parts)) or "kurang dari 1 menit"
