"""Refusals about the SOP clock."""

from lapkin_chassis.errors import Refusal, Text


class NoInstansi(Refusal):
    status = 409
    code = "no-instansi"
    title = Text("Instansi belum terdaftar", "The office is not registered")
    detail = Text(
        "Daftarkan instansi terlebih dahulu; waktu langkah ditetapkan atas namanya.",
        "Register the office first; the time of a step is set in its name.",
    )


class NotATriwulan(Refusal):
    status = 422
    code = "not-a-triwulan"
    title = Text("Bukan triwulan", "Not a quarter")
    detail = Text(
        "Lembar kepatuhan dibuat per triwulan; {period} bukan triwulan. Tulis mis. 2026-TW3.",
        "The compliance sheet is made by quarter, and {period} is none. Write 2026-TW3, say.",
    )
