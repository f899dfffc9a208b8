"""Refusals about charts."""

from lapkin_chassis.errors import Refusal, Text


class GrafikUnknown(Refusal):
    status = 404
    code = "grafik-unknown"
    title = Text("Grafik tidak ditemukan", "No such chart")
    detail = Text(
        "Tidak ada grafik bernama {nama}; yang ada: {names}.",
        "There is no chart named {nama}; there are: {names}.",
    )


class GrafikUnavailable(Refusal):
    status = 404
    code = "grafik-unavailable"
    title = Text("Grafik belum dapat digambar", "The chart cannot be drawn yet")
    detail = Text(
        "Laporan terbit tahun {tahun} belum memuat cukup angka untuk grafik {nama} lembar"
        " {lembar}. Grafik {nama} memerlukan {needs}.",
        "The issued reports of {tahun} do not hold enough figures for sheet {lembar} of the chart"
        " {nama}.",
    )
