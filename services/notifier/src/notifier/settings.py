"""What the notifier must be told."""

from datetime import time

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from lapkin_chassis.settings import ServiceSettings
from notifier.pengingat.ladder import TANGGA, AnakTangga


class Settings(ServiceSettings):
    """Read from the environment under `NOTIFIER_`."""

    model_config = SettingsConfigDict(env_prefix="NOTIFIER_", extra="ignore", frozen=True)

    link_secret: SecretStr
    """Signs the personal links in mails, and webhook secrets are derived from it. Changing it
    breaks the links already sent and the secrets already given out."""

    public_url: str
    """Address of the portal as recipients reach it, without a slash at the end."""

    service_urls: dict[str, str] = Field(default_factory=dict)
    """JSON object: where the console reaches a service, such as `{"collector":
    "http://collector:8001"}`. What is not named is asked for below `public_url`."""

    smtp_host: str = ""
    """The mail server. Without one nothing is sent, and recipients stay waiting."""

    smtp_port: int = 25
    """Port of the mail server."""

    smtp_from: str = "Lapkin <lapkin@localhost>"
    """Sender of every mail."""

    smtp_username: str = ""
    """Account at the mail server; none if it asks for no sign-in."""

    smtp_password: SecretStr = SecretStr("")
    """Password of that account."""

    smtp_starttls: bool = False
    """Refuse to send unless the connection can be encrypted."""

    reminder_ladder: tuple[AnakTangga, ...] = TANGGA
    """JSON list of rungs: `kode`, `hari` (working days after the due date), `kepada`."""

    reminder_hour: time = time(8)
    """Hour of a working day, in the office's zone, at which reminders are due."""

    webhook_private: bool = False
    """Let webhooks go to private addresses and over plain HTTP, as inside a government network."""
