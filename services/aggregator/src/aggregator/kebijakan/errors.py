"""Refusals about the kebijakan."""

from lapkin_chassis.errors import Refusal, Text


class VersionTaken(Refusal):
    status = 409
    code = "version-taken"
    title = Text("Nama versi sudah dipakai", "The name of the version is taken")
    detail = Text(
        "Versi {versi} sudah ada dan tercetak pada hasil yang memakainya; beri nama lain.",
        "There is a version {versi}, printed on what it was used for; choose another name.",
    )


class NotFromThePast(Refusal):
    status = 422
    code = "not-from-the-past"
    title = Text("Tanggal sudah lewat", "A day that is over")
    detail = Text(
        "Kebijakan tidak berlaku surut; pilih {hari_ini} atau sesudahnya.",
        "A kebijakan does not reach back; choose {hari_ini} or later.",
    )


class NothingChanged(Refusal):
    status = 422
    code = "nothing-changed"
    title = Text("Tidak ada yang berubah", "Nothing changes")
    detail = Text(
        "Isinya sama dengan versi {versi} yang berlaku pada tanggal itu; ubah sekurangnya satu hal.",
        "It says what version {versi}, in force on that day, says; change at least one thing.",
    )


class OfficeUnknown(Refusal):
    status = 409
    code = "office-unknown"
    title = Text("Instansi belum didaftarkan", "The office is not registered")
    detail = Text(
        "Daftarkan instansi terlebih dahulu; kebijakan ditetapkan atas namanya.",
        "Register the office first; a kebijakan is set in its name.",
    )
