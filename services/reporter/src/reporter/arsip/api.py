"""The archive of an edition, for keeping elsewhere."""

import hashlib

from fastapi import APIRouter, Response

from lapkin_chassis.context import StoreOf
from reporter.arsip import service
from reporter.tanda_tangan.api import EditionOf

router = APIRouter(prefix="/v1/laporan/{period}/editions", tags=["arsip"])


@router.get("/{edisi}/arsip.zip", response_class=Response)
async def read_archive(edition: EditionOf, store: StoreOf) -> Response:
    """Files, snapshot, evidence, events and every hash; `lapkin verify` checks it offline."""
    zipped = await store.read(service.archive_of, edition)
    name = f"arsip-laporan-kinerja-{edition.period}-edisi-{edition.edisi}.zip"
    return Response(
        zipped,
        media_type="application/zip",
        headers={
            "ETag": f'"{hashlib.sha256(zipped).hexdigest()}"',
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )
