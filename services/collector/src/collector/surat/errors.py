"""Refusals about letters."""

from lapkin_chassis.errors import Refusal, Text


class NoLetter(Refusal):
    status = 404
    code = "no-letter"
    title = Text("Surat belum diterbitkan", "No letter was issued")
    detail = Text(
        "Surat permintaan data {title} kepada {unit} belum diterbitkan; surat terbit ketika "
        "pengumpulan dibuka.",
        "{unit} was not written to about {title}; letters go out when collection opens.",
    )
