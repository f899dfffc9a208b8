"""Refusals about the office and its units."""

from lapkin_chassis.errors import Refusal, Text


class UnknownUnit(Refusal):
    status = 404
    code = "unknown-unit"
    title = Text("Unit tidak dikenal", "Unknown unit")
    detail = Text("Tidak ada unit dengan kode {unit}.", "There is no unit {unit}.")


class NoInstansi(Refusal):
    status = 404
    code = "no-instansi"
    title = Text("Instansi belum didaftarkan", "The instansi is not registered")
    detail = Text(
        "Daftarkan instansi dahulu lewat PUT /v1/instansi.",
        "Register the instansi first by PUT /v1/instansi.",
    )


class InstansiCodeFixed(Refusal):
    status = 409
    code = "instansi-code-fixed"
    title = Text("Kode instansi tidak dapat diganti", "The code of the instansi is fixed")
    detail = Text(
        "Instansi sudah terdaftar dengan kode {unit}; laporan lama merujuk kode itu.",
        "The instansi is registered as {unit}; earlier reports refer to that code.",
    )


class CodeTaken(Refusal):
    status = 409
    code = "code-taken"
    title = Text("Kode sudah dipakai", "The code is taken")
    detail = Text(
        "Kode {unit} sudah dipakai; instansi dan unit memerlukan kode yang berbeda.",
        "The code {unit} is taken; the instansi and its units need different codes.",
    )
