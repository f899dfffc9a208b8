"""Rules of access: names, passwords, grants, and when to stop someone who is guessing."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple, Self

from collector.akun.errors import (
    PasswordHoldsUsername,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
)
from lapkin_contracts.organisasi import Jabatan

USERNAME: Final = r"^[a-z0-9][a-z0-9._-]{1,39}$"

SESSION_LIFE: Final = timedelta(hours=12)
"""A working day: people sign in once each morning."""
TOKEN_LIFE: Final = timedelta(minutes=10)
"""A revoked program keeps what it holds for this long at most."""
CLIENT_LIFE: Final = timedelta(days=365)
"""A program's secret covers one reporting year unless the administrator says otherwise."""

ROTATION_OVERLAP: Final = timedelta(hours=24)
"""A program keeps working while its new secret is put in place."""
USE_STEP: Final = timedelta(minutes=1)
"""Uses closer together than this are not told apart."""

FAILURES_ALLOWED: Final = 5
FAILURE_WINDOW: Final = timedelta(minutes=15)

MIN_PASSWORD: Final = 12
MAX_PASSWORD: Final = 128
"""Hashing takes time in proportion; more would let a stranger occupy the machine."""
MIN_DISTINCT: Final = 5
MIN_TELLTALE: Final = 4
"""Shorter usernames stand in ordinary words by chance."""
COMMON: Final = frozenset(
    {
        "1234567890123", "123456789012", "bismillah123", "bismillah1234", "indonesia123",
        "indonesia1234", "indonesiaraya", "inspektorat1", "inspektorat123", "passw0rd1234",
        "password1234", "password12345", "passwordpassword", "pemerintah123", "q1w2e3r4t5y6",
        "qwerty123456", "qwertyuiop12", "qwertyuiop123", "rahasia12345", "rahasia123456",
        "sayangsayang", "terimakasih1", "terimakasih123", "yogyakarta123",
    }
)  # fmt: skip
"""Of the passwords people choose most, those long enough to pass otherwise."""

ACCOUNT_ROLES: Final = tuple(Jabatan)
CLIENT_ROLES: Final = ("submit",)
FIRST_GRANT: Final = "admin@*"


class Outcome(StrEnum):
    """How an attempt to sign in ended."""

    SIGNED_IN = "signed_in"
    WRONG = "wrong"
    INACTIVE = "inactive"


class Grant(NamedTuple):
    """A role in one unit, or in all of them (`*`). Written `staf@dinkes`."""

    role: str
    unit: str

    @classmethod
    def parse(cls, text: str) -> Self:
        role, _, unit = text.partition("@")
        return cls(role, unit)

    def __str__(self) -> str:
        return f"{self.role}@{self.unit}"


def grant_pattern(roles: Sequence[str]) -> str:
    return rf"^({'|'.join(roles)})@(\*|[a-z0-9][a-z0-9-]{{0,30}})$"


def as_username(text: str) -> str:
    """`text` if it can be a username or a client id, else nothing.

    Nothing else is looked up or logged: someone may have typed the password in its place.
    """
    return text if re.fullmatch(USERNAME, text) else ""


def blocked_until(failures: Sequence[datetime]) -> datetime | None:
    """When the next attempt is allowed, if there were too many failures.

    Args:
        failures: those within the window, newest first.
    """
    if len(failures) < FAILURES_ALLOWED:
        return None
    return failures[FAILURES_ALLOWED - 1] + FAILURE_WINDOW


def check_password(password: str, username: str) -> None:
    """Length and guessability only; rules of composition make passwords worse.

    Raises:
        WeakPassword: one of its kinds, saying which.
    """
    if len(password) < MIN_PASSWORD:
        raise PasswordTooShort(length=MIN_PASSWORD)
    if len(password) > MAX_PASSWORD:
        raise PasswordTooLong(length=MAX_PASSWORD)
    plain = password.casefold()
    if plain in COMMON or len(set(plain)) < MIN_DISTINCT:
        raise PasswordTooCommon
    if len(username) >= MIN_TELLTALE and username in plain:
        raise PasswordHoldsUsername


def local_path(path: str) -> str:
    """`path` if it stays on this site, else `/`.

    Browsers read a backslash as a slash and drop tabs and line ends, so those are refused too.
    """
    return path if re.fullmatch(r"/(?![/\\])[^\\\s\x00-\x1f]*", path) else "/"
