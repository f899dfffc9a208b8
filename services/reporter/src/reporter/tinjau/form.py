"""The form of a putusan: rows of koreksi, answers found wanting, and what is wrong with them."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from lapkin_chassis.errors import Fault, Refusal, invalid_body
from lapkin_ui.access import words_of
from reporter.perubahan.models import Pilihan
from reporter.review.schemas import ReviewIn
from reporter.tinjau.errors import PilihanRequired, TextRequired

EMPTY_ROWS: Final = 3
"""Kept free at the end of the form, for whoever has no script."""
MOST_ROWS: Final = 100
PLACE: Final = re.compile(r"/(koreksi|belum_selesai)/(\d+)/(\w+)")
WORDS: Final = {
    "bagian": "pilih bagian yang dikoreksi.",
    "uraian": "tulis apa yang harus diperbaiki, paling banyak 1.000 huruf.",
    "pemilik": "nama pemilik paling panjang 120 huruf.",
    "batas_waktu": "isi batas waktu dengan tanggal yang ada, mis. 2026-10-12.",
    "tanggapan": "tulis mengapa jawabannya belum cukup, paling banyak 1.000 huruf.",
    "nomor": "koreksi ini tidak sedang menunggu penilaian jawaban; muat ulang halaman.",
}

M = TypeVar("M", bound=BaseModel)
Form = Mapping[str, str]
Galat = Mapping[str, str]


class Baris(NamedTuple):
    """One row of koreksi as it was typed."""

    bagian: str = ""
    uraian: str = ""
    pemilik: str = ""
    batas: str = ""


def rows_in(form: Form) -> list[Baris]:
    """Rows in which something was typed, in their order; choosing a bagian alone counts."""
    rows = (
        Baris(*(form.get(f"koreksi.{row}.{field}", "") for field in Baris._fields))
        for row in range(MOST_ROWS)
    )
    return [row for row in rows if any(row)]


def unsettled_in(form: Form) -> list[int]:
    """Numbers of the koreksi whose answers are marked as not enough."""
    marked = (re.fullmatch(r"belum\.(\d{1,6})", name) for name in form)
    return sorted(int(found[1]) for found in marked if found)


def review_in(form: Form) -> ReviewIn:
    """Raises InvalidBody with the place of each fault."""
    body = {
        "putusan": form.get("putusan", ""),
        "koreksi": [
            {
                "bagian": row.bagian,
                "uraian": row.uraian,
                "pemilik": row.pemilik,
                "batas_waktu": row.batas or None,
            }
            for row in rows_in(form)
        ],
        "belum_selesai": [
            {"nomor": nomor, "tanggapan": form.get(f"tanggapan.{nomor}", "")}
            for nomor in unsettled_in(form)
        ],
    }
    try:
        return ReviewIn.model_validate(body)
    except ValidationError as error:
        raise invalid_body(error) from error


def choice_in(form: Form) -> Pilihan:
    """Raises PilihanRequired."""
    try:
        return Pilihan(form.get("pilihan", ""))
    except ValueError as error:
        raise PilihanRequired from error


def text_in(schema: type[M], field: str, form: Form) -> M:
    """The one text a form holds, as the API reads it. Raises TextRequired."""
    try:
        return schema.model_validate({field: form.get(field, "")})
    except ValidationError as error:
        raise TextRequired(field=field) from error


def galat_of(refusal: Refusal, form: Form) -> list[Galat]:
    """For the summary on top of the page, each with the field it is about."""
    if not refusal.errors:
        return [{"id": "putusan", "pesan": words_of(refusal)}]
    return [_galat(fault, unsettled_in(form)) for fault in refusal.errors]


def _galat(fault: Fault, unsettled: Sequence[int]) -> Galat:
    place = PLACE.fullmatch(fault.pointer)
    if place is None:
        is_choice = fault.pointer == "/putusan"
        return {"id": "putusan", "pesan": "Pilih Ya atau Tidak." if is_choice else fault.detail}
    part, number, field = place[1], int(place[2]), place[3]
    words = WORDS.get(field, fault.detail)
    if part == "koreksi":
        name = "batas" if field == "batas_waktu" else field
        return {"id": f"koreksi.{number}.{name}", "pesan": f"Baris koreksi {number + 1}: {words}"}
    nomor = unsettled[number]
    return {"id": f"tanggapan.{nomor}", "pesan": f"Koreksi nomor {nomor}: {words}"}
