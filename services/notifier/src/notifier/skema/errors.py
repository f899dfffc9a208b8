"""Refusals about the descriptions of events."""

from lapkin_chassis.errors import Refusal, Text


class UnknownSchema(Refusal):
    status = 404
    code = "unknown-schema"
    title = Text("Peristiwa tidak dikenal", "Unknown event")
    detail = Text(
        "Tidak ada peristiwa bernama {name}; lihat daftarnya di /notifier/asyncapi.",
        "There is no event named {name}; see the list at /notifier/asyncapi.",
    )
