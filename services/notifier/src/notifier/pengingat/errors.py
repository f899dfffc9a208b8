"""Refusals about reminders."""

from lapkin_chassis.errors import Refusal, Text


class NothingOwed(Refusal):
    status = 409
    code = "nothing-owed"
    title = Text("Tidak ada kewajiban", "Nothing is owed")
    detail = Text(
        "{unit} tidak mempunyai kewajiban terbuka untuk {period}.",
        "{unit} owes nothing for {period}.",
    )


class RemindedToday(Refusal):
    status = 409
    code = "reminded-today"
    title = Text("Hari ini sudah diingatkan", "Reminded today already")
    detail = Text(
        "{unit} hari ini sudah diingatkan atas permintaan; ulangi besok.",
        "{unit} was reminded on request today; repeat it tomorrow.",
    )


class NobodyToRemind(Refusal):
    status = 409
    code = "nobody-to-remind"
    title = Text("Tidak ada yang perlu diingatkan", "Nobody to remind")
    detail = Text(
        "Semua unit sudah menyampaikan data {title}, atau sudah diingatkan hari ini.",
        "Every unit has sent its figures for {title}, or was reminded today.",
    )


class PauseOver(Refusal):
    status = 422
    code = "pause-over"
    title = Text("Akhir jeda sudah lewat", "The pause would be over")
    detail = Text("Jeda harus berakhir setelah {now}.", "A pause must end after {now}.")


class PauseTooLong(Refusal):
    status = 422
    code = "pause-too-long"
    title = Text("Jeda terlalu lama", "The pause is too long")
    detail = Text("Jeda berlaku paling lama {days} hari.", "A pause lasts {days} days at most.")
