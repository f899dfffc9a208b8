"""Refusals about runs of the clock."""

from lapkin_chassis.errors import Refusal, Text


class UnknownRun(Refusal):
    status = 404
    code = "unknown-run"
    title = Text("Pemicu tidak ditemukan", "Unknown run")
    detail = Text("{key} tidak ada dalam jadwal.", "{key} is not planned.")


class NotDueYet(Refusal):
    status = 409
    code = "not-due-yet"
    title = Text("Belum waktunya", "Not due yet")
    detail = Text("{judul} baru berlaku pada {due}.", "{judul} is not due before {due}.")


class PausePast(Refusal):
    status = 422
    code = "pause-past"
    title = Text("Batas jeda sudah lewat", "The pause would be over")
    detail = Text("{sampai} sudah lewat.", "{sampai} is past.")


class PauseTooLong(Refusal):
    status = 422
    code = "pause-too-long"
    title = Text("Jeda terlalu lama", "The pause is too long")
    detail = Text("Jeda berlaku paling lama {days} hari.", "A pause lasts {days} days at most.")
