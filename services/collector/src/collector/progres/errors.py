"""Refusals about progress reports."""

from lapkin_chassis.errors import Refusal, Text


class MonthNotBegun(Refusal):
    status = 409
    code = "month-not-begun"
    title = Text("Bulan belum dimulai", "The month has not begun")
    detail = Text(
        "{title} belum dimulai; laporan progres ditulis mulai tanggal 1.",
        "{title} has not begun; progress is reported from its first day on.",
    )


class UnknownProgres(Refusal):
    status = 404
    code = "unknown-progres"
    title = Text("Laporan progres tidak ditemukan", "Unknown progress report")
    detail = Text(
        "Belum ada laporan progres {unit} untuk {bulan}.",
        "There is no progress report of {unit} for {bulan}.",
    )
