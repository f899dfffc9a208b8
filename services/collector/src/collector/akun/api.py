"""Signing in, tokens for programs, and the accounts themselves."""

from typing import Any

from fastapi import APIRouter, Request

from collector.akun.signing import SigningKey

router = APIRouter(tags=["akun"])


@router.get("/.well-known/jwks.json")
async def public_keys(request: Request) -> dict[str, Any]:
    """The keys that every token and receipt verifies by."""
    key: SigningKey = request.app.state.signing_key
    return key.public_keys()
