"""Signing an issued edition over HTTP: by our own key, and by BSrE."""

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs
from support.reporting import TW3
from support.signed_site import EDITION, INSPEKTUR, READER, Open, problem
from support.signing import (
    NIK,
    PASSPHRASE,
    PASSWORD,
    USER,
    BsreStandIn,
    StandIn,
    as_json,
    as_pdf,
    serving_signatures,
)

from reporter.settings import Settings

WITH_PASSPHRASE = {"passphrase": PASSPHRASE}


def bsre(stand_in: StandIn, akun: str = "rahayu") -> dict[str, Any]:
    return {
        "penandatangan": "bsre",
        "bsre_url": stand_in.url,
        "bsre_user": USER,
        "bsre_password": PASSWORD,
        "bsre_nik": {akun: NIK},
        "tanda_tangan_timeout": 2.0,
    }


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_the_signed_pdf_is_a_further_file_and_the_issued_one_stays(open_site: Open) -> None:
    async with open_site() as site:
        (before,) = (await site.ask(READER, "GET", f"/v1/laporan/{TW3}/editions")).json()

        answer = (await site.sign()).json()

        (after,) = (await site.ask(READER, "GET", f"/v1/laporan/{TW3}/editions")).json()
        added = [one for one in after["berkas"] if one not in before["berkas"]]
        assert [one["format"] for one in added] == ["pdf-signed"]
        assert answer["berkas_sha256"] == added[0]["sha256"]
        file = await site.client.get(f"/v1/berkas/{added[0]['sha256']}")
        assert hashlib.sha256(file.content).hexdigest() == added[0]["sha256"]
        assert added[0]["nama"] == "laporan-kinerja-2026-TW3-ditandatangani.pdf"
        assert after["sha256"] == before["sha256"]


async def test_a_signature_is_announced_once_however_often_it_is_asked_for(
    open_site: Open,
) -> None:
    async with open_site() as site:
        first, again = await site.sign(), await site.sign(who="lain inspektur@*")

        assert (first.status_code, again.status_code) == (200, 200)
        assert first.json() == again.json()
        (event,) = await site.events()
        assert (event.edisi, event.jabatan) == (1, "Inspektur")
        assert event.sertifikat_sha256 == first.json()["sertifikat_sha256"]
        assert event.berkas.sha256 == first.json()["berkas_sha256"]
        shown = await site.ask(READER, "GET", f"{EDITION}/tanda-tangan")
        assert shown.json() == first.json()


async def test_only_the_inspektur_signs_and_only_what_was_issued(open_site: Open) -> None:
    async with open_site() as site:
        assert problem(await site.sign(who="budi kasubag@*")) == (403, "not-allowed")
        unknown = await site.ask(INSPEKTUR, "POST", f"/v1/laporan/{TW3}/editions/9:sign")
        assert problem(unknown) == (404, "edition-unknown")
        unsigned = await site.ask(READER, "GET", f"{EDITION}/tanda-tangan")
        assert problem(unsigned) == (404, "signature-not-requested")


async def test_a_plt_signs_by_the_mandate_and_its_title_is_told(open_site: Open) -> None:
    mandate = {
        "grant": "inspektur@inspektorat",
        "since": "2020-01-01T00:00:00+07:00",
        "until": "2099-01-01T00:00:00+07:00",
        "title": "Plt. Inspektur",
        "basis": "SK 12/2026",
    }
    async with open_site() as site:
        token = site.signer.token("sekretaris@inspektorat", sub="wati", mandates=[mandate])

        answer = await site.client.post(
            f"{EDITION}:sign", headers={"Authorization": f"Bearer {token}"}
        )

        assert (answer.json()["jabatan"], answer.json()["dasar"]) == (
            "Plt. Inspektur",
            "SK 12/2026",
        )


async def test_bsre_signs_with_the_passphrase_of_the_act(open_site: Open, tmp_path: Path) -> None:
    with serving_signatures(BsreStandIn(tmp_path / "luar")) as stand_in:
        async with open_site(**bsre(stand_in)) as site:
            answer = await site.sign(WITH_PASSPHRASE)

            assert (answer.status_code, answer.json()["cara"]) == (200, "bsre")
            assert stand_in.asked == [f"GET /api/user/status/{NIK}", "POST /api/sign/pdf"]
            assert len(await site.events()) == 1


async def test_bsre_may_answer_an_id_to_fetch_the_pdf_by(open_site: Open, tmp_path: Path) -> None:
    stand_in = BsreStandIn(tmp_path / "luar", answers_by_id=True)
    with serving_signatures(stand_in):
        async with open_site(**bsre(stand_in)) as site:
            answer = await site.sign(WITH_PASSPHRASE)

            assert answer.json()["state"] == "ditandatangani"
            assert stand_in.asked[-1] == "GET /api/sign/download/dok-1"


@pytest.mark.parametrize(
    ("akun", "body", "refusal"),
    [
        ("rahayu", None, (422, "passphrase-required")),
        ("rahayu", {"passphrase": "keliru"}, (422, "passphrase-wrong")),
        ("orang-lain", WITH_PASSPHRASE, (409, "signer-unknown")),
    ],
)
async def test_bsre_is_told_apart_by_what_it_refuses(
    open_site: Open, tmp_path: Path, akun: str, body: object, refusal: tuple[int, str]
) -> None:
    with serving_signatures(BsreStandIn(tmp_path / "luar")) as stand_in:
        async with open_site(**bsre(stand_in, akun)) as site:
            answer = await site.sign(body)

            assert problem(answer) == refusal
            assert await site.events() == []
            unsigned = await site.ask(READER, "GET", f"{EDITION}/tanda-tangan")
            assert unsigned.status_code == 404


async def test_a_service_that_fails_can_be_asked_again(open_site: Open, tmp_path: Path) -> None:
    with serving_signatures(BsreStandIn(tmp_path / "luar")) as stand_in:
        async with open_site(**bsre(stand_in)) as site:
            for answer, refusal in (
                (as_json(500, error="gagal"), (503, "signing-unavailable")),
                (as_json(400, status_code=2999), (502, "signing-refused")),
                (as_pdf(b"%PDF-1.7 bukan apa-apa"), (502, "signed-file-faulty")),
            ):
                status = as_json(200, status_code=1111, status="ISSUE")
                stand_in.next_answers = [status, answer]
                assert problem(await site.sign(WITH_PASSPHRASE)) == refusal

            assert (await site.sign(WITH_PASSPHRASE)).status_code == 200


async def test_a_service_that_does_not_answer_is_not_waited_for(
    open_site: Open, tmp_path: Path
) -> None:
    with serving_signatures(BsreStandIn(tmp_path / "luar")) as stand_in:
        told = {**bsre(stand_in), "tanda_tangan_timeout": 0.3}
        async with open_site(**told) as site:
            stand_in.is_hanging = True

            answer = await site.sign(WITH_PASSPHRASE)

            assert problem(answer) == (503, "signing-unavailable")
            stand_in.hangs.set()


async def test_no_passphrase_reaches_logs_store_events_or_answers(
    open_site: Open, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = (PASSPHRASE, "keliru-juga", NIK, PASSWORD)
    said = []
    with serving_signatures(BsreStandIn(tmp_path / "luar")) as stand_in, capture_logs() as logs:
        async with open_site(**bsre(stand_in)) as site:
            stand_in.is_hanging = True
            said.append((await site.sign({"passphrase": PASSPHRASE, "lain": 1})).text)
            stand_in.hangs.set()
            said += [(await site.sign({"passphrase": one})).text for one in secrets[1::-1]]
            assert len(await site.events()) == 1
    kept = all_bytes(tmp_path)
    told = json.dumps([said, logs], default=str) + caplog.text + "".join(capfd.readouterr())
    for secret in secrets:
        assert secret not in told
        assert secret.encode() not in kept


async def test_a_site_must_say_where_its_signing_service_is() -> None:
    with pytest.raises(ValueError, match="bsre_url is needed"):
        Settings(database_url="sqlite://", nats_url="", keys_url="", penandatangan="bsre")
