"""Refusals about events."""

from lapkin_chassis.errors import Refusal, Text


class UnknownEvent(Refusal):
    status = 404
    code = "unknown-event"
    title = Text("Peristiwa tidak dikenal", "Unknown event")
    detail = Text("Tidak ada peristiwa dengan id {event_id}.", "There is no event {event_id}.")


class UnknownEventType(Refusal):
    status = 422
    code = "unknown-event-type"
    title = Text("Jenis peristiwa tidak dikenal", "Unknown event type")
    detail = Text(
        "Tidak ada jenis peristiwa {types}. Yang ada: {known}.",
        "There is no event type {types}. Known types: {known}.",
    )
