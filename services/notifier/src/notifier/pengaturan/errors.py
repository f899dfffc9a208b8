"""Refusals about settings."""

from lapkin_chassis.errors import Refusal, Text


class HourNotRead(Refusal):
    status = 422
    code = "hour-not-read"
    title = Text("Jam tidak terbaca", "The hour cannot be read")
    detail = Text("Tulis jam pengiriman, misalnya 08:00.", "Write an hour, such as 08:00.")


class RungNotRead(Refusal):
    status = 422
    code = "rung-not-read"
    title = Text("Anak tangga tidak terbaca", "A rung cannot be read")
    detail = Text(
        "Baris {baris}: tulis hari kerja -20 sampai 20 dan pilih penerimanya.",
        "Row {baris}: write working days from -20 to 20, and choose whom it is for.",
    )


class RungTwice(Refusal):
    status = 422
    code = "rung-twice"
    title = Text("Anak tangga kembar", "A rung stands twice")
    detail = Text(
        "Ada dua baris untuk {anak_tangga}; hapus salah satunya.",
        "Two rows say {anak_tangga}; remove one.",
    )


class WithoutRungs(Refusal):
    status = 422
    code = "without-rungs"
    title = Text("Tangga tanpa anak tangga", "A ladder without rungs")
    detail = Text(
        "Isi paling sedikit satu baris; untuk berhenti sementara, jeda pengingat di Pemantauan, Jadwal.",
        "Fill at least one row; to stop for a while, pause the reminders.",
    )
