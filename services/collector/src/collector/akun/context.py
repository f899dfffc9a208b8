"""What the routes of this noun ask for by type."""

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from collector.akun.passwords import Passwords
from collector.akun.signing import SigningKey
from collector.settings import Settings
from lapkin_chassis.clock import Clock


async def signing_key_of(request: Request) -> SigningKey:
    key: SigningKey = request.app.state.signing_key
    return key


async def passwords_of(request: Request) -> Passwords:
    passwords: Passwords = request.app.state.passwords
    return passwords


async def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def machine_time(request: Request) -> datetime:
    """The time that guards access: tokens, expiry, throttling.

    Not the office's clock: that one may be set by hand to rehearse a year, and a token would then
    be born expired, or a lock would never open.
    """
    clock: Clock = request.app.state.machine_clock
    return clock.now()


SigningKeyOf = Annotated[SigningKey, Depends(signing_key_of)]
PasswordsOf = Annotated[Passwords, Depends(passwords_of)]
SettingsOf = Annotated[Settings, Depends(settings_of)]
MachineTime = Annotated[datetime, Depends(machine_time)]
