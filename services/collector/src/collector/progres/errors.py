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


class ProgresRefused(Refusal):
    status = 422
    code = "invalid-progres"
    title = Text("Laporan progres perlu dilengkapi", "The progress report needs completion")
    detail = Text(
        "{count} isian perlu dilengkapi; tidak ada yang disimpan.",
        "{count} fields need completion; nothing was stored.",
    )


class NoPlanForProgres(Refusal):
    status = 409
    code = "no-plan-for-progres"
    title = Text("Belum ada Perjanjian Kinerja", "There is no Perjanjian Kinerja yet")
    detail = Text(
        "{unit} belum mempunyai Perjanjian Kinerja untuk {title}; tulis uraiannya saja.",
        "{unit} has no Perjanjian Kinerja for {title} yet; report in words only.",
    )
