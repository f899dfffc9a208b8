"""What the notifier must be told."""

from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from lapkin_chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """Read from the environment under `NOTIFIER_`."""

    model_config = SettingsConfigDict(env_prefix="NOTIFIER_", extra="ignore", frozen=True)

    link_secret: SecretStr
    """Signs the personal links in mails. Changing it breaks the links already sent."""

    public_url: str
    """Address of the portal as recipients reach it, without a slash at the end."""

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
