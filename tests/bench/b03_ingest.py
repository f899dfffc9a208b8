"""B3, ingest: what one durably accepted submission costs the collector, relay and all.

Baseline: a raw ASGI echo of the same bytes on the same uvicorn.
"""

from bench.b01_chain import WARM_UP
from bench.baseline import answers
from bench.load import closed_loop, request
from bench.measure import Sample, cpu_seconds
from bench.options import Options
from bench.processes import Program, python
from bench.product import Seed, lapkin
from bench.score import Score, against, at_most
from bench.workload import body
from lapkin.site import free_port

REPEATS = 10
"""An echo is so cheap that the kernel's clock ticks would be coarse for fewer requests."""


async def run(options: Options) -> list[Score]:
    site = await options.seeded()
    count = options.scaled(4_000, quick=200)
    samples = await options.in_turn(
        {
            "product": lambda: _product(options, site, count),
            "echo": lambda: _echo(options, site.units, count),
        },
    )
    return [
        against(
            "B3",
            "ingest CPU, against a raw ASGI echo",
            [sample.cpu_us for sample in samples["product"]],
            [sample.cpu_us for sample in samples["echo"]],
            unit="us/POST",
            target=at_most(8),
        )
    ]


async def _product(options: Options, site: Seed, count: int) -> Sample:
    """The collector's own CPU time, until its outbox is in the stream."""
    with options.round_folder() as folder:
        async with lapkin(site, folder) as chain:
            await chain.burst(min(WARM_UP, count))
            requests = chain.next_requests(count)
            cpu = cpu_seconds([chain.collector.pid])
            answered = await closed_loop(chain.port, requests)
            answered.require(201)
            await chain.until_taken(chain.sent)
            return Sample(count, answered.seconds, cpu_seconds([chain.collector.pid]) - cpu)


async def _echo(options: Options, units: int, count: int) -> Sample:
    port = free_port()
    with options.round_folder() as folder:
        arguments = ["bench.echo:app", "--port", str(port), "--no-access-log", "--lifespan", "off"]
        server = Program("echo", python("uvicorn", *arguments), folder)
        server.start()
        try:
            await server.until(lambda: answers(f"http://127.0.0.1:{port}/"))
            requests = [request("POST", "/v1/submissions", body(n, units)) for n in range(count)]
            await closed_loop(port, requests[:WARM_UP])
            cpu = cpu_seconds([server.pid])
            answered = await closed_loop(port, requests * REPEATS)
            taken = cpu_seconds([server.pid]) - cpu
            return Sample(count * REPEATS, answered.seconds, taken)
        finally:
            server.stop()
