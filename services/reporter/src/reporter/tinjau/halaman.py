"""The page of one draft, for whoever came to it, with what they typed before it was refused."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from fastapi.responses import Response

from lapkin_chassis.auth import Caller
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_contracts.comparison import KOLOM_WORDS
from lapkin_contracts.laporan import Snapshot, StatusKoreksi
from lapkin_contracts.printed import capaian_text, realisasi_text, target_text
from lapkin_contracts.rules.periods import Periode
from lapkin_ui.acts import done
from reporter.documents.anggaran_table import anggaran_groups, is_revised, jumlah_line
from reporter.documents.capaian_table import Footnotes, capaian_groups
from reporter.documents.efisiensi_table import efisiensi_lines
from reporter.documents.rows import numbered_rows
from reporter.documents.rtl_table import rtl_lines
from reporter.draft.api import person_of
from reporter.draft.domain import State
from reporter.draft.service import Seen
from reporter.grafik.domain import charts_in
from reporter.pages import render
from reporter.review import domain as review
from reporter.tinjau import service
from reporter.tinjau.form import EMPTY_ROWS, MOST_ROWS, Baris, Form, Galat, galat_of, rows_in
from reporter.tinjau.service import Lembar

STATE_WORDS: Final = {
    State.MENUNGGU_REVIU: ("Menunggu putusan", "awas"),
    State.PERLU_KOREKSI: ("Perlu koreksi", "ungu"),
    State.TERBIT: ("Terbit", "ok"),
    State.DIGANTIKAN: ("Digantikan", "netral"),
}
STATUS_WORDS: Final = {
    StatusKoreksi.TERBUKA: ("Terbuka", "ungu"),
    StatusKoreksi.DIJAWAB: ("Dijawab", "info"),
    StatusKoreksi.SELESAI: ("Selesai", "ok"),
}
SELESAI: Final = {
    "dikembalikan": "Draft dikembalikan untuk dikoreksi.",
    "disunting": "Bagian ini disimpan.",
    "dijawab": "Jawaban koreksi disimpan.",
    "dikirim-ulang": "Draft dikirim ulang dan menunggu putusan.",
    "dipakai": "Draft disusun ulang dari angka terbaru.",
    "ditunda": "Angka terbaru ditunda ke Ralat; draft dapat diputuskan.",
    "ralat": "Draft Ralat disusun dan menunggu putusan.",
}
NOBODY: Final[Form] = {}


@dataclass
class Tempat:
    """One draft, and who has come to it."""

    request: Request
    period: Periode
    caller: Caller
    store: StoreOf
    clock: ClockOf

    async def page(
        self,
        form: Form = NOBODY,
        *,
        status: int = 200,
        galat: Sequence[Galat] = (),
        **more: Any,  # noqa: ANN401  values of the template
    ) -> Response:
        """The draft as it stands now, with what was typed."""
        banding, today = more.pop("banding", None), self.clock.now().date()
        lembar = await self.store.read(service.lembar, self.period, today, banding)
        root = self.request.scope.get("root_path", "")
        charts = await asyncio.to_thread(charts_in, lembar.dossier.draft.isi)
        values = {**_of_lembar(lembar), **self._allowed(lembar), **tables_of(lembar.snapshot)}
        return render(
            self.request,
            "tinjau/draft.html",
            status=status,
            grafik=charts,
            gambar=f"{root}/tinjau/{self.period}/grafik",
            sidik_gambar=f"&v={lembar.dossier.draft.sha256[:12]}",
            galat=galat,
            salah={one["id"]: one["pesan"] for one in galat},
            hari_ini=today,
            isian=form,
            baris_koreksi=_rows(form, more.pop("bagian", "")),
            **values,
            **({"selesai": ""} | more),
        )

    async def refused(self, refusal: Refusal, form: Form, place: str = "") -> Response:
        """The page again, with why; `place` names the field where the form has but one."""
        galat = galat_of(refusal, form)
        if place:
            galat = [{**one, "id": place} for one in galat]
        return await self.page(form, status=refusal.status, galat=galat)

    def seen(self, form: Form) -> Seen:
        """The version that was before the person who pressed the button."""
        return Seen(self.period, form.get("etag", ""))

    def done(self, what: str, anchor: str = "") -> Response:
        return done(self.request, f"/tinjau/{self.period}", what, anchor)

    def _allowed(self, lembar: Lembar) -> dict[str, object]:
        """Buttons appear for those who may press them."""
        now, found = self.clock.now(), lembar.dossier
        person = person_of(found, self.caller, now)
        boleh = review.allowed_for(
            found.draft.state,
            lembar.exchange,
            person,
            found.pending,
            has_signer=found.has_signer,
        )
        unit = found.draft.unit

        def may_answer(bagian: str) -> bool:
            owner = review.unit_of(bagian, unit)
            return boleh.may_answer and (person.is_staf or self.caller.may("staf", owner, now))

        return {"boleh": boleh, "orang": person, "boleh_jawab": may_answer}


TempatOf = Annotated[Tempat, Depends()]


def _of_lembar(lembar: Lembar) -> dict[str, object]:
    by_bagian: dict[str, list[object]] = {}
    for one in lembar.koreksi:
        by_bagian.setdefault(one.bagian, []).append(one)
    units = {one.unit: one.nama for one in lembar.snapshot.rekap.units}
    known = {one.kunci: one.judul for one in lembar.bagian}
    return {
        "lembar": lembar,
        "draft": lembar.dossier.draft,
        "period": Periode(lembar.dossier.draft.period),
        "pending": lembar.dossier.pending,
        "koreksi_pada": by_bagian,
        "judul_bagian": lambda kunci: known.get(kunci, kunci),
        "tanpa_tempat": [one for one in lembar.koreksi if one.bagian not in known],
        "kunci_nomor": {one.baris.nomor: one.kunci for one in lembar.bagian if one.baris},
        "nama_unit": lambda unit: units.get(unit, unit),
        "ditandatangani": lembar.ditandatangani,
        "nama_orang": lambda akun: lembar.nama.get(akun, akun),
        "state_words": STATE_WORDS,
        "status_words": STATUS_WORDS,
        "kolom_words": KOLOM_WORDS,
        "target_text": target_text,
        "realisasi_text": realisasi_text,
        "capaian_text": capaian_text,
    }


def tables_of(snapshot: Snapshot) -> Mapping[str, object]:
    """The tables of the report, as they are printed."""
    rekap = snapshot.rekap
    rows = numbered_rows(rekap)
    footnotes = Footnotes(rows)
    return {
        "tabel_capaian": list(capaian_groups(rows, footnotes)),
        "catatan_kaki": footnotes.printed,
        "tabel_anggaran": list(anggaran_groups(rekap)),
        "jumlah_anggaran": jumlah_line(rekap),
        "pagu_berubah": is_revised(rekap),
        "tabel_efisiensi": list(efisiensi_lines(rekap)),
        "tabel_rtl": list(rtl_lines(rekap)),
    }


def _rows(form: Form, bagian: str) -> list[Baris]:
    """What was typed, and a few rows to go on in; the first of them for `bagian`."""
    typed = rows_in(form)
    free = [Baris(bagian), *[Baris()] * (EMPTY_ROWS - 1)]
    return [*typed, *free][:MOST_ROWS]
