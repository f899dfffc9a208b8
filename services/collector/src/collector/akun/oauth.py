"""Tokens for programs: the client credentials grant of RFC 6749, section 4.4."""

import base64
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote_plus

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers

from collector.akun import service
from collector.akun.context import MachineTime, SigningKeyOf
from collector.akun.domain import TOKEN_LIFE
from collector.akun.schemas import TokenOut
from collector.akun.tokens import token_for
from lapkin_chassis.context import StoreOf

log = structlog.get_logger()

router = APIRouter(tags=["akun"])

FORM = "application/x-www-form-urlencoded"
GRANT = "client_credentials"

REQUEST_BODY = {
    "required": True,
    "content": {
        FORM: {
            "schema": {
                "type": "object",
                "required": ["grant_type"],
                "properties": {
                    "grant_type": {"type": "string", "const": GRANT},
                    "client_id": {"type": "string"},
                    "client_secret": {"type": "string"},
                },
            }
        }
    },
}


class TokenRefused(Exception):
    """This endpoint's errors have the shape every OAuth library knows, not RFC 9457's."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(error)
        self.status = status
        self.body = {"error": error, "error_description": description}


def install(app: FastAPI) -> None:
    def refused(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, TokenRefused)
        headers = {"WWW-Authenticate": 'Basic realm="lapkin"'} if error.status == 401 else None
        return JSONResponse(error.body, error.status, headers)

    app.add_exception_handler(TokenRefused, refused)


@router.post(
    "/v1/oauth/token", response_model=TokenOut, openapi_extra={"requestBody": REQUEST_BODY}
)
async def fetch_token(
    request: Request, store: StoreOf, key: SigningKeyOf, now: MachineTime
) -> TokenOut:
    """Exchange client credentials, by HTTP Basic or in the body, for a token of ten minutes."""
    body = (await request.body()).decode("utf-8", "replace")
    client_id, secret = credentials_in(request.headers, form_of(request.headers, body))
    holder = await store.read(service.holder_of_secret, client_id, secret, now)
    if holder is None:
        log.warning("token.refused")
        raise _invalid_client()
    if await store.read(service.is_use_unnoted, client_id, now):
        await store.write(service.note_use, client_id, now)
    return TokenOut(
        access_token=token_for(holder, key, now, TOKEN_LIFE),
        expires_in=int(TOKEN_LIFE.total_seconds()),
        scope=" ".join(holder.grants),
    )


def form_of(headers: Headers, body: str) -> Mapping[str, str]:
    """The parameters, each at most once."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise TokenRefused("invalid_request", f"send the parameters as {FORM}")
    pairs = parse_qsl(body, keep_blank_values=True)
    form = dict(pairs)
    if len(form) != len(pairs):
        raise TokenRefused("invalid_request", "a parameter is repeated")
    if "grant_type" not in form:
        raise TokenRefused("invalid_request", "grant_type is missing")
    if form["grant_type"] != GRANT:
        raise TokenRefused("unsupported_grant_type", f"only {GRANT} is granted here")
    return form


def credentials_in(headers: Headers, form: Mapping[str, str]) -> tuple[str, str]:
    """Client id and secret, sent one way or the other but not both."""
    authorization = headers.get("authorization")
    if authorization is None:
        if "client_id" not in form or "client_secret" not in form:
            raise _invalid_client()
        return form["client_id"], form["client_secret"]
    if "client_secret" in form:
        raise TokenRefused("invalid_request", "the client authenticates in two ways")
    return _basic(authorization)


def _basic(authorization: str) -> tuple[str, str]:
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        raise _invalid_client()
    try:
        decoded = base64.b64decode(encoded, validate=True).decode()
    except ValueError as error:
        raise _invalid_client() from error
    client_id, _, secret = decoded.partition(":")
    return unquote_plus(client_id), unquote_plus(secret)


def _invalid_client() -> TokenRefused:
    """Alike for an unknown, a revoked and an expired client, and for a wrong secret."""
    return TokenRefused("invalid_client", "the client id or the secret does not hold", 401)
