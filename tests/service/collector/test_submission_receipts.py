"""Receipts hold: numbered, chained, signed, and a changed one fails."""

import base64
import hashlib
import json
from typing import Any

import httpx
import pytest
import pytest_asyncio
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi import FastAPI
from support.collecting import NILAI, Collecting, figures
from support.tokens import Signer

SIGNED = ("body_sha256", "received_at", "seq", "submission_id")


@pytest_asyncio.fixture
async def receipts(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> list[dict[str, Any]]:
    """Of two revisions of one unit and one of another."""
    office = Collecting(http, signer, app)
    await office.set_up()
    await office.open()
    answers = [
        await office.send(figures(nilai=NILAI[:1]), "k1"),
        await office.send(figures("disdik"), "k1", by="submit@disdik"),
        await office.send(figures(), "k2"),
    ]
    return [answer.json()["receipt"] for answer in answers]


def unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def digest(receipt: dict[str, Any]) -> bytes:
    """As the published rule says, without the product's code."""
    signed = {name: receipt[name] for name in SIGNED}
    document = json.dumps(signed, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256((receipt["prev"] + document).encode()).digest()


def test_receipts_are_one_chain_over_all_units(receipts: list[dict[str, Any]]) -> None:
    assert [receipt["seq"] for receipt in receipts] == [1, 2, 3]
    assert receipts[0]["prev"] == "0" * 64
    assert receipts[1]["prev"] == digest(receipts[0]).hex()
    assert receipts[2]["prev"] == digest(receipts[1]).hex()


async def test_anyone_can_verify_a_receipt_by_the_published_key(
    receipts: list[dict[str, Any]], http: httpx.AsyncClient
) -> None:
    [published] = (await http.get("/.well-known/jwks.json")).json()["keys"]
    key = Ed25519PublicKey.from_public_bytes(unpadded(published["x"]))

    for receipt in receipts:
        assert receipt["kid"] == published["kid"]
        key.verify(unpadded(receipt["sig"].removeprefix("ed25519:")), digest(receipt))
    with pytest.raises(InvalidSignature):
        key.verify(unpadded(receipts[0]["sig"].removeprefix("ed25519:")), digest(receipts[1]))


async def test_the_service_confirms_a_genuine_receipt_to_anyone(
    receipts: list[dict[str, Any]], http: httpx.AsyncClient, signer: Signer
) -> None:
    answer = await http.post("/v1/receipts:verify", json=receipts[1])
    stored = await http.get("/v1/receipts/2", headers=signer.bearer("staf@dinkes"))
    absent = await http.get("/v1/receipts/9", headers=signer.bearer("staf@dinkes"))

    assert answer.json() == {"match": True}
    assert stored.json() == receipts[1]
    assert absent.json()["code"] == "unknown-receipt"


CHANGES = [
    ("seq", 2),
    ("submission_id", "dinkes/2024-TW1/r9"),
    ("body_sha256", "f" * 64),
    ("prev", "f" * 64),
    ("received_at", "2024-04-01T09:00:00+07:00"),
    ("sig", "ed25519:" + "A" * 86),
    ("sig", "not base64 at all"),
    ("kid", "another"),
]


async def test_a_changed_receipt_fails(
    receipts: list[dict[str, Any]], http: httpx.AsyncClient, subtests: pytest.Subtests
) -> None:
    for field, value in CHANGES:
        with subtests.test(field):
            answer = await http.post("/v1/receipts:verify", json={**receipts[0], field: value})

            assert answer.json() == {"match": False}


async def test_the_receipt_names_the_bytes_that_were_sent(
    receipts: list[dict[str, Any]],
) -> None:
    raw = json.dumps(figures()).encode()

    assert receipts[2]["body_sha256"] == hashlib.sha256(raw).hexdigest()
