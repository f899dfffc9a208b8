"""What the forms about webhooks send."""

from collections.abc import Mapping
from typing import Final

from pydantic import ValidationError

from lapkin_chassis.errors import Refusal, Text, invalid_body
from notifier.webhook.schemas import WebhookIn

TICKED: Final = "jenis:"


class UrlNotRead(Refusal):
    status = 422
    code = "url-not-read"
    title = Text("Alamat tidak terbaca", "The address cannot be read")
    detail = Text(
        "Tulis alamat lengkap, misalnya https://sistem.opd.go.id/terima.",
        "Write the whole address, such as https://system.example/receive.",
    )


def wish(form: Mapping[str, str]) -> WebhookIn:
    """Raises UrlNotRead, and InvalidBody for what no form of ours sends."""
    types = tuple(name.removeprefix(TICKED) for name in form if name.startswith(TICKED))
    body = {"url": form.get("url", ""), "types": types, "unit": form.get("unit", "")}
    try:
        return WebhookIn.model_validate(body)
    except ValidationError as error:
        if any(one["loc"] == ("url",) for one in error.errors()):
            raise UrlNotRead from error
        raise invalid_body(error) from error
