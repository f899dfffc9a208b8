"""Who is told of a report, and by which link."""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from typing import Final, NamedTuple

TOKEN: Final = re.compile(
    r"([12][0-9]{3}(?:-TW[1-4]|-S[12])?)\.([0-9]{1,4})\.([0-9]{1,5})\.([A-Za-z0-9_-]{43})"
)


class Key(NamedTuple):
    """One recipient of one edition."""

    period: str
    edisi: int
    nomor: int


class Official(NamedTuple):
    """Whom a report concerns."""

    nama: str
    jabatan: str
    surel: str


class Edition(NamedTuple):
    """An edition in one of its rounds: each is announced to the end once."""

    period: str
    edisi: int
    putaran: int


def recipients(officials: Iterable[Official], told: Iterable[Official] = ()) -> list[Official]:
    """Everyone with an address, each address once however it is capitalised.

    Those who were `told` of the edition that is replaced come first, whether in office or not:
    they hold a report that no longer counts.
    """
    by_address: dict[str, Official] = {one.surel.lower(): one for one in told}
    news: dict[str, Official] = {}
    for one in officials:
        if one.surel:
            news.setdefault(one.surel.lower(), one)
    return list((by_address | news).values())


def token_of(secret: str, key: Key, event_id: str, surel: str) -> str:
    """Names the recipient and proves it; nothing secret has to be stored."""
    message = f"{event_id}\n{key.nomor}\n{surel}".encode()
    digest = hmac.new(secret.encode(), message, hashlib.sha256).digest()
    signature = urlsafe_b64encode(digest).decode().rstrip("=")
    return f"{key.period}.{key.edisi}.{key.nomor}.{signature}"


def key_of(token: str) -> Key | None:
    """Whom a token names, proof apart; None if it has not the form of one."""
    parts = TOKEN.fullmatch(token)
    return Key(parts[1], int(parts[2]), int(parts[3])) if parts else None


def is_genuine(token: str, secret: str, event_id: str, surel: str) -> bool:
    """Whether we made this token for this recipient."""
    key = key_of(token)
    return key is not None and hmac.compare_digest(token, token_of(secret, key, event_id, surel))
