"""Versions of a unit's plans, as a kasubag publishes them."""

from typing import Any

from support.collecting import PERJANJIAN, Collecting

from collector.perencanaan import repository
from collector.perencanaan.domain import Plan
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import Periode

PLAN = "/v1/perjanjian-kinerja/dinkes/2024"
ACTION = "/v1/rencana-aksi/dinkes/2024"


async def publish(office: Collecting, path: str, body: Any) -> str:
    """The version published, or why not."""
    answer = (await office.act("kasubag@dinkes", "PUT", path, body)).json()
    return str(answer.get("versi", answer.get("code")))


def revised(**changes: Any) -> dict[str, Any]:
    """The Perjanjian Kinerja after the budget was revised in July."""
    dates = {"nomor": "PK/8/2024", "tanggal": "2024-07-15", "berlaku_sejak": "2024-07-15"}
    return PERJANJIAN | dates | {"alasan": "perubahan_prioritas"} | changes


async def plan_of(office: Collecting, label: str) -> Plan:
    store: Store = office.app.state.store
    documents = await store.read(repository.in_force, "dinkes", Periode(label))
    assert documents is not None
    return await store.read(repository.plan, documents)
