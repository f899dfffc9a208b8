"""Secrets made for people and programs. Each is shown once; only a digest of it is stored."""

import base64
import hashlib
import hmac
import secrets
import zlib
from typing import Final

PREFIX: Final = "lpk_"
CHECKSUM_LENGTH: Final = 6

LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike on paper: i l o 0 1."""


def new_client_id() -> str:
    return f"sistem-{secrets.token_hex(6)}"


def new_secret() -> str:
    """A program's secret: prefix, 256 random bits, checksum.

    Scanners find a leaked one by the prefix, and tell it from a chance match by the checksum.
    """
    body = PREFIX + secrets.token_urlsafe(32)
    return body + _checksum(body)


def is_well_formed(secret: str) -> bool:
    body, checksum = secret[:-CHECKSUM_LENGTH], secret[-CHECKSUM_LENGTH:]
    return body.startswith(PREFIX) and checksum == _checksum(body)


def digest(secret: str) -> str:
    """SHA-256 is enough: 256 random bits cannot be guessed, however cheap a guess is."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_digest_of(known: str, secret: str) -> bool:
    return is_well_formed(secret) and hmac.compare_digest(known, digest(secret))


def new_password() -> str:
    """Four groups of five letters, 99 bits: it can be read out over the telephone."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


def _checksum(body: str) -> str:
    crc = zlib.crc32(body.encode()).to_bytes(4, "big")
    return base64.b32encode(crc).decode()[:CHECKSUM_LENGTH]
