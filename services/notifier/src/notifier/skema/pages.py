"""What the events say, for those who write programs: a page, the AsyncAPI document, the schemas."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, JSONResponse

from lapkin_contracts.catalog import EVENTS, OWNED
from lapkin_contracts.envelope import STREAM, Event
from lapkin_contracts.publish import asyncapi, example_of, name_of, schema_of
from lapkin_ui.access import PageRoute
from notifier.event_log.domain import PERSONAL
from notifier.pages import render
from notifier.pemantauan.domain import SURFACES
from notifier.skema.domain import Skema
from notifier.skema.errors import UnknownSchema
from notifier.skema.uraian import URAIAN
from notifier.webhook.domain import TOLD

ATTRIBUTES: Final = {
    "specversion": "selalu 1.0",
    "id": "UUID; kiriman kedua dengan id yang sama adalah kiriman yang sama",
    "source": "layanan yang menyatakan fakta ini, misalnya /lapkin/collector",
    "type": "jenis dan versi peristiwa",
    "subject": "unit/periode",
    "time": "kapan terjadi, menurut jam kantor",
    "recordedtime": "kapan mesin mencatatnya",
    "datacontenttype": "selalu application/json",
    "dataschema": "nama skema isinya",
    "correlationid": "kasus: periode yang dijalani SOP",
    "causationid": "id peristiwa yang menyebabkannya; tidak ada bila orang atau jam yang bertindak",
    "partitionkey": "subjek NATS; urutan dijamin di dalamnya",
    "sequence": "1, 2, 3 tanpa celah untuk setiap partitionkey",
    "traceparent": "jejak W3C, bila ada",
    "data": "isi peristiwa, berbeda untuk setiap jenis",
}

page = APIRouter(prefix="/asyncapi", include_in_schema=False, route_class=PageRoute)
document = APIRouter(prefix="/asyncapi", include_in_schema=False)


async def event_of(name: Annotated[str, Path(max_length=80)]) -> type[Event]:
    """Raises UnknownSchema."""
    event = EVENTS.get(f"lapkin.{name}")
    if event is None:
        raise UnknownSchema(name=name)
    return event


EventOf = Annotated[type[Event], Depends(event_of)]


@page.get("")
async def channels(request: Request) -> HTMLResponse:
    return render(
        request,
        "skema/semua.html",
        layanan={owner: [_row(event) for event in events] for owner, events in OWNED.items()},
        atribut=ATTRIBUTES,
        aliran=STREAM,
        situs=request.app.state.settings.public_url,
    )


@document.get(".json")
async def whole() -> JSONResponse:
    """The AsyncAPI document; its schemas lie beside it."""
    return JSONResponse(asyncapi("./asyncapi"))


@document.get("/{name}.json")
async def schema(event: EventOf) -> JSONResponse:
    return JSONResponse(schema_of(event), media_type="application/schema+json")


@page.get("/{name}")
async def channel(request: Request, event: EventOf) -> HTMLResponse:
    owner = next(owner for owner, events in OWNED.items() if event in events)
    return render(
        request,
        "skema/satu.html",
        satu=_row(event),
        pengirim=owner,
        kolom=Skema(event).fields(),
        contoh=example_of(event),
        situs=request.app.state.settings.public_url,
    )


def _row(event: type[Event]) -> dict[str, Any]:
    return {
        "nama": name_of(event),
        "sebutan": SURFACES[event.type],
        "jenis": event.type,
        "uraian": URAIAN[event.type],
        "webhook": event.type in TOLD,
        "pribadi": event.type in PERSONAL,
    }


router = APIRouter()
for part in (document, page):
    router.routes.extend(part.routes)
