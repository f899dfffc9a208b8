"""How far each service is behind, as a real broker tells it."""

from datetime import timedelta

import nats
from support.broker import NatsServer
from support.sop_facts import at, opened, submitted

from lapkin_chassis.broker import provision_consumer, provision_stream
from lapkin_contracts.pengumpulan import DataSubmitted, PeriodeOpened
from notifier.pemantauan import lag

OPENED = opened("2026-TW3", at("2026-10-05 08:00"))
SENT = submitted("2026-TW3", at("2026-10-06 08:00"))


async def test_a_service_nobody_works_for_shows_how_long_the_first_event_has_waited(
    nats_server: NatsServer,
) -> None:
    client = await nats.connect(nats_server.url)
    js = client.jetstream()
    await provision_stream(js)
    for fact in (OPENED, SENT):
        await js.publish(fact.partitionkey, fact.to_json())
    types = [DataSubmitted.type, PeriodeOpened.type]
    await provision_consumer(js, "aggregator", types, from_start=False)
    await provision_consumer(js, "reporter", [DataSubmitted.type], from_start=False)
    worker = await js.pull_subscribe_bind("reporter", "LAPKIN")
    (message,) = await worker.fetch(1)
    await message.ack_sync()

    found = await lag.look(nats_server.url)
    await client.close()

    assert found is not None
    queues = {one.nama: one for one in found.antrean}
    late, done = queues["aggregator"], queues["reporter"]
    assert (found.peristiwa, late.tertunda, late.keadaan[0]) == (2, 2, "Tidak ada pekerja")
    assert late.tertua is not None
    assert abs(late.tertua - OPENED.recordedtime) < timedelta(seconds=1)
    assert (done.tertunda, done.tertua, done.keadaan[0]) == (0, None, "Terkejar")
    assert queues["collector"].keadaan[0] == "Tidak terdaftar"
