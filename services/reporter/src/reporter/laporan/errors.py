"""Refusals about issued reports and their files."""

from lapkin_chassis.errors import Refusal, Text


class LaporanNotIssued(Refusal):
    status = 404
    code = "laporan-not-issued"
    title = Text("Laporan belum terbit", "The report is not issued")
    detail = Text(
        "Belum ada edisi terbit untuk {period}.", "No edition of {period} has been issued."
    )


class EditionUnknown(Refusal):
    status = 404
    code = "edition-unknown"
    title = Text("Edisi tidak ditemukan", "No such edition")
    detail = Text(
        "Laporan {period} tidak memiliki edisi {edisi}.", "{period} has no edition {edisi}."
    )


class BerkasUnknown(Refusal):
    status = 404
    code = "berkas-unknown"
    title = Text("Berkas tidak ditemukan", "No such file")
    detail = Text(
        "Tidak ada berkas dengan sidik {sha256}.", "There is no file with the hash {sha256}."
    )
