"""HTTP bodies about signatures."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from lapkin_contracts.rules.periods import Periode
from reporter.moments import LocalTime
from reporter.tanda_tangan.domain import State
from reporter.tanda_tangan.models import TandaTangan


class SignIn(BaseModel):
    """The act of signing. A passphrase is passed on to the signer's key and kept nowhere."""

    model_config = ConfigDict(extra="forbid")

    passphrase: SecretStr | None = Field(default=None, max_length=200, repr=False)


class TandaTanganOut(BaseModel):
    """How the signature of an edition stands."""

    period: Periode
    edisi: int
    state: State
    cara: str
    """lokal, bsre or provinsi"""
    nama: str
    jabatan: str
    dasar: str
    requested_at: LocalTime
    signed_at: LocalTime | None
    sertifikat_sha256: str
    sertifikat_pemilik: str
    berkas_sha256: str
    """Of the signed PDF, at `/v1/berkas/{sha256}`; empty before it is signed."""

    @classmethod
    def of(cls, row: TandaTangan) -> Self:
        return cls(**row.model_dump(exclude={"tiket", "requested_by"}))
