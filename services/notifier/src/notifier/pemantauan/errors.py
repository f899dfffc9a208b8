"""Refusals of the console."""

from lapkin_chassis.errors import Refusal, Text


class NoteNeeded(Refusal):
    status = 422
    code = "note-needed"
    title = Text("Catatan wajib diisi", "A note is required")
    detail = Text(
        "Tulis alasan {least} sampai {most} huruf; alasan ini tersimpan.",
        "Write why, in {least} to {most} letters.",
    )


class MomentNotRead(Refusal):
    status = 422
    code = "moment-not-read"
    title = Text("Waktu tidak terbaca", "The time cannot be read")
    detail = Text("Pilih tanggal dan jam akhir jeda.", "Choose the day and the hour.")


class UnknownKind(Refusal):
    status = 422
    code = "unknown-kind"
    title = Text("Jenis jadwal tidak dikenal", "Unknown kind of schedule")
    detail = Text("Pilih jenis jadwal dari daftar.", "Choose a kind of the list.")


class NothingChosen(Refusal):
    status = 422
    code = "nothing-chosen"
    title = Text("Belum ada yang dipilih", "Nothing was chosen")
    detail = Text(
        "Centang peristiwa yang dimaksud, lalu ulangi.", "Tick the events you mean, and repeat."
    )


class UnknownAct(Refusal):
    status = 422
    code = "unknown-act"
    title = Text("Tindakan tidak dikenal", "Unknown act")
    detail = Text("Pakai salah satu tombol di halaman ini.", "Use one of the page's buttons.")
