"""An office that collects: two units with plans, and requests as its programs and people send them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import func, literal, select, union_all
from sqlmodel import Session
from support.keeping import Kept, keep, put_back
from support.tokens import Signer

from collector.jadwal.service import run_due
from collector.periode.domain import Jendela
from collector.tables import Table
from lapkin_chassis.inbox import PLUMBING
from lapkin_chassis.outbox import outbox
from lapkin_contracts.rules.periods import ZONE

JENDELA = Jendela(submission_days=10, closing_days=14)
APRIL = datetime(2024, 4, 2, 9, 0, tzinfo=ZONE)
"""The day after the first triwulan of 2024, in the morning."""

INSTANSI = {
    "kode": "inspektorat",
    "nama": "Inspektorat Daerah",
    "tempat": "Bantul",
    "kop": {
        "pemerintah": "PEMERINTAH KABUPATEN BANTUL",
        "nama": "INSPEKTORAT DAERAH",
        "alamat": "Jln. Contoh No. 1 Bantul",
    },
}
UNITS = {"dinkes": "Dinas Kesehatan", "disdik": "Dinas Pendidikan"}


def an_indikator(kode: str, satuan: str = "%", **facts: Any) -> dict[str, Any]:
    return {
        "kode": kode,
        "sasaran": "Meningkatnya mutu layanan",
        "nama": f"Persentase layanan {kode}",
        "satuan": satuan,
        "polaritas": "naik",
        "mode": "akhir",
        "target": "90",
        **facts,
    }


INDIKATOR = [an_indikator("IK-1"), an_indikator("IK-2", "orang"), an_indikator("IK-3")]
ANGGARAN = [
    {"kode": "P1", "uraian": "Program pelayanan", "pagu": "1000000000"},
    {"kode": "P2", "uraian": "Program penunjang", "pagu": "500000000.5"},
]
PERJANJIAN = {
    "nomor": "PK/1/2024",
    "tanggal": "2024-01-02",
    "berlaku_sejak": "2024-01-02",
    "indikator": INDIKATOR,
    "anggaran": ANGGARAN,
}
TARGET = {
    "IK-1": ["80", "85", "85", "90"],
    "IK-2": ["700", "720", "740", "760"],
    "IK-3": ["20", "40", "60", "90"],
}
RENCANA = {
    "target": [
        {"indikator": kode, "target": target, "aksi": "Melayani"}
        for kode, target in TARGET.items()
    ]
}
NILAI = [
    {"indikator": "IK-1", "realisasi": "81.25", "pembilang": "13", "penyebut": "16"},
    {"indikator": "IK-2", "realisasi": "740"},
    {"indikator": "IK-3", "status": "tidak_tersedia", "alasan": "Survei belum selesai."},
]
REALISASI = [{"kode": "P1", "realisasi": "250000000"}, {"kode": "P2", "realisasi": "0"}]
OFFICES: dict[tuple[object, ...], Kept] = {}
"""As they stood when they had been set up, by what they were set up with."""


def figures(unit: str = "dinkes", period: str = "2024-TW1", **changes: Any) -> dict[str, Any]:
    """A whole and sound submission, but for `changes`."""
    return {"unit": unit, "period": period, "nilai": NILAI, "anggaran": REALISASI, **changes}


@dataclass
class Collecting:
    """Acts over HTTP, by whoever may do them."""

    http: httpx.AsyncClient
    signer: Signer
    app: FastAPI

    async def act(
        self, grants: str, method: str, path: str, body: Any = None, **headers: str
    ) -> httpx.Response:
        """One request by someone with these grants, separated by blanks."""
        bearer = self.signer.bearer(*grants.split(), sub=grants)
        return await self.http.request(method, path, json=body, headers={**bearer, **headers})

    async def set_up(self, units: Mapping[str, str] = UNITS, tahun: int = 2024) -> None:
        """Register the office and publish the plans of its units for a year."""
        store, clock = self.app.state.store, self.app.state.clock
        begun = (tuple(units.items()), tahun, clock.now(), store.is_sqlite)
        if await self.announced():
            await self.register(units, tahun)
        elif begun in OFFICES:
            await store.write(put_back, OFFICES[begun])
        else:
            await self.register(units, tahun)
            OFFICES[begun] = await store.read(keep, Table.metadata, PLUMBING)

    async def register(self, units: Mapping[str, str], tahun: int) -> None:
        assert (await self.act("admin@*", "PUT", "/v1/instansi", INSTANSI)).is_success
        for kode, nama in units.items():
            unit = {"nama": nama, "jenis": "opd", "berlaku_sejak": "2020-01-01"}
            assert (await self.act("admin@*", "PUT", f"/v1/units/{kode}", unit)).is_success
            await self.plan(kode, tahun)

    async def plan(self, unit: str, tahun: int) -> None:
        dates = {"tanggal": f"{tahun}-01-02", "berlaku_sejak": f"{tahun}-01-02"}
        path = f"/v1/perjanjian-kinerja/{unit}/{tahun}"
        published = await self.act("admin@*", "PUT", path, PERJANJIAN | dates)
        assert published.status_code == 201, published.text
        assert (
            await self.act("admin@*", "PUT", f"/v1/rencana-aksi/{unit}/{tahun}", RENCANA)
        ).status_code == 201

    async def open(self, period: str = "2024-TW1") -> None:
        opened = await self.act("sekretaris@*", "POST", f"/v1/periode/{period}:open")
        assert opened.is_success, opened.text

    async def tick(self, *moment: int) -> list[str]:
        """What the clock runs at a local time."""
        now = datetime(*moment, tzinfo=ZONE)  # type: ignore[arg-type, misc]
        self.app.state.clock.moment = now
        return (await self.app.state.store.write(run_due, JENDELA, now=now)).ran

    async def send(
        self, body: Any, key: str = "k1", *, by: str = "submit@dinkes", dry_run: bool = False
    ) -> httpx.Response:
        """One POST /v1/submissions; bytes are sent as they are."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await self.http.post(
            "/v1/submissions",
            content=raw,
            params={"dry_run": "true"} if dry_run else {},
            headers={**self.signer.bearer(by, sub=by), "Idempotency-Key": key},
        )

    async def announced(self, kind: str = "") -> list[dict[str, Any]]:
        """The data of every event of a type, in order."""
        rows = await self.app.state.store.read(_announced, kind)
        return [json.loads(body)["data"] for body in rows]

    async def rows(self) -> dict[str, int]:
        """How many rows each table holds, the outbox included."""
        counted: dict[str, int] = await self.app.state.store.read(_rows)
        return counted


def _announced(session: Session, kind: str) -> list[bytes]:
    statement = (
        select(outbox.c.body)
        .where(outbox.c.aggregate.startswith(f"lapkin.{kind}"))
        .order_by(outbox.c.position)
    )
    return list(session.connection().scalars(statement))


def _rows(session: Session) -> dict[str, int]:
    tables = [*Table.metadata.sorted_tables, *PLUMBING.sorted_tables]
    counts = [select(literal(table.name), func.count()).select_from(table) for table in tables]
    rows = session.connection().execute(union_all(*counts))
    return {str(name): int(count) for name, count in rows}
