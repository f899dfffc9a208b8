"""Refusals about webhooks."""

from lapkin_chassis.errors import Refusal, Text


class UnknownWebhook(Refusal):
    status = 404
    code = "unknown-webhook"
    title = Text("Webhook tidak dikenal", "Unknown webhook")
    detail = Text("Tidak ada webhook {webhook}.", "There is no webhook {webhook}.")


class UnknownDelivery(Refusal):
    status = 404
    code = "unknown-delivery"
    title = Text("Pengiriman tidak dikenal", "Unknown delivery")
    detail = Text(
        "Peristiwa {event_id} tidak pernah ditujukan ke webhook ini.",
        "Event {event_id} was never meant for this webhook.",
    )


class WebhookInactive(Refusal):
    status = 409
    code = "webhook-inactive"
    title = Text("Webhook tidak aktif", "The webhook is not active")
    detail = Text(
        "Aktifkan dahulu; alasan berhenti: {reason}.", "Enable it first; it stopped for: {reason}."
    )


class WebhookUrlRefused(Refusal):
    status = 422
    code = "webhook-url-refused"
    title = Text("Alamat tidak diterima", "The address is not accepted")
    detail = Text(
        "Alamat harus https di jaringan umum, tanpa nama pengguna dan tanpa fragmen.",
        "The address must be https on a public network, without user name and fragment.",
    )
