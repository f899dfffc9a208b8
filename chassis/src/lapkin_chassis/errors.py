"""Refusals: what a caller can act on, rendered as RFC 9457 problems in Indonesian or English."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from starlette.exceptions import HTTPException

PROBLEM = "application/problem+json"


class Text(NamedTuple):
    """One sentence in both languages; `{name}` stands for a fact of the refusal."""

    id: str
    en: str


@dataclass(frozen=True)
class Fault:
    """One wrong field: where (JSON pointer or cell), a stable code, what is wrong, what to do."""

    pointer: str
    code: str
    detail: str
    hint: str = ""


class Refusal(Exception):
    """Base of every named refusal. The facts are attributes; the words live in `title`, `detail`."""

    status: ClassVar[int]
    code: ClassVar[str]
    title: ClassVar[Text]
    detail: ClassVar[Text]

    def __init__(self, *, errors: tuple[Fault, ...] = (), **facts: object) -> None:
        super().__init__(self.detail.en.format(**facts))
        self.facts = facts
        self.errors = errors

    @property
    def headers(self) -> dict[str, str]:
        return {}


class InvalidBody(Refusal):
    """The request does not have the documented shape."""

    status = 422
    code = "invalid-body"
    title = Text("Isian tidak sesuai", "The request does not have the documented shape")
    detail = Text(
        "{count} isian perlu diperbaiki; lihat daftar errors.",
        "{count} fields need correction; see errors.",
    )


def faults_of(error: ValidationError | RequestValidationError) -> tuple[Fault, ...]:
    """pydantic's findings as JSON pointers into the body."""
    return tuple(
        Fault(
            pointer="/" + "/".join(str(part) for part in found["loc"] if part != "body"),
            code=str(found["type"]).replace("_", "-"),
            detail=str(found["msg"]),
        )
        for found in error.errors()
    )


def invalid_body(error: ValidationError | RequestValidationError) -> InvalidBody:
    faults = faults_of(error)
    return InvalidBody(errors=faults, count=len(faults))


def _problem(request: Request, refusal: Refusal) -> JSONResponse:
    language = "en" if request.headers.get("accept-language", "id").startswith("en") else "id"
    body: dict[str, Any] = {
        "type": f"urn:lapkin:problem:{refusal.code}",
        "title": getattr(refusal.title, language),
        "status": refusal.status,
        "detail": getattr(refusal.detail, language).format(**refusal.facts),
        "instance": request.url.path,
        "code": refusal.code,
    }
    if refusal.errors:
        body["errors"] = [asdict(fault) for fault in refusal.errors]
    return JSONResponse(
        body,
        status_code=refusal.status,
        headers={"Content-Language": language, **refusal.headers},
        media_type=PROBLEM,
    )


class _Http(Refusal):
    """Starlette's own refusals: unknown path, method not allowed."""

    title = Text("Permintaan tidak dapat dilayani", "The request cannot be served")
    detail = Text("{reason}", "{reason}")


def install(app: FastAPI) -> None:
    """Answer every refusal as a problem; anything else stays a crash with a 500."""

    def refused(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, Refusal)
        return _problem(request, error)

    def malformed(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, (ValidationError, RequestValidationError))
        return _problem(request, invalid_body(error))

    def http(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        code = {404: "not-found", 405: "method-not-allowed"}.get(error.status_code, "http-error")
        kind = type("HttpRefusal", (_Http,), {"status": error.status_code, "code": code})
        return _problem(request, kind(reason=error.detail))

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, http)
