"""Who was told of each report; and the public page where a recipient says that it arrived."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.rules.periods import Periode
from notifier.pages import render
from notifier.settings import Settings
from notifier.sosialisasi import repository, service
from notifier.sosialisasi.domain import is_genuine, key_of
from notifier.sosialisasi.mail import pdf_url
from notifier.sosialisasi.repository import Addressee

router = APIRouter(prefix="/sosialisasi", include_in_schema=False)


async def addressee_of(token: str, request: Request, store: StoreOf) -> Addressee | None:
    """Whom the link was made for; none if it is not one of ours."""
    key = key_of(token)
    found = None if key is None else await store.read(repository.addressee, key)
    if found is None:
        return None
    secret = settings_of(request).link_secret.get_secret_value()
    event_id, surel = found.sosialisasi.event_id, found.penerima.surel
    return found if is_genuine(token, secret, event_id, surel) else None


def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


AddresseeOf = Annotated[Addressee | None, Depends(addressee_of)]


@router.get("/{token}")
async def letter(
    request: Request, to: AddresseeOf, store: StoreOf, clock: ClockOf
) -> HTMLResponse:
    """Reading it acknowledges nothing: mail scanners follow links."""
    if to is None:
        return render(request, "sosialisasi/tautan.html", status=404)
    await store.write(service.note_opening, to.key, clock.now())
    newer = await store.read(repository.newer_than, to.key.period, to.key.edisi)
    return render(
        request,
        "sosialisasi/tanda_terima.html",
        pengganti=newer,
        penerima=to.penerima,
        sosialisasi=to.sosialisasi,
        periode=Periode(to.sosialisasi.period).title,
        pdf=pdf_url(to.sosialisasi.pdf_sha256, settings_of(request)),
    )


@router.post("/{token}")
async def acknowledge(
    request: Request, to: AddresseeOf, store: StoreOf, clock: ClockOf
) -> Response:
    """The link alone is the proof; no cookie takes part, so no other site can borrow one."""
    if to is None:
        return render(request, "sosialisasi/tautan.html", status=404)
    await store.write(service.acknowledge, to.key, clock.now())
    return RedirectResponse(request.url.path, 303)
