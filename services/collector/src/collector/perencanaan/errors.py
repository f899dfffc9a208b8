"""Refusals about plans."""

from lapkin_chassis.errors import Refusal, Text


class UnknownPerjanjianKinerja(Refusal):
    status = 404
    code = "unknown-perjanjian-kinerja"
    title = Text("Perjanjian Kinerja tidak ditemukan", "Unknown Perjanjian Kinerja")
    detail = Text(
        "Belum ada Perjanjian Kinerja {unit} tahun {tahun} dengan versi itu.",
        "There is no such version of the Perjanjian Kinerja of {unit} for {tahun}.",
    )


class UnknownRencanaAksi(Refusal):
    status = 404
    code = "unknown-rencana-aksi"
    title = Text("Rencana Aksi tidak ditemukan", "Unknown Rencana Aksi")
    detail = Text(
        "Belum ada Rencana Aksi {unit} tahun {tahun} dengan versi itu.",
        "There is no such version of the Rencana Aksi of {unit} for {tahun}.",
    )


class NoPerjanjianKinerja(Refusal):
    status = 409
    code = "no-perjanjian-kinerja"
    title = Text("Perjanjian Kinerja belum ada", "No Perjanjian Kinerja")
    detail = Text(
        "Belum ada Perjanjian Kinerja yang berlaku: {whose}.",
        "No Perjanjian Kinerja is in force: {whose}.",
    )


class AlasanRequired(Refusal):
    """Permenpan RB 53/2014 allows a revision for three reasons only."""

    status = 422
    code = "alasan-required"
    title = Text("Alasan perubahan wajib diisi", "A reason is required")
    detail = Text(
        "Versi {versi} memerlukan alasan: pergantian_pejabat, perubahan_strategi, atau "
        "perubahan_prioritas.",
        "Version {versi} needs alasan: pergantian_pejabat, perubahan_strategi or "
        "perubahan_prioritas.",
    )


class EffectTooEarly(Refusal):
    """Otherwise a quarter that is over would get other targets than it was reported with."""

    status = 422
    code = "effect-too-early"
    title = Text("Tanggal berlaku mundur", "The effective date lies too early")
    detail = Text(
        "Versi {versi} tidak dapat berlaku sebelum versi sebelumnya, yaitu {sejak}.",
        "Version {versi} cannot take effect before the version it follows ({sejak}).",
    )


class EffectTooLate(Refusal):
    """It would never be in force."""

    status = 422
    code = "effect-too-late"
    title = Text("Tanggal berlaku di luar tahunnya", "The effective date lies after the year")
    detail = Text(
        "Dokumen tahun {tahun} harus berlaku paling lambat 31-12-{tahun}.",
        "A document of {tahun} must take effect on 31-12-{tahun} at the latest.",
    )


class NotATahun(Refusal):
    status = 422
    code = "not-a-tahun"
    title = Text("Bukan tahun", "Not a year")
    detail = Text(
        "{period} bukan tahun; tulis empat angka, mis. 2026.",
        "{period} is not a year; write four digits, such as 2026.",
    )


class PlanRefused(Refusal):
    status = 422
    code = "invalid-plan"
    title = Text("Dokumen perlu diperbaiki", "The document needs correction")
    detail = Text(
        "{count} isian perlu diperbaiki; tidak ada yang disimpan.",
        "{count} fields need correction; nothing was stored.",
    )


class UnreadableFile(Refusal):
    status = 422
    code = "unreadable-file"
    title = Text("Berkas tidak dapat dibaca", "The file cannot be read")
    detail = Text("{remedy}", "{remedy}")
