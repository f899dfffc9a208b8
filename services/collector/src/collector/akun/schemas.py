"""Bodies of requests and answers about accounts, programs and sessions."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from collector.akun.domain import ACCOUNT_ROLES, CLIENT_ROLES, USERNAME, grant_pattern
from collector.text import Line
from lapkin_contracts.rules.periods import Saat

Username = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=USERNAME)
]
Name = Annotated[Line, Field(min_length=1, max_length=120)]
AccountGrantText = Annotated[str, StringConstraints(pattern=grant_pattern(ACCOUNT_ROLES))]
ClientGrantText = Annotated[str, StringConstraints(pattern=grant_pattern(CLIENT_ROLES))]


class Body(BaseModel):
    """A field nobody documented is a mistake the caller wants to hear of."""

    model_config = ConfigDict(extra="forbid")


class SessionIn(Body):
    """Deliberately loose: a malformed username is answered like a wrong one."""

    username: str = Field(max_length=200)
    password: SecretStr = Field(max_length=1000)


class MandateHeld(BaseModel):
    """A role held in somebody's place for a time."""

    model_config = ConfigDict(from_attributes=True)

    grant: str
    since: AwareDatetime
    until: AwareDatetime
    title: str
    basis: str


class SessionOut(BaseModel):
    """Who is signed in; the token itself travels in the cookie."""

    username: str
    name: str
    grants: list[str]
    mandates: list[MandateHeld]
    """What they may do in somebody's place, now or later."""
    expires_at: AwareDatetime


class AccountIn(Body):
    """A person to be let in."""

    username: Username
    name: Name
    grants: frozenset[AccountGrantText] = Field(min_length=1, max_length=100)
    """Such as `staf@dinkes`; `*` stands for every unit."""
    password: SecretStr | None = None
    """Without one, one is made and answered, once."""


class AccountOut(BaseModel):
    """A person who may sign in, if active."""

    username: str
    name: str
    active: bool
    grants: list[str]


class AccountMade(AccountOut):
    """The only answer that holds a password: the one that was made."""

    password: str | None = None


class BootstrapIn(Body):
    """The first administrator."""

    username: Username
    name: Name
    password: SecretStr


class ClientIn(Body):
    """A program of another office."""

    client_id: Username | None = None
    """Without one, one is made."""
    name: Name
    grants: frozenset[ClientGrantText] = Field(min_length=1, max_length=100)
    """Such as `submit@dinkes`."""
    expires_at: Saat | None = None
    """A year from now unless given."""


class ClientOut(BaseModel):
    """A program that may fetch tokens, if active and not expired."""

    client_id: str
    name: str
    active: bool
    expires_at: AwareDatetime
    grants: list[str]
    created_at: AwareDatetime | None = None
    last_used_at: AwareDatetime | None = None
    """When it last fetched a token, to the minute."""
    previous_until: AwareDatetime | None = None
    """Until then the secret before the last rotation holds too."""


class ClientMade(ClientOut):
    """The only answer that holds the secret."""

    client_secret: str


class TokenOut(BaseModel):
    """RFC 6749, section 5.1."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105  the word RFC 6749 gives
    expires_in: int
    scope: str
