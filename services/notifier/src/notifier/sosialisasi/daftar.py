"""Pages for the office: every edition, who was told of it, and telling them again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_ui.access import PageRoute, words_of
from lapkin_ui.forms import FormOf
from notifier.mail import Status, masked
from notifier.pages import render
from notifier.sosialisasi import repeating, service
from notifier.sosialisasi.access import ActOf, EditionOf, may_tell
from notifier.sosialisasi.domain import Official
from notifier.sosialisasi.penyampaian import edition, every_edition, unsaid_by
from notifier.sosialisasi.repeating import may_be_repeated
from notifier.sosialisasi.schemas import PenerimaIn

STATUS_WORDS: Final = {
    Status.MENUNGGU: ("sedang dikirim", "netral"),
    Status.TERKIRIM: ("terkirim", "info"),
    Status.GAGAL: ("gagal", "galat"),
}
DONE: Final = {
    "diulang": "Surat masuk antrean dan segera dikirim lagi.",
    "diterima": "Pernyataan Saudara bahwa laporan ini telah diterima sudah dicatat.",
    "ditambah": "Penerima ditambahkan; suratnya segera dikirim.",
}
WANTED: Final = {
    "nama": "Isi nama penerima dalam satu baris, paling panjang 200 huruf.",
    "jabatan": "Isi jabatan penerima dalam satu baris, paling panjang 200 huruf.",
    "surel": "Isi alamat surel penerima, mis. nama@bantulkab.go.id.",
}

router = APIRouter(prefix="/sosialisasi", include_in_schema=False, route_class=PageRoute)


@dataclass
class Halaman:
    """The page of one edition, and who looks at it."""

    request: Request
    which: EditionOf
    caller: Caller
    store: StoreOf
    clock: ClockOf

    async def show(
        self,
        *,
        status: int = 200,
        selesai: str = "",
        galat: Sequence[Mapping[str, str]] = (),
        isian: Mapping[str, str] | None = None,
    ) -> HTMLResponse:
        satu, jumlah = await self.store.read(edition, *self.which)
        own = await self.store.read(unsaid_by, self.caller.subject)
        boleh = satu.digantikan_oleh is None and may_tell(self.caller, self.clock.now())
        return render(
            self.request,
            "sosialisasi/edisi.html",
            period=self.which[0],
            satu=satu,
            jumlah=jumlah,
            boleh=boleh,
            diminta=satu.digantikan_oleh is None and self.which in own,
            bisa=[one.nomor for one in satu.penerima if boleh and may_be_repeated(one)],
            disamarkan=masked,
            kata=STATUS_WORDS,
            status=status,
            selesai=selesai,
            galat=galat,
            isian=isian or {},
        )

    async def refused(
        self, refusal: Refusal, field: str, isian: Mapping[str, str] | None = None
    ) -> HTMLResponse:
        galat = [{"id": field, "pesan": words_of(refusal)}]
        return await self.show(status=refusal.status, galat=galat, isian=isian)

    def back(self, what: str) -> RedirectResponse:
        period, edisi = self.which
        root = self.request.scope.get("root_path", "")
        return RedirectResponse(f"{root}/sosialisasi/{period}/{edisi}?selesai={what}", 303)


HalamanOf = Annotated[Halaman, Depends()]


@router.get("", dependencies=[Depends(principal_of)])
async def editions(request: Request, store: StoreOf) -> HTMLResponse:
    """Every issued report, the newest first."""
    return render(request, "sosialisasi/semua.html", semua=await store.read(every_edition))


@router.get("/{period}/{edisi}")
async def one_edition(halaman: HalamanOf, selesai: str = "") -> HTMLResponse:
    return await halaman.show(selesai=DONE.get(selesai, ""))


@router.post("/{period}/{edisi}/terima")
async def acknowledge(halaman: HalamanOf) -> Response:
    """By who is signed in, as by the personal link; saying it again changes nothing."""
    own = await halaman.store.read(unsaid_by, halaman.caller.subject)
    if halaman.which not in own:
        return halaman.back("")
    await halaman.store.write(service.acknowledge, own[halaman.which], halaman.clock.now())
    return halaman.back("diterima")


@router.post("/{period}/{edisi}/kirim-ulang")
async def repeat(halaman: HalamanOf, act: ActOf, form: FormOf) -> Response:
    """To one recipient, or to all who have not acknowledged."""
    said = form.get("nomor", "")
    nomor = int(said) if said.isdecimal() and len(said) < 6 else None
    if said and nomor is None:
        nomor = 0  # nobody's
    try:
        await act.store.write(
            repeating.repeat, halaman.which, nomor, oleh=act.caller.subject, now=act.now
        )
    except Refusal as refusal:
        return await halaman.refused(refusal, f"penerima-{nomor}" if nomor else "daftar")
    return halaman.back("diulang")


@router.post("/{period}/{edisi}/penerima")
async def add(halaman: HalamanOf, act: ActOf, form: FormOf) -> Response:
    try:
        official = Official(**PenerimaIn.model_validate(dict(form)).model_dump())
    except ValidationError as error:
        fields = dict.fromkeys(str(one["loc"][0]) for one in error.errors())
        galat = [{"id": one, "pesan": WANTED[one]} for one in fields if one in WANTED]
        return await halaman.show(status=422, galat=galat, isian=form)
    try:
        await act.store.write(
            repeating.add, halaman.which, official, oleh=act.caller.subject, now=act.now
        )
    except Refusal as refusal:
        return await halaman.refused(refusal, "surel", form)
    return halaman.back("ditambah")
