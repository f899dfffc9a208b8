"""A mail server for sites that have none: it keeps every message as a file in a folder."""

import asyncio
import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """Listens on loopback; nothing leaves the machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)

    async def start(self) -> int:
        """Begin to listen, and answer with the port."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(self, hostname="lapkin", loop=loop, enable_SMTPUTF8=True), "127.0.0.1", 0
        )
        self._server = server
        port: int = server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        self._server.close()
        await self._server.wait_closed()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002
        number = len(list(self._folder.glob("*.eml"))) + 1
        content = envelope.content
        assert isinstance(content, bytes)
        (self._folder / f"{number:04}.eml").write_bytes(content)
        return "250 OK"

    def messages(self) -> list[EmailMessage]:
        """All kept messages, oldest first."""
        return [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in sorted(self._folder.glob("*.eml"))
        ]
