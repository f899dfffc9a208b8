"""Refusals about verification."""

from lapkin_chassis.errors import Refusal, Text


class KodeUnknown(Refusal):
    status = 404
    code = "kode-unknown"
    title = Text("Kode verifikasi tidak dikenal", "Unknown verification code")
    detail = Text(
        "Tidak ada laporan terbit dengan kode {kode}; periksa ketikannya.",
        "No issued report has the code {kode}; check how it was typed.",
    )
