"""The stamp of a workbook: whose it is and which revision it shows, so that nobody can alter it."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from typing import Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from collector.akun.signing import SigningKey
from collector.lembar_kerja.errors import UnusableFile
from lapkin_contracts.rules.periods import Periode

SKEMA: Final = 1
PURPOSE: Final = b"lapkin lembar-kerja 1: key of the stamps"


@dataclass(frozen=True, slots=True)
class Stempel:
    """What a template was made of."""

    skema: int
    unit: str
    period: Periode
    revision: int
    """Newest one when the template was made; 0 if there was none."""
    kode: tuple[str, ...]
    anggaran: tuple[str, ...]
    rtl: tuple[str, ...]

    def codes(self, bagian: str) -> tuple[str, ...]:
        by_part = {"nilai": self.kode, "anggaran": self.anggaran, "rtl": self.rtl}
        return by_part[bagian]


class Tercetak(NamedTuple):
    """A stamp as it stands in a workbook."""

    isi: str
    hmac: str


_stempel: Final = TypeAdapter(Stempel)


def printed(stempel: Stempel, key: SigningKey) -> Tercetak:
    isi = json.dumps(asdict(stempel), separators=(",", ":"), sort_keys=True)
    return Tercetak(isi, _code(isi, key))


def read_stamp(found: Tercetak, key: SigningKey) -> Stempel:
    """
    Raises:
        UnusableFile: this site never stamped it so.
    """
    if not hmac.compare_digest(_code(found.isi, key).encode(), found.hmac.encode()):
        raise UnusableFile.because(
            "stamp-invalid",
            "Penanda lembar kerja ini tidak sah: berubah, atau dibuat oleh situs lain.",
            "Unduh lembar kerja yang baru, lalu salin isinya.",
        )
    try:
        return _stempel.validate_json(found.isi)
    except ValidationError as error:
        raise UnusableFile.because(
            "stamp-unknown",
            "Lembar kerja ini dibuat untuk versi aplikasi yang lain.",
            "Unduh lembar kerja yang baru, lalu salin isinya.",
        ) from error


def _code(isi: str, key: SigningKey) -> str:
    """Ed25519 signs the same text the same way, so its signature is a secret of the key's owner."""
    secret = hashlib.sha256(key.sign(PURPOSE)).digest()
    return hmac.new(secret, isi.encode(), hashlib.sha256).hexdigest()
