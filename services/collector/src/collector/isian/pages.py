"""Isi data: obligations, the entry grid, its autosave and the receipt. It works without a script."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from collector.akun.context import SigningKeyOf
from collector.akun.signing import SigningKey
from collector.isian import service
from collector.isian.errors import RowChanged
from collector.isian.form import rows_in
from collector.isian.halaman import Penampil, filled_in
from collector.isian.kiriman import Isian, Temuan
from collector.isian.repository import Penulis
from collector.isian.schemas import BarisIn, BarisOut, BentrokOut
from collector.isian.service import Baris, Bentrok, Lembaran, Pemeriksaan, receipt_seq
from collector.isian.tugas import WRITERS, may_write, tugas_of
from collector.organisasi.schemas import KodeUnit
from collector.pages import render
from collector.submission import reading
from collector.submission.receipt import digest
from lapkin_chassis.auth import Caller, NotSignedIn, Principal, Visitor, principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_contracts.rules.periods import Periode

router = APIRouter(prefix="/isi", include_in_schema=False)


@dataclass
class Tempat:
    """One grid, and who has come to it."""

    request: Request
    unit: KodeUnit
    period: Periode
    visitor: Visitor
    store: StoreOf
    clock: ClockOf

    def lembaran(self, writer: Principal) -> Lembaran:
        """
        Raises:
            NotAllowed: the grid is not theirs to fill in.
        """
        now = self.clock.now()
        writer.require(*WRITERS, unit=self.unit, at=now)
        return Lembaran(self.unit, self.period, Penulis(writer.subject, writer.name), now)


TempatOf = Annotated[Tempat, Depends()]


@router.get("")
async def list_tasks(
    request: Request, visitor: Visitor, store: StoreOf, clock: ClockOf
) -> Response:
    """What the reader's units owe."""
    if visitor is None:
        return to_sign_in(request)
    grouped = await store.read(tugas_of, visitor, clock.now())
    return render(request, "isian/tugas.html", grouped=grouped, nama=visitor.name)


@router.get("/{unit}/{period}")
async def show_grid(tempat: TempatOf) -> Response:
    """The grid with what is stored and what was typed since."""
    if tempat.visitor is None:
        return to_sign_in(tempat.request)
    try:
        isian = await tempat.store.read(service.buka, tempat.unit, tempat.period)
    except Refusal as refusal:
        return refused(tempat.request, refusal)
    found = await tempat.store.read(service.periksa_draf, isian, tempat.clock.now())
    return await _grid(tempat, isian, found)


@router.post("/{unit}/{period}", dependencies=[Depends(principal_of)])
async def act(tempat: TempatOf, key: SigningKeyOf) -> Response:
    """Keep, check or send the whole form."""
    if tempat.visitor is None:
        return refused(tempat.request, NotSignedIn())
    form = await tempat.request.form(max_fields=20_000)
    try:
        lembaran = tempat.lembaran(tempat.visitor)
        return await _take(tempat, lembaran, form, key)
    except Refusal as refusal:
        return refused(tempat.request, refusal)


@router.put("/{unit}/{period}/draf")
async def keep_row(tempat: TempatOf, body: BarisIn, caller: Caller) -> Response:
    """Autosave of one row; answers with what a check says of it."""
    baris = Baris((body.bagian, body.kode), body.isi, body.versi)
    lembaran = tempat.lembaran(caller)
    try:
        isian, found = await tempat.store.write(service.simpan, lembaran, baris)
    except RowChanged as changed:
        clash = BentrokOut.model_validate(
            {
                **changed.facts,
                "code": changed.code,
                "detail": changed.detail.id.format(**changed.facts),
            }
        )
        return JSONResponse(clash.model_dump(), 409)
    row = Penampil(isian, found.temuan).row(baris.kunci)
    return JSONResponse(
        BarisOut(
            versi=row.versi,
            jam=f"{lembaran.now:%H.%M}",
            capaian=row.capaian,
            terisi=row.terisi,
            catatan=list(row.catatan),
            temuan={one.field: one.pesan for one in found.temuan},
        ).model_dump()
    )


@router.get("/{unit}/{period}/tanda-terima/{seq}")
async def show_receipt(tempat: TempatOf, seq: int) -> Response:
    """The receipt, to keep or to print."""
    if tempat.visitor is None:
        return to_sign_in(tempat.request)
    try:
        receipt = await tempat.store.read(reading.receipt_of, seq)
        revisions = await tempat.store.read(reading.revisions_of, tempat.unit, tempat.period)
        isian = await tempat.store.read(service.buka, tempat.unit, tempat.period)
    except Refusal as refusal:
        return refused(tempat.request, refusal)
    sent = next((one for one in revisions if one.receipt == seq), None)
    if sent is None:
        return render(tempat.request, "isian/tanda_terima_asing.html", status=404, seq=seq)
    found = await tempat.store.read(service.periksa_draf, isian, tempat.clock.now())
    return render(
        tempat.request,
        "isian/tanda_terima.html",
        lembar=isian.lembar,
        receipt=receipt,
        sent=sent,
        sha256=digest(receipt),
        newest=revisions[0].receipt == seq,
        found=found,
    )


async def _take(tempat: Tempat, lembaran: Lembaran, form: FormData, key: SigningKey) -> Response:
    store, rows = tempat.store, rows_in(form.multi_items())
    clashes = await store.write(service.simpan_semua, lembaran, rows)
    here = tempat.request.url.path
    act = form.get("tindakan", "simpan")
    if clashes or act == "periksa":
        isian = await store.read(service.buka, tempat.unit, tempat.period)
        found = await store.read(service.periksa, isian, lembaran.now)
        return await _grid(tempat, isian, found, clashes=clashes, diperiksa=True)
    if act != "kirim":
        return RedirectResponse(here, 303)
    given = await store.write(service.kirim, lembaran, str(form.get("kunci", "")), key)
    if not isinstance(given, Pemeriksaan):
        return RedirectResponse(f"{here}/tanda-terima/{receipt_seq(given)}", 303)
    isian = await store.read(service.buka, tempat.unit, tempat.period)
    return await _grid(tempat, isian, given, diperiksa=True)


async def _grid(
    tempat: Tempat,
    isian: Isian,
    found: Pemeriksaan,
    *,
    clashes: Sequence[Bentrok] = (),
    diperiksa: bool = False,
) -> Response:
    visitor, now = tempat.visitor, tempat.clock.now()
    assert visitor is not None
    closed = await tempat.store.read(service.halangan, tempat.unit, tempat.period, now)
    penampil = Penampil(isian, found.temuan, clashes)
    nilai = penampil.rows("nilai")
    problems = _problems(found.temuan, clashes) if diperiksa else []
    return render(
        tempat.request,
        "isian/isian.html",
        status=409 if clashes else 422 if problems else 200,
        lembar=isian.lembar,
        nilai=nilai,
        anggaran=penampil.rows("anggaran"),
        rtl=penampil.rows("rtl"),
        terisi=filled_in(nilai),
        galat=problems,
        diperiksa=diperiksa,
        found=found,
        halangan=words(closed) if closed else "",
        boleh=closed is None and may_write(visitor, tempat.unit, now),
        pembaca=visitor,
        kunci=secrets.token_urlsafe(16),
    )


def _problems(temuan: Sequence[Temuan], clashes: Sequence[Bentrok]) -> list[Mapping[str, str]]:
    """For the summary on top, each with the field it links to."""
    return [
        *(
            {
                "id": f"baris.{'.'.join(one.baris.kunci)}",
                "pesan": f"{one.baris.kunci[1]}: {words(one.sebab)}",
            }
            for one in clashes
        ),
        *(
            {"id": one.id, "pesan": f"{one.kunci[1]}: {one.pesan}" if one.kunci else one.pesan}
            for one in temuan
        ),
    ]


def words(refusal: Refusal) -> str:
    return refusal.detail.id.format(**refusal.facts)


def refused(request: Request, refusal: Refusal) -> Response:
    """A page that says why, and where to go on."""
    return render(
        request,
        "isian/tertolak.html",
        status=refusal.status,
        judul=refusal.title.id,
        sebab=words(refusal),
        masuk=isinstance(refusal, NotSignedIn),
    )


def to_sign_in(request: Request) -> Response:
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/masuk?next={quote(request.url.path)}", 303)
