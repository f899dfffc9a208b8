"""Refusals about submissions."""

from lapkin_chassis.errors import Refusal, Text


class SubmissionRefused(Refusal):
    status = 422
    code = "invalid-submission"
    title = Text("Data perlu diperbaiki", "The figures need correction")
    detail = Text(
        "{count} isian perlu diperbaiki; tidak ada yang disimpan.",
        "{count} fields need correction; nothing was stored.",
    )


class IdempotencyKeyMissing(Refusal):
    status = 400
    code = "idempotency-key-missing"
    title = Text("Idempotency-Key belum ada", "The Idempotency-Key is missing")
    detail = Text(
        "Sertakan tajuk Idempotency-Key, 1 sampai 200 karakter, yang baru untuk setiap kiriman.",
        "Send the header Idempotency-Key, 1 to 200 characters, a new one for each submission.",
    )


class IdempotencyKeyReused(Refusal):
    status = 422
    code = "idempotency-key-reused"
    title = Text("Idempotency-Key sudah dipakai", "The Idempotency-Key was used before")
    detail = Text(
        "Kunci itu sudah dipakai untuk isi yang lain; pakai kunci baru untuk isi baru.",
        "That key was used for another body; use a new key for a new body.",
    )


class PreconditionRequired(Refusal):
    status = 428
    code = "precondition-required"
    title = Text("Versi belum disebutkan", "The version is missing")
    detail = Text(
        'Sertakan If-Match dengan versi yang sedang diubah, mis. "v7", atau If-None-Match: *.',
        'Send If-Match with the version you are changing, such as "v7", or If-None-Match: *.',
    )


class StaleVersion(Refusal):
    status = 412
    code = "stale-version"
    title = Text("Data sudah berubah", "The figures have changed")
    detail = Text(
        'Versi sekarang "v{revision}"; muat ulang, lalu ulangi perubahannya.',
        'The version is "v{revision}" now; load it again and repeat the change.',
    )


class UnknownSubmission(Refusal):
    status = 404
    code = "unknown-submission"
    title = Text("Kiriman tidak ditemukan", "Unknown submission")
    detail = Text(
        "Belum ada data {unit} untuk {period} dengan revisi itu.",
        "There is no such revision of {unit} for {period}.",
    )


class UnknownReceipt(Refusal):
    status = 404
    code = "unknown-receipt"
    title = Text("Tanda terima tidak ditemukan", "Unknown receipt")
    detail = Text("Tidak ada tanda terima nomor {seq}.", "There is no receipt {seq}.")


class NothingToReturn(Refusal):
    status = 409
    code = "nothing-to-return"
    title = Text("Belum ada data", "There are no figures yet")
    detail = Text(
        "{unit} belum mengirim data {title}; tidak ada yang dapat dikembalikan.",
        "{unit} has sent nothing for {title}; there is nothing to return.",
    )


class AlreadyReturned(Refusal):
    status = 409
    code = "already-returned"
    title = Text("Data sudah dikembalikan", "The figures were returned before")
    detail = Text(
        "Data {title} sudah dikembalikan kepada {unit} dan belum dikirim kembali.",
        "The figures of {title} went back to {unit} and have not been sent again.",
    )
