"""Periksa tabel: any published table of capaian, recomputed. For everybody; nothing is stored."""

import asyncio
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import Response

from aggregator.pages import render
from aggregator.periksa_tabel.unduhan import unduhan_of
from lapkin_sheets.published_table import Finding, Verdict, check
from lapkin_sheets.table_file import TableUnusable, read_table
from lapkin_ui.access import PageRoute

PATH: Final = "/periksa-tabel"
MAX_FILE: Final = 5 * 1024 * 1024
MAX_UPLOAD: Final = 5 * MAX_FILE
"""What is merely too large is refused in words on the page, what is far too large before it is read."""
MAX_ROWS: Final = 2_000
"""Printed tables have a few hundred; every row comes back four times, on the page and in files."""

WAIT_SECONDS: Final = 20.0

TONES: Final = {
    Verdict.SESUAI: "ok",
    Verdict.SESUAI_TERPOTONG: "info",
    Verdict.BERBEDA: "galat",
    Verdict.TANPA_ANGKA: "netral",
    Verdict.DITOLAK: "awas",
}
NO_FILE: Final = "Pilih dahulu berkas tabel, CSV atau XLSX."
TOO_LARGE: Final = "Berkas lebih dari 5 MB. Simpan tabelnya saja, tanpa gambar dan lembar lain, lalu periksa lagi."

BUSY: Final = "Sedang banyak tabel yang diperiksa. Coba lagi beberapa saat lagi."

T = TypeVar("T")

router = APIRouter(prefix=PATH, include_in_schema=False, route_class=PageRoute)


@router.get("")
async def ask(request: Request) -> Response:
    return render(request, "periksa_tabel/tabel.html", galat=[], hasil=None)


@router.post("")
async def examine(request: Request, berkas: UploadFile | None = None) -> Response:
    """What is wrong with the table of an uploaded file, row by row."""
    if berkas is None or not berkas.filename:
        return _refused(request, NO_FILE)
    if (berkas.size or 0) > MAX_FILE:
        return _refused(request, TOO_LARGE)
    try:
        findings = await _in_turn(
            request, partial(_findings, await berkas.read(), berkas.filename)
        )
    except TableUnusable as unusable:
        return _refused(request, str(unusable))
    except TimeoutError:
        return _refused(request, BUSY, status=503)
    draw = partial(
        render,
        request,
        "periksa_tabel/tabel.html",
        galat=[],
        hasil=findings,
        nama=berkas.filename,
        jumlah=Counter(one.verdict for one in findings),
        tones=TONES,
        unduhan=unduhan_of(findings, berkas.filename),
    )
    return await asyncio.to_thread(draw)


async def _in_turn(request: Request, examined: Callable[[], T]) -> T:
    """One table at a time: each keeps a processor busy for up to a few seconds.

    Raises:
        TimeoutError: too many tables are waiting.
    """
    turn: asyncio.Semaphore = request.app.state.satu_tabel
    async with asyncio.timeout(WAIT_SECONDS):
        await turn.acquire()
    try:
        return await asyncio.to_thread(examined)
    finally:
        turn.release()


def _findings(content: bytes, name: str) -> list[Finding]:
    return list(check(read_table(content, name, max_rows=MAX_ROWS)))


def _refused(request: Request, pesan: str, status: int = 422) -> Response:
    galat = [{"id": "berkas", "pesan": pesan}]
    return render(request, "periksa_tabel/tabel.html", status=status, galat=galat, hasil=None)
