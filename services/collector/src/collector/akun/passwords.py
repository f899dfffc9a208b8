"""argon2id, off the event loop and few at a time: each takes 64 MiB and a tenth of a second."""

import asyncio
import secrets
import unicodedata
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

AT_A_TIME: Final = 2


class Passwords:
    """Hashes and compares passwords of one service."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._nobody = _hash_of_nobody()
        self.turns = asyncio.Semaphore(AT_A_TIME)
        """Held by whoever calls `matches`: what is counted before and written after belongs to it."""

    async def hash(self, password: str) -> str:
        async with self.turns:
            return await asyncio.to_thread(self._hasher.hash, _normal(password))

    async def matches(self, known: str | None, password: str) -> bool:
        """Takes as long for a person there is not, so that time does not tell who there is."""
        return await asyncio.to_thread(self._matches, known or self._nobody, _normal(password))

    def _matches(self, known: str, password: str) -> bool:
        try:
            return self._hasher.verify(known, password)
        except VerifyMismatchError:
            return False


@cache
def _hash_of_nobody() -> str:
    return PasswordHasher().hash(secrets.token_hex(16))


def _normal(password: str) -> str:
    """Keyboards write one letter in several ways."""
    return unicodedata.normalize("NFKC", password)
