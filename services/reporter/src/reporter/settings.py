"""What the reporter must be told."""

from pydantic import field_validator
from pydantic_settings import SettingsConfigDict

from lapkin_chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """Read from the environment under `REPORTER_`."""

    model_config = SettingsConfigDict(env_prefix="REPORTER_", extra="ignore", frozen=True)

    nomor_laporan: str = "700/{urut}/LKJ/{tahun}"
    """Number of a report: `urut` runs from 1 within the year it reports on, `tahun` is that year."""

    @field_validator("nomor_laporan")
    @classmethod
    def tells_reports_apart(cls, pattern: str) -> str:
        """A pattern without `{urut}` would give all reports of a year one number."""
        if pattern.format(urut=1, tahun=2024) == pattern.format(urut=2, tahun=2024):
            msg = "the pattern must contain {urut}"
            raise ValueError(msg)
        return pattern
