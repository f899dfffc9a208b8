"""B1, end to end: POST until the unit's processed lines are committed in the aggregator.

Four processes besides the load: collector, aggregator, nats-server with every write synced; both
stores at synchronous=FULL. The product does more than the textbook stack: it checks the token, the
plan and the idempotency key, signs a receipt, and computes every line by the rules.
"""

from bench.baseline import textbook
from bench.chain import Chain
from bench.measure import Sample
from bench.options import Options
from bench.product import Seed, lapkin
from bench.score import Score, against, at_least, at_most

WARM_UP = 100


async def run(options: Options) -> list[Score]:
    site = await options.seeded()
    count = options.scaled(4_000, quick=200)
    few = options.scaled(400, quick=60)
    samples = await options.in_turn(
        {
            "product": lambda: _product(options, site, count),
            "textbook": lambda: _textbook(options, site.units, few),
        },
    )
    rates = {name: [sample.rate for sample in taken] for name, taken in samples.items()}
    cpu = {name: [sample.cpu_us for sample in taken] for name, taken in samples.items()}
    return [
        against(
            "B1",
            "chain, against the textbook stack",
            rates["product"],
            rates["textbook"],
            unit="events/s",
            target=at_least(30),
        ),
        against(
            "B1",
            "chain CPU, broker and both services",
            cpu["product"],
            cpu["textbook"],
            unit="us/event",
            target=at_most(1 / 25),
        ),
    ]


async def _product(options: Options, site: Seed, count: int) -> Sample:
    with options.round_folder() as folder:
        async with lapkin(site, folder) as chain:
            return await _warm_burst(chain, count)


async def _textbook(options: Options, units: int, count: int) -> Sample:
    with options.round_folder() as folder:
        async with textbook(folder, units) as chain:
            return await _warm_burst(chain, count)


async def _warm_burst(chain: Chain, count: int) -> Sample:
    await chain.burst(min(WARM_UP, count))
    return await chain.burst(count)
