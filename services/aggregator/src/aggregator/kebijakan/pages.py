"""Kebijakan hitung: every version in words, and the triwulan it holds for. For anyone signed in."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from aggregator.kebijakan import repository
from aggregator.kebijakan.domain import butir_of, skala_of, versions
from aggregator.pages import render
from aggregator.settings import Settings
from lapkin_chassis.auth import Caller
from lapkin_chassis.context import StoreOf
from lapkin_ui.access import PageRoute

router = APIRouter(prefix="/pengaturan", include_in_schema=False, route_class=PageRoute)


@router.get("/kebijakan")
async def show(request: Request, _: Caller, store: StoreOf) -> Response:
    settings: Settings = request.app.state.settings
    used = await store.read(repository.used)
    return render(
        request,
        "kebijakan/kebijakan.html",
        versi=versions(used, settings.kebijakan),
        butir_of=butir_of,
        skala_of=skala_of,
    )
