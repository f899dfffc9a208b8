"""Refusals about the office and its units."""

from lapkin_chassis.errors import Refusal, Text


class UnknownUnit(Refusal):
    status = 404
    code = "unknown-unit"
    title = Text("Unit tidak dikenal", "Unknown unit")
    detail = Text("Tidak ada unit dengan kode {unit}.", "There is no unit {unit}.")


class UnitEnded(Refusal):
    status = 409
    code = "unit-ended"
    title = Text("Unit sudah berakhir", "The unit has ended")
    detail = Text(
        "Unit {unit} berakhir pada {until}; sesudah itu tidak ada rencana maupun perubahannya.",
        "Unit {unit} ended on {until}; it plans and changes nothing after that day.",
    )


class ReorganisationRefused(Refusal):
    status = 422
    code = "invalid-reorganisation"
    title = Text("Penataan unit perlu diperbaiki", "The reorganisation needs correction")
    detail = Text(
        "{count} isian perlu diperbaiki; tidak ada unit yang diubah.",
        "{count} fields need correction; no unit was changed.",
    )


class PejabatRefused(Refusal):
    status = 422
    code = "invalid-pejabat"
    title = Text("Daftar pejabat perlu diperbaiki", "The list of officials needs correction")
    detail = Text(
        "{count} isian perlu diperbaiki; tidak ada yang disimpan.",
        "{count} fields need correction; nothing was stored.",
    )


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
