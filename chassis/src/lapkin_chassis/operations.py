"""Dead letters of a service: see them, and redrive one aggregate with a note."""

import json
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from lapkin_chassis import inbox
from lapkin_chassis.auth import Caller
from lapkin_chassis.context import StoreOf
from lapkin_chassis.errors import Refusal, Text

router = APIRouter(prefix="/v1/dead-letters", tags=["operasi"])


class RedriveIn(BaseModel):
    """An audited act."""

    model_config = ConfigDict(extra="forbid")

    aggregate: str
    note: str = Field(min_length=10, max_length=500)
    """Why it will work now; kept with the letter."""


class NothingToRedrive(Refusal):
    status = 404
    code = "nothing-to-redrive"
    title = Text("Tidak ada surat mati", "No dead letter")
    detail = Text(
        "Tidak ada peristiwa tertahan untuk {aggregate}.", "No open dead letter for {aggregate}."
    )


@router.get("")
async def list_dead_letters(caller: Caller, store: StoreOf) -> list[dict[str, Any]]:
    """Newest first. For operators."""
    caller.require("operator", "admin")
    letters = await store.read(inbox.dead_letters)
    return [{**letter, "body": json.loads(letter["body"])} for letter in letters]


@router.post(":redrive")
async def redrive(
    body: RedriveIn, caller: Caller, store: StoreOf, request: Request
) -> dict[str, int]:
    """Apply an aggregate's dead letters in order, all or none."""
    caller.require("operator", "admin")
    apply = request.app.state.consumers.apply_letter
    count = await store.write(inbox.redrive, body.aggregate, apply, body.note, caller.subject)
    if not count:
        raise NothingToRedrive(aggregate=body.aggregate)
    return {"redriven": count}
