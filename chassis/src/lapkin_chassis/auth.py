"""Who is calling. The collector issues signed tokens; every service checks them by public key."""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

import httpx
import structlog
from fastapi import Depends, Request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from lapkin_chassis.errors import Refusal, Text
from lapkin_chassis.tls import trusted

log = structlog.get_logger()

ISSUER = "lapkin"
COOKIE = "lapkin_session"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
ANY_UNIT = "*"
REMEMBERED = 2048
"""Verified tokens kept in memory until they expire; an Ed25519 check costs more than the rest."""
REFETCH_SECONDS = 5.0


class NotSignedIn(Refusal):
    status = 401
    code = "not-signed-in"
    title = Text("Belum masuk", "Not signed in")
    detail = Text(
        "Masuk dahulu, atau sertakan token yang masih berlaku.",
        "Sign in first, or send a token that is still valid.",
    )

    @property
    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": "Bearer"}


class NotAllowed(Refusal):
    status = 403
    code = "not-allowed"
    title = Text("Tidak berwenang", "Not allowed")
    detail = Text(
        "Ini memerlukan peran {roles} untuk {unit}. Bila itu tugas Saudara, minta perannya kepada admin.",
        "This needs the role {roles} for {unit}. If that is your task, ask an admin for the role.",
    )


class ForeignPage(Refusal):
    status = 403
    code = "foreign-page"
    title = Text("Permintaan dari situs lain ditolak", "A request from another site was refused")
    detail = Text("Ulangi dari halaman Lapkin sendiri.", "Repeat it from a page of this site.")


class KeysUnavailable(Refusal):
    status = 503
    code = "keys-unavailable"
    title = Text("Kunci publik belum tersedia", "The public keys are not available")
    detail = Text(
        "Layanan akun belum menjawab; coba lagi sebentar.",
        "The account service has not answered; try again shortly.",
    )


@dataclass(frozen=True)
class Mandate:
    """A grant held in somebody's place for a time."""

    grant: str
    since: datetime
    until: datetime
    """It ends with this second."""
    title: str
    """As printed under an act."""
    basis: str
    """The decree behind it."""

    def is_in_force(self, at: datetime) -> bool:
        return self.since <= at < self.until + timedelta(seconds=1)


@dataclass(frozen=True)
class Principal:
    """A person or a program, with what it may do where: grants such as `staf@dinkes`."""

    subject: str
    name: str
    grants: frozenset[str]
    expires_at: float
    mandates: tuple[Mandate, ...] = ()

    def may(self, role: str, unit: str, at: datetime | None = None) -> bool:
        """Whether a role is held: in one's own right, or `at` a moment by mandate."""
        held = self._held(role, unit)
        return bool(self.grants & held) or self.mandate_for(role, unit, at) is not None

    def mandate_for(
        self, role: str, unit: str = ANY_UNIT, at: datetime | None = None
    ) -> Mandate | None:
        """The mandate a role rests on; none if it is held in one's own right or not at all."""
        held = self._held(role, unit)
        if at is None or self.grants & held:
            return None
        in_force = (one for one in self.mandates if one.grant in held and one.is_in_force(at))
        return next(in_force, None)

    @staticmethod
    def _held(role: str, unit: str) -> set[str]:
        return {f"{role}@{unit}", f"{role}@{ANY_UNIT}"}

    def require(self, *roles: str, unit: str = ANY_UNIT, at: datetime | None = None) -> None:
        """Raises NotAllowed unless one of `roles` is held for `unit`; mandates count only `at`."""
        if not any(self.may(role, unit, at) for role in roles):
            raise NotAllowed(
                roles=" / ".join(roles), unit="semua unit" if unit == ANY_UNIT else unit
            )

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.split("@", 1)[0] for grant in self.grants)


class Verifier:
    """Checks tokens against the published keys, which it fetches when it meets a new one."""

    def __init__(self, keys_url: str) -> None:
        self._keys_url = keys_url
        self._keys: KeySet | None = None
        self._fetched_at = 0.0
        self._fetching = asyncio.Lock()
        self._known: OrderedDict[str, Principal] = OrderedDict()

    async def principal(self, token: str) -> Principal:
        """Raises NotSignedIn for a token that is forged, malformed or expired."""
        if (known := self._known.get(token)) is not None:
            if known.expires_at > time.time():
                return known
            raise NotSignedIn
        claims = self._claims(token, await self._keys_for_tokens())
        if claims is None and time.monotonic() - self._fetched_at > REFETCH_SECONDS:
            self._keys = None  # the keys may have been rotated since
            claims = self._claims(token, await self._keys_for_tokens())
        if claims is None:
            raise NotSignedIn
        principal = Principal(
            subject=claims["sub"],
            name=claims["name"],
            grants=frozenset(claims["grants"]),
            expires_at=float(claims["exp"]),
            mandates=tuple(_mandate(one) for one in claims.get("mandates", ())),
        )
        self._known[token] = principal
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return principal

    @staticmethod
    def _claims(token: str, keys: KeySet) -> dict[str, Any] | None:
        requirements = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": ISSUER},
            sub={"essential": True},
            exp={"essential": True},
        )
        try:
            decoded = jwt.decode(token, keys, algorithms=["Ed25519", "EdDSA"])
            requirements.validate(decoded.claims)
        except (JoseError, ValueError):
            return None
        return decoded.claims

    async def _keys_for_tokens(self) -> KeySet:
        async with self._fetching:  # the first requests come together: one asks for all
            if self._keys is None:
                self._keys = await self._fetch()
                self._fetched_at = time.monotonic()
            return self._keys

    async def _fetch(self) -> KeySet:
        try:
            async with httpx.AsyncClient(timeout=5, verify=trusted()) as client:
                answer = await client.get(self._keys_url)
                answer.raise_for_status()
        except httpx.HTTPError as error:
            log.warning("keys.unavailable", url=self._keys_url, error=repr(error))
            raise KeysUnavailable from error
        return KeySet.import_key_set(answer.json())


def _mandate(claim: dict[str, str]) -> Mandate:
    since, until = (datetime.fromisoformat(claim[name]) for name in ("since", "until"))
    return Mandate(claim["grant"], since, until, claim["title"], claim["basis"])


async def principal_of(request: Request) -> Principal:
    """The caller, by bearer token or by session cookie."""
    verifier: Verifier = request.app.state.verifier
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return await verifier.principal(token.strip())
    cookie = request.cookies.get(COOKIE)
    if cookie is None:
        raise NotSignedIn
    if request.method not in SAFE_METHODS:
        refuse_foreign_page(request)
    return await verifier.principal(cookie)


async def visitor(request: Request) -> Principal | None:
    """The caller of a public page, if signed in."""
    try:
        return await principal_of(request)
    except (NotSignedIn, KeysUnavailable):
        return None


def refuse_foreign_page(request: Request) -> None:
    """A browser says where a request comes from; a cookie alone proves nothing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site in {"same-origin", "none"}:
        return
    origin = request.headers.get("origin", "")
    if site is None and origin == f"{request.url.scheme}://{request.url.netloc}":
        return
    raise ForeignPage


Caller = Annotated[Principal, Depends(principal_of)]
Visitor = Annotated[Principal | None, Depends(visitor)]
