"""Sending figures, reading them back, and checking receipts."""

from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Header, Request, Response

from collector.akun.signing import SigningKey
from collector.organisasi.schemas import KodeUnit
from collector.request_body import PlainRoute, documented
from collector.submission import reading, service
from collector.submission.answer import Answer
from collector.submission.delivery import read_delivery, read_nilai
from collector.submission.domain import Precondition
from collector.submission.errors import IdempotencyKeyMissing
from collector.submission.receipt import Receipt
from collector.submission.schemas import (
    NilaiIn,
    ReturnIn,
    RevisionOut,
    StateOut,
    SubmissionIn,
    SubmissionOut,
    VerifyOut,
)
from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Fault, InvalidBody
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import Periode

router = APIRouter(prefix="/v1", tags=["pengumpulan"])

SENDERS: Final = ("submit", "staf", "kasubag", "admin")
MAX_KEY: Final = 200
SUBMIT_PARAMETERS: Final = [
    {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "schema": {"type": "string", "minLength": 1, "maxLength": MAX_KEY},
    },
    {"name": "dry_run", "in": "query", "schema": {"type": "boolean", "default": False}},
]

IfMatch = Annotated[str | None, Header(alias="If-Match")]
IfNoneMatch = Annotated[str | None, Header(alias="If-None-Match")]


@dataclass
class NilaiPath:
    """Names one value."""

    unit: KodeUnit
    period: Periode
    indikator: str


async def precondition_of(
    if_match: IfMatch = None, if_none_match: IfNoneMatch = None
) -> Precondition:
    return Precondition.of(if_match, if_none_match)


async def submit(request: Request) -> Response:
    """Send a unit's figures for a triwulan.

    201 for a new revision, 200 if nothing changed or a part was refused. Send the same
    Idempotency-Key again after a lost answer: the first answer comes back. Keys are kept a week.
    """
    caller, state = await principal_of(request), request.app.state
    store: Store = state.store
    now = state.clock.now()
    delivery = read_delivery(await request.body())
    caller.require(*SENDERS, unit=delivery.unit, at=now)
    if _is_dry_run(request):
        return _response(await store.read(service.rehearse, delivery, now=now))
    key = request.headers.get("idempotency-key", "").strip().strip('"')
    if not 1 <= len(key) <= MAX_KEY:
        raise IdempotencyKeyMissing
    given = await store.write_brief(
        service.submit,
        delivery,
        oleh=caller.subject,
        idempotency_key=key,
        signing_key=state.signing_key,
        now=now,
    )
    return _response(given)


router.add_api_route(
    "/submissions",
    submit,
    methods=["POST"],
    status_code=201,
    responses={200: {"model": SubmissionOut}, 201: {"model": SubmissionOut}},
    openapi_extra={**documented(SubmissionIn), "parameters": SUBMIT_PARAMETERS},
    route_class_override=PlainRoute,
)


@router.put(
    "/submissions/{unit}/{period}/nilai/{indikator}",
    status_code=201,
    responses={200: {"model": SubmissionOut}, 201: {"model": SubmissionOut}},
    openapi_extra=documented(NilaiIn),
)
async def put_nilai(
    caller: Caller,
    where: Annotated[NilaiPath, Depends()],
    precondition: Annotated[Precondition, Depends(precondition_of)],
    request: Request,
    store: StoreOf,
    clock: ClockOf,
) -> Response:
    """Send one value. If-Match names the version it replaces; If-None-Match: * means none yet."""
    now = clock.now()
    caller.require(*SENDERS, unit=where.unit, at=now)
    given = await store.write(
        service.put_nilai,
        read_nilai(await request.body(), where.unit, where.period, where.indikator),
        precondition,
        oleh=caller.subject,
        signing_key=request.app.state.signing_key,
        now=now,
    )
    return _response(given)


@router.get(
    "/submissions/{unit}/{period}",
    response_model=StateOut,
    dependencies=[Depends(principal_of)],
)
async def read_state(
    unit: KodeUnit,
    period: Periode,
    store: StoreOf,
    response: Response,
    revision: int | None = None,
    if_none_match: IfNoneMatch = None,
) -> Any:  # noqa: ANN401  a 304 has no body
    """A unit's figures as of the newest revision, or of the one asked for."""
    state = await store.read(reading.state_of, unit, period, revision)
    tag = _etag(state.revision)
    if if_none_match is not None and tag in if_none_match:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return state


@router.post("/submissions/{unit}/{period}:return", status_code=204)
async def return_figures(
    unit: KodeUnit, period: Periode, body: ReturnIn, caller: Caller, store: StoreOf, clock: ClockOf
) -> None:
    """Send a unit's figures back to it with a reason; what it sends next is a new revision."""
    now = clock.now()
    caller.require("kasubag", "sekretaris", at=now)
    await store.write(
        service.return_figures, unit, period, body.alasan, oleh=caller.subject, now=now
    )


@router.get("/submissions/{unit}/{period}/revisions")
async def list_revisions(
    unit: KodeUnit, period: Periode, _: Caller, store: StoreOf
) -> list[RevisionOut]:
    """Who sent what when, the newest first."""
    return await store.read(reading.revisions_of, unit, period)


@router.get("/receipts/{seq}")
async def read_receipt(seq: int, _: Caller, store: StoreOf) -> Receipt:
    """A receipt as it was given."""
    return await store.read(reading.receipt_of, seq)


@router.post("/receipts:verify")
async def verify_receipt(receipt: Receipt, store: StoreOf, request: Request) -> VerifyOut:
    """Public: whether a receipt is ours and unchanged. It tells nothing else."""
    key: SigningKey = request.app.state.signing_key
    return VerifyOut(match=await store.read(reading.is_ours, receipt, key))


def _is_dry_run(request: Request) -> bool:
    """
    Raises:
        InvalidBody: neither yes nor no; a rehearsal taken for the real thing would be stored.
    """
    if not request.scope["query_string"]:
        return False
    said = request.query_params.get("dry_run", "false").lower()
    if said not in {"true", "false", "1", "0"}:
        fault = Fault("/dry_run", "not-a-boolean", f"'{said}' bukan true atau false.")
        raise InvalidBody(errors=(fault,), count=1)
    return said in {"true", "1"}


def _response(given: Answer) -> Response:
    headers = {"ETag": _etag(given.revision), "Content-Language": "id"}
    if given.is_replay:
        headers["Idempotent-Replayed"] = "true"
    return Response(given.body, given.status, headers, media_type="application/json")


def _etag(revision: int) -> str:
    return f'"v{revision}"'
