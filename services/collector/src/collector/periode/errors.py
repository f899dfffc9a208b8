"""Refusals about opening, closing and reopening a triwulan."""

from lapkin_chassis.errors import Refusal, Text


class NotATriwulan(Refusal):
    status = 422
    code = "not-a-triwulan"
    title = Text("Bukan triwulan", "Not a triwulan")
    detail = Text(
        "{period} bukan triwulan; data dikumpulkan per triwulan, mis. 2026-TW3.",
        "{period} is not a triwulan; figures are collected by triwulan, such as 2026-TW3.",
    )


class PeriodNotEnded(Refusal):
    status = 409
    code = "period-not-ended"
    title = Text("Triwulan belum berakhir", "The triwulan has not ended")
    detail = Text(
        "{title} baru dapat dibuka mulai {opens}.", "{title} can be opened from {opens} on."
    )


class PeriodAlreadyOpen(Refusal):
    status = 409
    code = "period-already-open"
    title = Text("Periode sudah pernah dibuka", "The period was opened before")
    detail = Text("{title} sudah dibuka pada {opened}.", "{title} was opened on {opened}.")


class PeriodNotOpen(Refusal):
    status = 409
    code = "period-not-open"
    title = Text("Periode belum dibuka", "The period is not open")
    detail = Text(
        "{title} belum dibuka; pengumpulan dimulai {opens}.",
        "{title} is not open yet; collection begins on {opens}.",
    )


class PeriodClosed(Refusal):
    status = 409
    code = "period-closed"
    title = Text("Periode sudah ditutup", "The period is closed")
    detail = Text(
        "{title} ditutup pada {closed}. Bila masih ada yang harus dikirim, minta pembukaan kembali di Kewajiban.",
        "{title} closed on {closed}. If there is more to send, ask under Kewajiban to have it reopened.",
    )


class NoObligation(Refusal):
    status = 409
    code = "no-obligation"
    title = Text("Unit tidak wajib melapor", "The unit owes nothing")
    detail = Text(
        "{unit} tidak mempunyai Perjanjian Kinerja yang berlaku ketika {title} dibuka.",
        "{unit} had no Perjanjian Kinerja in force when {title} was opened.",
    )


class UnknownPeriod(Refusal):
    status = 404
    code = "unknown-period"
    title = Text("Periode tidak ditemukan", "Unknown period")
    detail = Text("{period} belum dijadwalkan.", "{period} is not scheduled.")


class UnknownObligation(Refusal):
    status = 404
    code = "unknown-obligation"
    title = Text("Kewajiban tidak ditemukan", "Unknown obligation")
    detail = Text("{unit} tidak wajib melapor untuk {title}.", "{unit} owes nothing for {title}.")


class PeriodStillOpen(Refusal):
    status = 409
    code = "period-still-open"
    title = Text("Data masih dapat dikirim", "Figures can still be sent")
    detail = Text(
        "{unit} dapat mengirim data {title} sampai {sampai}; pembukaan kembali tidak diperlukan.",
        "{unit} can send figures of {title} until {sampai}; there is nothing to reopen.",
    )


class ReopeningPending(Refusal):
    status = 409
    code = "reopening-pending"
    title = Text("Permintaan sudah ada", "A request is waiting")
    detail = Text(
        "Permintaan {unit} untuk {title} masih menunggu persetujuan.",
        "The request of {unit} for {title} still waits for approval.",
    )


class NoRequest(Refusal):
    status = 409
    code = "no-request"
    title = Text("Tidak ada permintaan yang menunggu", "No request is waiting")
    detail = Text(
        "Tidak ada permintaan {unit} untuk {title} yang menunggu putusan.",
        "No request of {unit} for {title} waits for a decision.",
    )


class OwnRequest(Refusal):
    status = 403
    code = "own-request"
    title = Text("Permintaan sendiri", "One's own request")
    detail = Text(
        "Yang meminta pembukaan kembali tidak dapat menyetujui atau menolaknya.",
        "Who asks to reopen can neither approve nor decline it.",
    )


class ReopeningPast(Refusal):
    status = 422
    code = "reopening-past"
    title = Text("Batas sudah lewat", "The limit is past")
    detail = Text("{sampai} sudah lewat.", "{sampai} is past.")


class ReopeningTooLong(Refusal):
    status = 422
    code = "reopening-too-long"
    title = Text("Pembukaan terlalu lama", "The reopening is too long")
    detail = Text(
        "Pembukaan kembali berlaku paling lama {days} hari kerja.",
        "A reopening lasts {days} working days at most.",
    )
