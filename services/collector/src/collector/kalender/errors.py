"""Refusals about the working calendar."""

from lapkin_chassis.errors import Refusal, Text


class HoursMissing(Refusal):
    status = 422
    code = "hours-missing"
    title = Text("Jam kerja kosong", "No working hours")
    detail = Text(
        "Jam kerja memerlukan sekurangnya satu hari yang selesai sesudah mulai.",
        "Working hours need at least one day that ends after it begins.",
    )


class HoursReversed(Refusal):
    status = 422
    code = "hours-reversed"
    title = Text("Jam kerja terbalik", "Working hours the wrong way round")
    detail = Text(
        "{hari}: jam selesai harus sesudah jam mulai; kosongkan keduanya bila libur.",
        "{hari}: the day must end after it begins; leave it out if nobody works.",
    )


class DayOfAnotherYear(Refusal):
    status = 422
    code = "day-of-another-year"
    title = Text("Tanggal di luar tahun", "A day of another year")
    detail = Text(
        "Tanggal {tanggal} tidak berada dalam tahun {tahun}.",
        "The day {tanggal} does not lie in the year {tahun}.",
    )


class UnknownOverride(Refusal):
    status = 404
    code = "unknown-override"
    title = Text("Perubahan tidak ditemukan", "Unknown override")
    detail = Text(
        "Kantor tidak mengubah tanggal {tanggal}; kalender nasional berlaku.",
        "The office changed nothing on {tanggal}; the national calendar holds.",
    )
