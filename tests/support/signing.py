"""Signing services on the loopback interface, after their documents, and what they were sent."""

import asyncio
import json
import re
import sys
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from lapkin_contracts.rules.periods import ZONE
from reporter.tanda_tangan.lokal import Kunci, Lokal
from reporter.tanda_tangan.penandatangan import Permintaan

PASSPHRASE = "Rahasia-Sekali-#2026"
NIK = "3402010101700001"
USER, PASSWORD = "lapkin", "sandi-layanan"
BASIC = "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode()


class Answer(NamedTuple):
    status: int
    body: bytes
    kind: str = "application/json"
    headers: dict[str, str] = {}  # noqa: RUF012


def as_json(code: int, /, **body: Any) -> Answer:
    return Answer(code, json.dumps(body).encode())


def as_pdf(pdf: bytes, **headers: str) -> Answer:
    return Answer(200, pdf, "application/pdf", headers)


@dataclass
class StandIn:
    """Keeps each request; a test may put its own answer before the usual ones."""

    folder: Path
    """Of the key it signs with."""
    url: str = ""
    asked: list[str] = field(default_factory=list)
    """Method and path, in order."""
    next_answers: list[Answer] = field(default_factory=list)
    hangs: threading.Event = field(default_factory=threading.Event)
    """Set by whoever wants it to answer at last."""
    is_hanging: bool = False

    def sign(self, pdf: bytes) -> bytes:
        request = Permintaan(
            pdf=pdf,
            nama_berkas="berkas.pdf",
            akun="",
            nama="Contoh",
            jabatan="Inspektur",
            tempat="Bantul",
            at=datetime(2026, 10, 9, 10, tzinfo=ZONE),
            contoh=True,
        )
        signed = asyncio.run(Lokal(Kunci(None, self.folder)).minta(request)).pdf
        assert signed is not None
        return signed

    def take(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        self.asked.append(f"{method} {path}")
        if self.is_hanging:
            self.hangs.wait(20)
        if headers.get("authorization") != BASIC:
            return as_json(401, error="Unauthorized")
        if self.next_answers:
            return self.next_answers.pop(0)
        return self.usual(path, form_of(headers, body), body)

    def usual(self, path: str, form: dict[str, bytes], body: bytes) -> Answer:
        raise NotImplementedError


@dataclass
class BsreStandIn(StandIn):
    """Esign Client Service: `/api/sign/pdf`, `/api/sign/download/{id}`, `/api/user/status/{nik}`."""

    answers_by_id: bool = False
    signed: dict[str, bytes] = field(default_factory=dict)

    def usual(self, path: str, form: dict[str, bytes], body: bytes) -> Answer:
        if path == f"/api/user/status/{NIK}":
            return as_json(200, status_code=1111, status="ISSUE", message="Terdaftar")
        if path.startswith("/api/user/status/"):
            return as_json(200, status_code=1110, status="NOT_REGISTERED")
        if path.startswith("/api/sign/download/"):
            return as_pdf(self.signed[path.rsplit("/", 1)[1]])
        assert path == "/api/sign/pdf"
        assert (form["nik"], form["tampilan"]) == (NIK.encode(), b"invisible")
        if form["passphrase"] != PASSPHRASE.encode():
            said = form["passphrase"].decode()  # a careless service repeats what it was sent
            return as_json(400, status_code=2031, error=f"Passphrase anda salah: {said}")
        self.signed["dok-1"] = self.sign(form["file"])
        if self.answers_by_id:
            return as_json(200, id_dokumen="dok-1", message="Proses berhasil")
        return as_pdf(self.signed["dok-1"], id_dokumen="dok-1")


@dataclass
class ProvinsiStandIn(StandIn):
    """Sadewa Central Sign: `document_upload`, `document_info`; the signer signs when told."""

    laid: bytes = b""
    is_signed: bool = False
    summary: str = "VALID"

    def usual(self, path: str, form: dict[str, bytes], body: bytes) -> Answer:
        if path == "/api/centralsign/document_upload":
            assert form["name"].endswith(b".pdf")
            self.laid = form["file"]
            return as_json(200, status=200, response={"id": "03495c52", "path": PATH})
        if path == "/api/centralsign/document_info":
            assert json.loads(body) == {"doc_id": "03495c52"}
            return as_json(200, sign_info=self._info(), doc_info={"id": "03495c52", "path": PATH})
        assert path == PATH.removeprefix(".")
        return as_pdf(self.sign(self.laid))

    def _info(self) -> dict[str, Any]:
        if not self.is_signed:
            return {"jumlah_signature": 0, "details": [], "summary": "NO_SIGNATURE"}
        detail = {
            "info_tsa": {"name": "Timestamp Authority Badan Siber dan Sandi Negara"},
            "info_signer": {"signer_name": "Contoh", "cert_user_certified": True},
            "signature_document": {"document_integrity": True},
        }
        return {"jumlah_signature": 1, "details": [detail], "summary": self.summary}


PATH = "./public/central_sign/lapkin/2026/10/1411840f.pdf"


def form_of(headers: dict[str, str], body: bytes) -> dict[str, bytes]:
    """The fields of a multipart body, byte for byte; none if it is something else."""
    kind, _, boundary = headers.get("content-type", "").partition("boundary=")
    if not kind.startswith("multipart/form-data"):
        return {}
    fields = {}
    for part in body.split(f"--{boundary}".encode())[1:-1]:
        head, content = part.removeprefix(b"\r\n").removesuffix(b"\r\n").split(b"\r\n\r\n", 1)
        name = re.search(rb'[; ]name="([^"]+)"', head)
        assert name is not None
        fields[name[1].decode()] = content
    return fields


@contextmanager
def serving_signatures(stand_in: StandIn) -> Iterator[StandIn]:
    """Answer on a loopback port; its address is `stand_in.url`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("GET", b"")

        def do_POST(self) -> None:
            self._answer("POST", self.rfile.read(int(self.headers["Content-Length"])))

        def _answer(self, method: str, body: bytes) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = stand_in.take(method, self.path, headers, body)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A caller that ran out of patience is part of the play; anything else is told."""
            if not isinstance(sys.exc_info()[1], ConnectionError):
                super().handle_error(request, client_address)  # type: ignore[arg-type]

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        stand_in.url = f"http://127.0.0.1:{server.server_port}"
        yield stand_in
        stand_in.hangs.set()
        server.shutdown()
        thread.join()
