"""Refusals of the entry grid."""

from lapkin_chassis.errors import Refusal, Text


class RowChanged(Refusal):
    """Its facts also hold what stands there now, for the page to show."""

    status = 409
    code = "row-changed"
    title = Text("Baris sudah diubah", "The row was changed")
    detail = Text(
        "{kode} diubah oleh {nama} pukul {jam}. Isian Saudara belum menggantikannya.",
        "{kode} was changed by {nama} at {jam}. What you typed has not replaced it.",
    )


class UnknownRow(Refusal):
    status = 404
    code = "unknown-row"
    title = Text("Baris tidak dikenal", "Unknown row")
    detail = Text(
        "Tidak ada baris {kode} pada lembar isian ini; muat ulang halaman.",
        "There is no row {kode} in this grid; load the page again.",
    )
