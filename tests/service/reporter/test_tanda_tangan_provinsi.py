"""Signing by the province: asked once, and collected when its signer has signed."""

from pathlib import Path
from typing import Any

from support.signed_site import EDITION, READER, Open
from support.signing import PASSWORD, USER, ProvinsiStandIn, StandIn, as_json, serving_signatures


def provinsi(stand_in: StandIn) -> dict[str, Any]:
    return {
        "penandatangan": "provinsi",
        "provinsi_url": stand_in.url,
        "provinsi_user": USER,
        "provinsi_password": PASSWORD,
        "tanda_tangan_jeda": 3600.0,
    }


async def test_the_province_is_asked_until_its_signer_has_signed(
    open_site: Open, tmp_path: Path
) -> None:
    stand_in = ProvinsiStandIn(tmp_path / "luar")
    with serving_signatures(stand_in):
        async with open_site(**provinsi(stand_in)) as site:
            asked, again = await site.sign(), await site.sign()
            assert (asked.status_code, asked.json()["state"]) == (202, "menunggu")
            assert asked.json() == again.json()
            await site.collect()
            assert await site.events() == []

            stand_in.is_signed = True
            await site.collect()
            await site.collect()

            assert len(await site.events()) == 1
            assert (await site.sign()).json()["state"] == "ditandatangani"
            assert stand_in.asked.count("POST /api/centralsign/document_upload") == 1


async def test_a_ticket_outlives_a_service_that_is_away(open_site: Open, tmp_path: Path) -> None:
    stand_in = ProvinsiStandIn(tmp_path / "luar", is_signed=True)
    with serving_signatures(stand_in):
        async with open_site(**provinsi(stand_in)) as site:
            await site.sign()
            stand_in.next_answers = [as_json(503)]
            await site.collect()
            assert (await site.sign()).status_code == 202

            await site.collect()

            assert (await site.sign()).status_code == 200


async def test_a_signature_the_province_finds_invalid_is_given_up_and_asked_anew(
    open_site: Open, tmp_path: Path
) -> None:
    stand_in = ProvinsiStandIn(tmp_path / "luar", is_signed=True, summary="INVALID")
    with serving_signatures(stand_in):
        async with open_site(**provinsi(stand_in)) as site:
            await site.sign()
            await site.collect()
            shown = await site.ask(READER, "GET", f"{EDITION}/tanda-tangan")
            assert shown.json()["state"] == "gagal"
            stand_in.summary = "VALID"

            await site.sign()
            await site.collect()

            assert len(await site.events()) == 1
