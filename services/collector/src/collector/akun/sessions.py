"""Signing in and out, for the API and the page alike."""

from dataclasses import dataclass, replace
from typing import Annotated

import structlog
from fastapi import Depends, Request, Response

from collector.akun import service
from collector.akun.context import MachineTime, PasswordsOf, SigningKeyOf
from collector.akun.domain import SESSION_LIFE
from collector.akun.errors import WrongCredentials
from collector.akun.mandat.service import carried_by
from collector.akun.service import Attempt, Holder
from collector.akun.tokens import token_for
from lapkin_chassis.auth import COOKIE
from lapkin_chassis.context import ClockOf, StoreOf

log = structlog.get_logger()

MAX_ADDRESS = 64


@dataclass
class Door:
    """Where people come in."""

    request: Request
    store: StoreOf
    passwords: PasswordsOf
    key: SigningKeyOf
    now: MachineTime
    clock: ClockOf

    async def sign_in(self, username: str, password: str) -> Holder:
        """Compare the password and record the attempt.

        The turn is held from counting failures to recording this one, so that many guesses sent
        at once do not all pass the count.

        Raises:
            TooManyAttempts: before the password is even looked at.
            WrongCredentials: whatever was wrong.
        """
        attempt = Attempt(username.strip().lower(), self._address, self.now)
        async with self.passwords.turns:
            known = await self.store.read(service.hash_to_check, attempt)
            is_right = await self.passwords.matches(known, password)
            holder = await self.store.write(service.conclude, attempt, is_right=is_right)
        if holder is None:
            log.warning("sign_in.refused")
            raise WrongCredentials
        mandates = await self.store.read(carried_by, holder.subject, self.clock.now())
        return replace(holder, mandates=mandates)

    def set_cookie(self, response: Response, holder: Holder) -> None:
        response.set_cookie(
            COOKIE,
            token_for(holder, self.key, self.now, SESSION_LIFE),
            max_age=int(SESSION_LIFE.total_seconds()),
            path="/",
            secure=self.request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )

    @property
    def _address(self) -> str:
        client = self.request.client
        return client.host[:MAX_ADDRESS] if client else ""


DoorOf = Annotated[Door, Depends()]


def clear_cookie(request: Request, response: Response) -> None:
    response.delete_cookie(
        COOKIE, path="/", secure=request.url.scheme == "https", httponly=True, samesite="lax"
    )
