"""Refusals about the disposisi."""

from lapkin_chassis.errors import Refusal, Text


class UnknownDisposisi(Refusal):
    status = 404
    code = "unknown-disposisi"
    title = Text("Disposisi tidak ditemukan", "Unknown disposisi")
    detail = Text(
        "Tidak ada disposisi nomor {nomor} pada tahun {tahun}.",
        "There is no disposisi {nomor} of {tahun}.",
    )
