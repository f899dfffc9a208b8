"""What the reporter must be told."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from lapkin_chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """Read from the environment under `REPORTER_`."""

    model_config = SettingsConfigDict(env_prefix="REPORTER_", extra="ignore", frozen=True)

    nomor_laporan: str = "700/{urut}/LKJ/{tahun}"
    """Number of a report: `urut` runs from 1 within the year it reports on, `tahun` is that year."""

    public_url: str = ""
    """Where readers reach this site; printed papers and QR codes lead there."""

    docx_template: Path | None = None
    """The office's own Word template; `GET /v1/dokumen/template:lint` names its unknown fields."""

    penandatangan: Literal["lokal", "bsre", "provinsi"] = "lokal"
    """Who signs issued reports: our own key, BSrE, or the province's central sign."""

    tanda_tangan_kunci: Path | None = None
    """The office's private key, PEM; if it is encrypted, the act of signing brings its passphrase."""

    tanda_tangan_sertifikat: Path | None = None
    """The certificate of that key, PEM, and after it what leads to its root."""

    tanda_tangan_contoh: Path | None = None
    """Folder of a sample signer, made at first use; it signs reports of sample figures only."""

    tanda_tangan_timeout: float = 30.0
    """Seconds a signing service may take to answer."""

    tanda_tangan_jeda: float = 60.0
    """Seconds between two questions about signatures that are waited for."""

    bsre_url: str = ""
    """Address of the office's Esign Client Service, without `/api`."""

    bsre_user: str = ""
    """Basic authentication there."""

    bsre_password: SecretStr = SecretStr("")
    """Basic authentication there."""

    bsre_nik: dict[str, SecretStr] = Field(default_factory=dict)
    """NIK by account of those who sign, as JSON; BSrE knows a signer by it."""

    provinsi_url: str = ""
    """Address of the province's central sign, without `/api`."""

    provinsi_user: str = ""
    """Basic authentication there."""

    provinsi_password: SecretStr = SecretStr("")
    """Basic authentication there."""

    provinsi_unduh: str = "/{path}"
    """Where a signed document lies there; `path` is what `document_info` tells."""

    @field_validator("nomor_laporan")
    @classmethod
    def tells_reports_apart(cls, pattern: str) -> str:
        """A pattern without `{urut}` would give all reports of a year one number."""
        if pattern.format(urut=1, tahun=2024) == pattern.format(urut=2, tahun=2024):
            msg = "the pattern must contain {urut}"
            raise ValueError(msg)
        return pattern

    @model_validator(mode="after")
    def knows_whom_it_asks(self) -> Self:
        """A signing service without an address would be found out by the Inspektur."""
        address = {"bsre": self.bsre_url, "provinsi": self.provinsi_url, "lokal": "-"}
        if not address[self.penandatangan]:
            msg = f"{self.penandatangan}_url is needed where {self.penandatangan} signs"
            raise ValueError(msg)
        return self
