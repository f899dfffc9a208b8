"""The same site as four processes, which a scenario may kill."""

import asyncio

from support.deployment import SERVICES, Deployment
from support.world import World


class Processes(World):
    """Each service is a process of its own; the clock is the file they all read."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.deployment = Deployment(self.folder, self.broker, dict(self.databases))
        self.deployment.environment |= {
            "NOTIFIER_SMTP_HOST": "127.0.0.1",
            "NOTIFIER_SMTP_PORT": str(self.mailbox.port),
        }
        self.ports.update(self.deployment.ports)

    async def begin_all(self) -> None:
        await asyncio.gather(*(self.begin(name) for name in SERVICES))

    async def begin(self, name: str) -> None:
        self.deployment.start(name)
        self._running.add(name)
        await asyncio.to_thread(self.deployment.until_answering, name)

    async def end(self, name: str) -> None:
        self._running.remove(name)
        await asyncio.to_thread(self.deployment.end, name)

    async def kill(self, name: str) -> None:
        """SIGKILL: nothing is put in order before."""
        self._running.remove(name)
        await asyncio.to_thread(self.deployment.kill, name)
