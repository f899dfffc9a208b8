"""Refusals: what a caller can act on, rendered as RFC 9457 problems in Indonesian or English."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Final, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from starlette.exceptions import HTTPException

PROBLEM = "application/problem+json"
WORDS: Final = {
    "json-invalid": "Isi permintaan bukan JSON yang utuh.",
    "missing": "Wajib diisi.",
    "extra-forbidden": "Isian ini tidak dikenal.",
    "enum": "Bukan salah satu pilihan.",
    "literal-error": "Bukan salah satu pilihan.",
    "greater-than-equal": "Paling kecil {ge}.",
    "less-than-equal": "Paling besar {le}.",
    "int-parsing": "Bukan bilangan bulat.",
    "date-from-datetime-parsing": "Bukan tanggal; tulis seperti 2026-10-31.",
    "too-short": "Isi atau pilih paling sedikit {min_length}.",
    "string-too-long": "Teks terlalu panjang; paling banyak {max_length} huruf.",
    "string-too-short": "Teks terlalu pendek; paling sedikit {min_length} huruf.",
    "string-pattern-mismatch": "Bentuk tulisannya tidak sesuai.",
    "url-parsing": "Bukan alamat web yang utuh.",
}
"""By pydantic's own code."""


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
        "{count} isian perlu diperbaiki.",
        "{count} fields need correction; see errors.",
    )


def faults_of(error: ValidationError | RequestValidationError) -> tuple[Fault, ...]:
    """pydantic's findings as JSON pointers into the body."""
    return tuple(
        fault_of("/" + "/".join(str(part) for part in found["loc"] if part != "body"), found)
        for found in error.errors()
    )


def fault_of(pointer: str, found: Any) -> Fault:  # noqa: ANN401  pydantic's own description
    """One finding in Indonesian; what a choice or a rule of ours says goes with it."""
    code, facts = str(found["type"]).replace("_", "-"), found.get("ctx", {})
    if isinstance(reason := facts.get("error"), ValueError):
        return Fault(pointer, code, str(reason))
    words = WORDS.get(code, "Isian tidak sesuai bentuk yang ditetapkan.")
    expected = str(facts.get("expected", "")).replace(" or ", " atau ")
    return Fault(
        pointer, code, words.format(**facts), f"Pilihannya: {expected}." if expected else ""
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


class NoSuchAddress(Refusal):
    status = 404
    code = "not-found"
    title = Text("Alamat tidak ditemukan", "There is no such address")
    detail = Text(
        "Periksa apakah alamatnya tersalin lengkap.", "Check that the address is complete."
    )


class _Http(Refusal):
    """Starlette's other refusals, such as a method that is not allowed."""

    title = Text("Permintaan tidak dapat dilayani", "The request cannot be served")
    detail = Text("{reason}", "{reason}")


def http_problem(request: Request, error: HTTPException) -> JSONResponse:
    if error.status_code == NoSuchAddress.status:
        return _problem(request, NoSuchAddress())
    code = "method-not-allowed" if error.status_code == 405 else "http-error"
    kind = type("HttpRefusal", (_Http,), {"status": error.status_code, "code": code})
    return _problem(request, kind(reason=error.detail))


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
        return http_problem(request, error)

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, http)
