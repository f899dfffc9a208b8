"""What every service must be told."""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """Read from the environment under the service's own prefix, such as `COLLECTOR_`."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    database_url: SecretStr
    """`sqlite:///path/to/file` or `postgresql://user:password@host/name`; one store per service."""

    nats_url: str
    """Address of the broker, or several separated by commas."""

    keys_url: str
    """Where the collector publishes the public keys that tokens are verified with."""

    clock_file: Path | None = None
    """A rehearsal's clock: while this file exists, it holds the time that counts."""

    outbox_batch: int = 500
    """Events the relay publishes as one atomic batch; the broker takes at most 1000."""

    verify_seconds: float = 5.0
    """How often the relay compares the outbox with what the broker still holds."""
