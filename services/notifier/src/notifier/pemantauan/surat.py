"""A dead letter as an operator reads it: masked, and held against today's schema."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from lapkin_contracts.envelope import event_type
from notifier.pemantauan.domain import masked
from notifier.skema.domain import Beda, differences


@dataclass(frozen=True)
class Surat:
    """An event that a service could not apply."""

    layanan: str
    event_id: str
    aggregate: str
    version: int
    reason: str
    buried_at: datetime
    status: str
    note: str
    closed_by: str
    body: bytes

    @classmethod
    def of_row(cls, layanan: str, row: Mapping[str, Any]) -> Self:
        return cls(layanan, **row)

    @classmethod
    def of_answer(cls, layanan: str, answer: Mapping[str, Any]) -> Self:
        """As a service's API tells it."""
        body = answer["body"]
        text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
        buried_at = datetime.fromisoformat(answer["buried_at"])
        return cls(layanan, **{**answer, "buried_at": buried_at, "body": text.encode()})

    @property
    def sebab(self) -> str:
        return masked(self.reason)

    @property
    def catatan(self) -> str:
        return masked(self.note)

    @property
    def isi(self) -> str:
        """Indented where it is JSON: what could not be read may be a dead letter too."""
        text = self.body.decode("utf-8", "replace")
        try:
            return masked(json.dumps(json.loads(text), ensure_ascii=False, indent=2))
        except ValueError:
            return masked(text)

    @property
    def beda(self) -> Sequence[Beda]:
        """Values are masked as the whole is."""
        found = differences(event_type(self.aggregate), self.body)
        return [one._replace(isi=masked(one.isi)) for one in found]
