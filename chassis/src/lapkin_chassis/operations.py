"""Dead letters of a service over HTTP: see them, redrive them, set them aside; each with a note."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from lapkin_chassis import inbox, letters
from lapkin_chassis.auth import Principal, principal_of
from lapkin_chassis.context import StoreOf


class NotedIn(BaseModel):
    """An audited act."""

    model_config = ConfigDict(extra="forbid")

    note: str = Field(min_length=10, max_length=500)
    """Why; kept with the letter."""


class RedriveIn(NotedIn):
    aggregate: str


class LetterIn(NotedIn):
    event_id: str


async def operator_of(caller: Annotated[Principal, Depends(principal_of)]) -> Principal:
    caller.require("operator", "admin")
    return caller


Operator = Annotated[Principal, Depends(operator_of)]

router = APIRouter(
    prefix="/v1/dead-letters", tags=["operasi"], dependencies=[Depends(operator_of)]
)


@router.get("")
async def list_dead_letters(store: StoreOf) -> list[dict[str, Any]]:
    """Newest first. For operators. A body that is no JSON is given as text."""
    found = await store.read(inbox.dead_letters)
    return [{**letter, "body": _readable(letter["body"])} for letter in found]


@router.post(":redrive")
async def redrive(
    body: RedriveIn, caller: Operator, store: StoreOf, request: Request
) -> dict[str, int]:
    """Apply an aggregate's dead letters in order, all or none."""
    apply = request.app.state.consumers.apply_letter
    count = await store.write(letters.redrive, body.aggregate, apply, body.note, caller.subject)
    return {"redriven": count}


@router.post(":quarantine", status_code=204)
async def quarantine(body: LetterIn, caller: Operator, store: StoreOf) -> None:
    """Give an event up for now; what comes after it waits no longer."""
    await store.write(letters.quarantine, body.event_id, body.note, caller.subject)


@router.post(":release", status_code=204)
async def release(body: LetterIn, caller: Operator, store: StoreOf) -> None:
    """Put a quarantined event back, unless a later one of its aggregate was applied since."""
    await store.write(letters.release, body.event_id, body.note, caller.subject)


def _readable(body: bytes) -> object:
    try:
        document: object = json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")
    return document
