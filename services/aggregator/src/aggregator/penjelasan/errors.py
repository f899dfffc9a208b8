"""Refusals when a figure is asked after."""

from lapkin_chassis.errors import Refusal, Text


class UnknownLine(Refusal):
    status = 404
    code = "unknown-line"
    title = Text("Indikator tidak ditemukan", "No such indikator")
    detail = Text(
        "Tidak ada indikator {indikator} milik {unit} dalam {period}.",
        "{unit} has no indikator {indikator} in {period}.",
    )
