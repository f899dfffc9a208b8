"""The four services as separate processes; one is killed in mid-chain, the broker once."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from datetime import datetime, time
from pathlib import Path

import httpx
import pytest
from support.broker import NatsServer
from support.deployment import SERVICES, Deployment, Gateway, deployed
from support.stores import empty_postgres
from support.waiting import until

from lapkin.mailbox import Mailbox
from lapkin.office import Office, open_office
from lapkin.rehearsal_clock import RehearsalClock
from lapkin.sample.load import load_sample
from lapkin.stage import Stage
from lapkin.year import Year
from lapkin_contracts.rules.periods import ZONE

pytestmark = pytest.mark.e2e

SAMPLE = load_sample()


@pytest.fixture
def databases(postgres_server) -> dict[str, str]:
    """What separate services run on; the scenarios kill processes on both engines."""
    return {name: empty_postgres(postgres_server) for name in SERVICES}


async def test_the_year_completes_although_a_service_and_the_broker_are_killed(
    tmp_path: Path, nats_server: NatsServer, databases: dict[str, str], monkeypatch
) -> None:
    clock, mailbox = RehearsalClock(tmp_path / "jam"), Mailbox(tmp_path / "surat")
    clock.set_to(datetime.combine(SAMPLE.tahun.starts_on, time(7, 30), ZONE))
    async with AsyncExitStack() as site:
        site.push_async_callback(mailbox.stop)
        deployment = site.enter_context(deployed(tmp_path, nats_server, databases))
        deployment.environment["NOTIFIER_SMTP_HOST"] = "127.0.0.1"
        deployment.environment["NOTIFIER_SMTP_PORT"] = str(await mailbox.start())
        for name in SERVICES:
            deployment.start(name)
        await asyncio.to_thread(deployment.until_ready, *SERVICES)
        monkeypatch.setenv("COLLECTOR_BOOTSTRAP_SECRET", "bootstrap-secret-of-the-test")
        client = await site.enter_async_context(
            httpx.AsyncClient(
                transport=Gateway(deployment.ports), base_url="http://lapkin.test", timeout=30
            )
        )
        office = await open_office(client, SAMPLE, tmp_path)
        trouble = Trouble(deployment, nats_server)
        year = Year(SAMPLE, Stage(office, clock, trouble.after), mailbox)
        await year.play()
        assert trouble.done == ["aggregator", "broker"]
        await until(lambda: counts_are_right(office), seconds=30)


class Trouble:
    """Kills the aggregator while units submit, and the broker between two submissions."""

    def __init__(self, deployment: Deployment, broker: NatsServer) -> None:
        self._deployment = deployment
        self._broker = broker
        self.done: list[str] = []

    def after(self, said: str) -> None:
        if said.startswith("Triwulan II ") and ": 4 dari" in said:
            self._deployment.kill("aggregator")
            self.done.append("aggregator")
        if said.startswith("Triwulan II ") and ": 8 dari" in said:
            self._deployment.start("aggregator")
        if said.startswith("Triwulan III ") and ": 3 dari" in said:
            self._broker.kill()
            self._broker.wipe()
            self.done.append("broker")
        if said.startswith("Triwulan III ") and ": 6 dari" in said:
            self._broker.start()


async def counts_are_right(office: Office) -> bool:
    """Nothing lost, nothing doubled: each fact as often as in an undisturbed year."""
    reader, counts, after = office.people["operator"], Counter(), 0
    while (page := await reader.ask("GET", f"/notifier/v1/events?after={after}&limit=500"))[
        "items"
    ]:
        counts.update(event["type"] for event in page["items"])
        ids = [event["id"] for event in page["items"]]
        assert len(ids) == len(set(ids))
        after = page["next"]
    units = len(SAMPLE.units)
    expected = {
        "lapkin.data.submitted.v1": 4 * units + 2,
        "lapkin.progres.submitted.v1": 12 * units,
        "lapkin.rekap.completed.v1": 10,
        "lapkin.laporan.issued.v1": 9,
        "lapkin.sosialisasi.sent.v1": 9,
    }
    return {kind: counts[kind] for kind in expected} == expected
