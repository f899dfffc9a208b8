"""What the aggregator must be told."""

from pydantic_settings import SettingsConfigDict

from lapkin_chassis.settings import ServiceSettings
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN, Kebijakan


class Settings(ServiceSettings):
    """Read from the environment under `AGGREGATOR_`."""

    model_config = SettingsConfigDict(env_prefix="AGGREGATOR_", extra="ignore", frozen=True)

    kebijakan: Kebijakan = KEBIJAKAN_BAWAAN
    """How capaian is computed, as JSON such as `{"versi": "bantul-1", "cap": "120"}`, until
    the office sets another on its page. A triwulan keeps the policy it opened with; give every
    change a new `versi`."""
