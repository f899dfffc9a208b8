"""Refusals about drafts."""

from lapkin_chassis.errors import Refusal, Text


class LaporanUnknown(Refusal):
    status = 404
    code = "laporan-unknown"
    title = Text("Laporan tidak ditemukan", "No such report")
    detail = Text(
        "Belum ada draft laporan untuk {period}; draft disusun setelah rekapnya lengkap.",
        "There is no draft for {period} yet; it is composed once the rekap is complete.",
    )


class BagianUnknown(Refusal):
    status = 404
    code = "bagian-unknown"
    title = Text("Bagian tidak ditemukan", "No such section")
    detail = Text("Draft ini tidak memuat bagian {bagian}.", "This draft has no section {bagian}.")


class IfMatchRequired(Refusal):
    status = 428
    code = "if-match-required"
    title = Text("Versi draft belum disebutkan", "The draft's version is missing")
    detail = Text(
        "Sertakan header If-Match dengan ETag draft yang Saudara baca.",
        "Send the ETag of the draft you have read as If-Match.",
    )


class StaleDraft(Refusal):
    status = 412
    code = "stale-draft"
    title = Text("Draft sudah berubah", "The draft has changed")
    detail = Text(
        "Draft berubah sejak Saudara membacanya. Muat ulang, periksa, lalu ulangi.",
        "The draft has changed since you read it. Read it again, check it, and repeat.",
    )


class DraftSuperseded(Refusal):
    status = 409
    code = "draft-superseded"
    title = Text("Draft digantikan data yang lebih baru", "Newer figures replaced this draft")
    detail = Text(
        "Rekapnya diperbarui; tinjau draft yang disusun dari rekap terbaru.",
        "Its rekap was superseded; review the draft composed from the newest rekap.",
    )


class LaporanIssuedAlready(Refusal):
    status = 409
    code = "laporan-issued"
    title = Text("Laporan sudah terbit", "The report is issued")
    detail = Text(
        "Laporan yang sudah terbit tidak dapat diubah.", "An issued report cannot be changed."
    )
