"""Refusals about review and koreksi."""

from lapkin_chassis.errors import Refusal, Text


class NotAwaitingReview(Refusal):
    status = 409
    code = "not-awaiting-review"
    title = Text("Draft tidak sedang menunggu reviu", "The draft does not await review")
    detail = Text("Draft ini berstatus {state}.", "This draft is in the state {state}.")


class NotReturned(Refusal):
    status = 409
    code = "not-returned"
    title = Text("Draft tidak sedang dikoreksi", "The draft was not returned for correction")
    detail = Text(
        "Hanya draft yang perlu koreksi yang dapat dikirim ulang; draft ini berstatus {state}.",
        "Only a returned draft can be resubmitted; this one is in the state {state}.",
    )


class OwnDraft(Refusal):
    status = 403
    code = "own-draft"
    title = Text("Draft sendiri tidak dapat disetujui", "Nobody approves their own draft")
    detail = Text(
        "Saudara ikut menyunting, menjawab koreksi, atau mengirim ulang draft ini; persetujuan"
        " diberikan oleh pejabat lain.",
        "You edited, answered koreksi in, or resubmitted this draft; someone else must approve it.",
    )


class KoreksiRequired(Refusal):
    status = 422
    code = "koreksi-required"
    title = Text("Koreksi belum diisi", "Koreksi is missing")
    detail = Text(
        "Putusan Tidak memerlukan sedikitnya satu butir koreksi.",
        "Tidak needs at least one koreksi.",
    )


class KoreksiWithYa(Refusal):
    status = 422
    code = "koreksi-with-ya"
    title = Text("Putusan Ya tidak memuat koreksi", "Ya carries no koreksi")
    detail = Text(
        "Pilih Tidak bila ada koreksi, atau hapus koreksinya.",
        "Say Tidak if there is koreksi, or leave it out.",
    )


class KoreksiMisplaced(Refusal):
    status = 422
    code = "koreksi-misplaced"
    title = Text("Butir koreksi tidak sesuai", "Koreksi about nothing that is there")
    detail = Text(
        "{count} butir menunjuk bagian atau nomor yang tidak sesuai.",
        "{count} items name a section or a number that does not fit; see errors.",
    )


class KoreksiOpen(Refusal):
    status = 409
    code = "koreksi-open"
    title = Text("Masih ada koreksi yang belum dijawab", "Koreksi is still unanswered")
    detail = Text("Jawab dahulu koreksi nomor {open}.", "Answer koreksi {open} first.")


class KoreksiUnknown(Refusal):
    status = 404
    code = "koreksi-unknown"
    title = Text("Koreksi tidak ditemukan", "No such koreksi")
    detail = Text(
        "Draft {period} tidak memiliki koreksi nomor {nomor}.",
        "The draft of {period} has no koreksi {nomor}.",
    )


class KoreksiSettled(Refusal):
    status = 409
    code = "koreksi-settled"
    title = Text("Koreksi sudah dijawab", "The koreksi is answered")
    detail = Text(
        "Jawaban koreksi nomor {nomor} sudah dikirim untuk direviu dan tidak dapat diubah.",
        "The answer to koreksi {nomor} was submitted for review and cannot be changed.",
    )


class NobodySigns(Refusal):
    status = 409
    code = "nobody-signs"
    title = Text("Tidak ada penanda tangan", "Nobody can sign")
    detail = Text(
        "Tidak ada Inspektur, Plt., atau Plh. yang menjabat pada {day}; daftarkan dahulu di"
        " Pengaturan, Unit dan pejabat.",
        "No Inspektur, Plt or Plh holds the office on {day}; assign one first.",
    )
