"""Workbooks to fill in, and their upload."""

import asyncio
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, Header, Query, Request, Response

from collector.akun.context import SigningKeyOf
from collector.akun.signing import SigningKey
from collector.lembar_kerja import service
from collector.lembar_kerja.content import lembar_of
from collector.lembar_kerja.errors import UnusableFile
from collector.lembar_kerja.examination import Unggahan, examine
from collector.lembar_kerja.marking import mark
from collector.lembar_kerja.schemas import BerkasIn, HasilOut, Tujuan
from collector.lembar_kerja.sheets import read_sheets
from collector.lembar_kerja.stamp import Stempel, read_stamp
from collector.lembar_kerja.workbook import render
from collector.organisasi.schemas import KodeUnit
from collector.submission.api import MAX_KEY, SENDERS
from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.clock import Clock
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import Periode

router = APIRouter(prefix="/v1", tags=["lembar kerja"], dependencies=[Depends(principal_of)])

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_PATHS: Final = ("/v1/lembar-kerja", "/v1/lembar-kerja:koreksi")
MAX_UPLOAD: Final = 12 * 1024 * 1024
"""Of a whole request; somewhat more than of the file, so that its refusal is the one to read."""
FILE: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {XLSX: {}}}}

KeyHeader = Annotated[str, Header(alias="Idempotency-Key", max_length=MAX_KEY)]


class Kotak:
    """An uploaded workbook that its sender may send."""

    def __init__(self, content: bytes, unggahan: Unggahan) -> None:
        self.content = content
        self.unggahan = unggahan


async def kotak_of(
    form: Annotated[BerkasIn, Form()],
    tujuan: Annotated[Tujuan, Query()],
    caller: Caller,
    clock: ClockOf,
    key: SigningKeyOf,
) -> Kotak:
    """
    Raises:
        UnusableFile: no workbook of this site, or of another unit or triwulan than asked.
    """
    content = await form.berkas.read()
    unggahan = await asyncio.to_thread(_read, content, key)
    _check_tujuan(unggahan.stempel, tujuan)
    caller.require(*SENDERS, unit=unggahan.stempel.unit, at=clock.now())
    return Kotak(content, unggahan)


KotakOf = Annotated[Kotak, Depends(kotak_of)]


@router.get("/units/{unit}/periode/{period}/lembar-kerja.xlsx", responses=FILE)
async def download(
    unit: KodeUnit, period: Periode, store: StoreOf, clock: ClockOf, key: SigningKeyOf
) -> Response:
    """The workbook of a unit and a triwulan, with what is stored so far."""
    lembar = await store.read(lembar_of, unit, period)
    content = await asyncio.to_thread(render, lembar, key, clock.now())
    return file_of(content, f"lembar-kerja-{unit}-{period}.xlsx")


@router.post("/lembar-kerja")
async def upload(
    kotak: KotakOf,
    caller: Caller,
    request: Request,
    key: SigningKeyOf,
    *,
    dry_run: bool = False,
    idempotency_key: KeyHeader = "",
) -> HasilOut:
    """Take in what a filled-in workbook changes, or with `dry_run` say what it would change.

    The same file again changes nothing and gets its first receipt. Without an Idempotency-Key the
    file's own SHA-256 is the key.
    """
    store: Store = request.app.state.store
    clock: Clock = request.app.state.clock
    if dry_run:
        return await store.read(service.rehearse, kotak.unggahan, now=clock.now())
    return await store.write(
        service.apply,
        kotak.unggahan,
        oleh=caller.subject,
        idempotency_key=idempotency_key.strip().strip('"') or kotak.unggahan.berkas.sha256,
        signing_key=key,
        now=clock.now(),
    )


@router.post("/lembar-kerja:koreksi", responses=FILE)
async def marked(kotak: KotakOf, store: StoreOf, clock: ClockOf) -> Response:
    """The same workbook back, with each finding in a comment at its coloured cell."""
    found = await store.read(examine, kotak.unggahan, now=clock.now())
    content = await asyncio.to_thread(mark, kotak.content, found.temuan)
    stempel = kotak.unggahan.stempel
    answer = file_of(content, f"koreksi-lembar-kerja-{stempel.unit}-{stempel.period}.xlsx")
    answer.headers["Lapkin-Keadaan"] = found.keadaan
    return answer


def _read(content: bytes, key: SigningKey) -> Unggahan:
    berkas = read_sheets(content)
    return Unggahan(berkas, read_stamp(berkas.stempel, key))


def _check_tujuan(stempel: Stempel, tujuan: Tujuan) -> None:
    asked = (tujuan.unit or stempel.unit, tujuan.period or stempel.period)
    if asked != (stempel.unit, stempel.period):
        raise UnusableFile.because(
            "sheet-mismatch",
            f"Lembar kerja ini milik {stempel.unit} untuk {stempel.period.title}.",
            f"Unggah lembar kerja {asked[0]} untuk {asked[1].title}.",
        )


def file_of(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=XLSX)
