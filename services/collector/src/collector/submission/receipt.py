"""Receipts: numbered, chained and signed, so that neither side can say otherwise later."""

import base64
import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, NamedTuple

from collector.akun.signing import SigningKey
from lapkin_contracts.rules.periods import ZONE

FIRST: Final = "0" * 64
"""`prev` of the first receipt."""
SCHEME: Final = "ed25519:"
_as_signed: Final = json.JSONEncoder(separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender keeps. The signature is over the SHA-256 that `digest` gives."""

    seq: int
    submission_id: str
    body_sha256: str
    """Of the request's bytes, as they were received."""
    prev: str
    """Digest of the receipt before."""
    received_at: str
    sig: str
    """`ed25519:` and 64 bytes in URL-safe base64 without padding."""
    kid: str
    """The key, as /.well-known/jwks.json names it."""


class Signed(NamedTuple):
    """A receipt and its digest, the `prev` of the next one."""

    receipt: Receipt
    sha256: str


def digest(receipt: Receipt) -> str:
    """SHA-256 over `prev` and the JSON of four other fields, keys in order, without spaces."""
    signed = {
        "body_sha256": receipt.body_sha256,
        "received_at": receipt.received_at,
        "seq": receipt.seq,
        "submission_id": receipt.submission_id,
    }
    text = receipt.prev + _as_signed.encode(signed)
    return hashlib.sha256(text.encode()).hexdigest()


def sign(receipt: Receipt, key: SigningKey) -> Signed:
    sha256 = digest(receipt)
    signature = base64.urlsafe_b64encode(key.sign(bytes.fromhex(sha256)))
    return Signed(replace(receipt, sig=SCHEME + signature.decode().rstrip("=")), sha256)


def is_genuine(key: SigningKey, receipt: Receipt) -> bool:
    """Whether `key` signed exactly this receipt."""
    text = receipt.sig.removeprefix(SCHEME)
    try:
        signature = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return False
    return key.is_mine(signature, bytes.fromhex(digest(receipt)))


def moment(received_at: datetime) -> str:
    """As it stands in a receipt: by the office's clock, with its offset."""
    return received_at.astimezone(ZONE).isoformat()
