"""The port to whoever signs: our own key, BSrE, or the province's service."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from pydantic import SecretStr


@dataclass(frozen=True)
class Permintaan:
    """One PDF to sign, and who signs it."""

    pdf: bytes = field(repr=False)
    nama_berkas: str
    akun: str
    nama: str
    jabatan: str
    """As printed: `Plt. Inspektur`."""
    tempat: str
    at: datetime
    contoh: bool
    """Whether the report holds sample figures; only such a one is signed with a sample key."""
    passphrase: SecretStr | None = field(default=None, repr=False)
    """Given with the act and passed on; it is kept nowhere."""


class Tiket(NamedTuple):
    """What became of a request: the signed PDF, or by what id to ask for it later."""

    id: str
    pdf: bytes | None


class Penandatangan(Protocol):
    """Whoever signs. A signature that takes a person's time is asked for again by its ticket."""

    cara: str
    """Stored with each request, so that its ticket is taken to the same place."""

    async def minta(self, permintaan: Permintaan) -> Tiket:
        """Ask for a signature. Raises a Refusal of `errors` where there will be none."""

    async def cek(self, tiket: str) -> bytes | None:
        """The signed PDF; none while it waits for the signer."""
