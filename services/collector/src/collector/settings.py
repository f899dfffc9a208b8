"""What the collector must be told."""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from lapkin_chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """Read from the environment under `COLLECTOR_`."""

    model_config = SettingsConfigDict(env_prefix="COLLECTOR_", extra="ignore", frozen=True)

    key_file: Path
    """The Ed25519 key that tokens and receipts are signed with; made, readable by the owner alone,
    when it is missing. All replicas need the same one."""

    bootstrap_secret: SecretStr | None = None
    """Lets whoever holds it make the first administrator, once. Without it nobody can."""

    submission_window_days: int = 10
    """Figures are on time for this many working days, the day of opening included."""

    closing_days: int = 14
    """Collection closes by itself after this many working days, the day of opening included."""

    idempotency_days: int = 7
    """A repeat under the same Idempotency-Key gets the first answer for this long."""
