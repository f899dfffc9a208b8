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
        "Angkanya belum cukup untuk grafik {nama} lembar {lembar}; grafik ini memerlukan {needs}.",
        "There are not enough figures for sheet {lembar} of the chart {nama}.",
    )
