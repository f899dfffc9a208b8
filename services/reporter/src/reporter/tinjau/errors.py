"""Refusals of the forms of Tinjau that no API has: its bodies are checked by their schemas."""

from lapkin_chassis.errors import Refusal, Text


class TextRequired(Refusal):
    status = 422
    code = "text-required"
    title = Text("Isian belum sesuai", "The text does not fit")
    detail = Text(
        "Isi {field} dengan teks biasa yang tidak melebihi batas panjangnya.",
        "Fill in {field} with plain text within its limit.",
    )


class PilihanRequired(Refusal):
    status = 422
    code = "pilihan-required"
    title = Text("Pilihan belum dibuat", "No choice was made")
    detail = Text(
        "Pilih memakai angka terbaru atau menundanya ke Ralat.",
        "Take the newest figures over, or leave them to a Ralat.",
    )
