"""Refusals about sosialisasi."""

from lapkin_chassis.errors import Refusal, Text


class NoSosialisasi(Refusal):
    status = 404
    code = "no-sosialisasi"
    title = Text("Belum ada sosialisasi", "No sosialisasi yet")
    detail = Text(
        "Laporan {period} belum terbit, sehingga belum disosialisasikan.",
        "The report of {period} is not issued, so nobody was told of it.",
    )
