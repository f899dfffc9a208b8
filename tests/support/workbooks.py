"""An office that sends its figures as workbooks."""

from typing import Any

import httpx
from support.collecting import Collecting

SHEET = "/v1/units/dinkes/periode/2024-TW1/lembar-kerja.xlsx"
SOUND = {
    ("Indikator", "IK-1", "Realisasi"): 81.25,
    ("Indikator", "IK-1", "Kendala"): "Tenaga kurang",
    ("Indikator", "IK-2", "Realisasi"): 740,
    ("Indikator", "IK-3", "Status"): "Tidak tersedia",
    ("Indikator", "IK-3", "Alasan"): "Survei belum selesai.",
    ("Anggaran", "P1", "Realisasi sejak 1 Januari (Rp)"): 250_000_000.25,
    ("Anggaran", "P2", "Realisasi sejak 1 Januari (Rp)"): 0,
}


class Sheets(Collecting):
    """The office with its workbooks."""

    async def template(self, path: str = SHEET) -> bytes:
        answer = await self.act("staf@dinkes", "GET", path)
        assert answer.status_code == 200, answer.text
        return answer.content

    async def upload(
        self,
        content: bytes,
        *,
        by: str = "staf@dinkes",
        action: str = "",
        key: str = "",
        **params: Any,
    ) -> httpx.Response:
        headers = self.signer.bearer(by, sub=by) | ({"Idempotency-Key": key} if key else {})
        return await self.http.post(
            f"/v1/lembar-kerja{action}",
            files={"berkas": ("lembar.xlsx", content)},
            params=params,
            headers=headers,
        )


class Upload(Collecting):
    """An office that checks workbooks."""

    template: bytes

    async def found(self, content: bytes) -> dict[str, Any]:
        """The answer to a dry run."""
        answer = await self.http.post(
            "/v1/lembar-kerja?dry_run=true",
            files={"berkas": ("lembar.xlsx", content)},
            headers=self.signer.bearer("staf@dinkes"),
        )
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    async def lines(self, content: bytes) -> list[str]:
        return [one["teks"] for one in (await self.found(content))["temuan"]]

    async def codes(self, content: bytes) -> dict[str, str]:
        return {one["sel"]: one["code"] for one in (await self.found(content))["temuan"]}

    async def new_values(self, content: bytes) -> dict[tuple[str, str], str]:
        body = await self.found(content)
        return {(one["kode"], one["isian"]): one["menjadi"] for one in body["perubahan"]}
