"""Refusals about the office."""

from lapkin_chassis.errors import Refusal, Text


class NoLetterhead(Refusal):
    status = 409
    code = "no-instansi"
    title = Text("Instansi belum terdaftar", "The office is not registered")
    detail = Text(
        "Daftarkan instansi terlebih dahulu; lembar ini dicetak dengan kopnya.",
        "Register the office first; this paper bears its letterhead.",
    )
