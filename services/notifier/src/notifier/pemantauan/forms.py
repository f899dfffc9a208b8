"""What the console's forms send, and how a page answers them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from fastapi import Request
from fastapi.responses import RedirectResponse

from lapkin_chassis.errors import Refusal
from lapkin_contracts.rules.periods import ZONE
from lapkin_ui.access import words_of
from notifier.pemantauan.errors import MomentNotRead, NoteNeeded

LEAST: Final = 10
MOST: Final = 500

FIELDS: Final = {
    "moment-not-read": "sampai",
    "pause-over": "sampai",
    "pause-too-long": "sampai",
    "unknown-kind": "jenis",
    "nothing-chosen": "daftar",
}
"""Where a refusal is put right; the note, if nowhere else."""

DONE: Final = {
    "diulangi": "Peristiwa yang gagal sudah diterapkan.",
    "dikarantina": "Peristiwa disisihkan; yang sesudahnya tidak menunggu lagi.",
    "dikembalikan": "Peristiwa kembali ke antrean dan dapat diulangi.",
    "dijeda": "Jadwal dijeda.",
    "dilanjutkan": "Jadwal dilanjutkan; yang tertahan segera dijalankan.",
    "dikirim": "Pengiriman masuk antrean lagi.",
}


def noted(form: Mapping[str, str]) -> str:
    """Raises NoteNeeded."""
    note = form.get("catatan", "")
    if not LEAST <= len(note) <= MOST:
        raise NoteNeeded(least=LEAST, most=MOST)
    return note


def moment(form: Mapping[str, str]) -> datetime:
    """Of a field for day and hour, by the office's clock. Raises MomentNotRead."""
    try:
        return datetime.fromisoformat(form.get("sampai", "")).replace(tzinfo=ZONE)
    except ValueError as error:
        raise MomentNotRead from error


def done(request: Request, page: str, what: str) -> RedirectResponse:
    """Back to a page of the console, which says that it was done."""
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/pemantauan/{page}?selesai={what}", 303)


def answers(
    selesai: str = "", refusal: Refusal | None = None, form: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What a page says of the act that led to it, and the status it says it with."""
    field = FIELDS.get(refusal.code, "catatan") if refusal else ""
    return {
        "status": refusal.status if refusal else 200,
        "selesai": DONE.get(selesai, ""),
        "galat": [{"id": field, "pesan": words_of(refusal)}] if refusal else [],
        "isian": form or {},
    }
