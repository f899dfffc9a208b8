"""Fills a Word template with a report, and tells which of its fields nobody knows."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final, get_args, get_origin
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, Undefined
from jinja2.sandbox import SandboxedEnvironment
from pydantic.fields import FieldInfo

from lapkin_papers.glyphs import printable
from reporter.documents.errors import TemplateFaulty
from reporter.documents.narrative import SECTIONS
from reporter.documents.printed import PrintedLaporan

BAWAAN: Final = Path(__file__).with_name("laporan.docx")
WORDS_ONLY: Final = {"charts", "tren", "anggaran_charts"}
"""Charts are drawn on the page and in the PDF; a Word template gets the figures."""
DOS_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def render_docx(sheet: PrintedLaporan, template: Path = BAWAAN) -> bytes:
    """The report as a Word document. The same sheet and template give the same bytes.

    Raises:
        TemplateFaulty: the template is no Word document or a field in it is written wrongly.
    """
    document = _filled(template, _clean(sheet.model_dump(exclude=WORDS_ONLY)), Undefined)
    properties = document.docx.core_properties
    properties.title, properties.author = printable(sheet.judul), printable(sheet.instansi)
    properties.created = properties.modified = datetime(*sheet.date)  # noqa: DTZ001
    file = BytesIO()
    document.save(file)
    return _undated(file)


def unknown_fields(template: Path = BAWAAN) -> list[str]:
    """Fields of a template that no report fills, such as `row.kinerja`, sorted.

    Raises:
        TemplateFaulty: as for `render_docx`.
    """
    missing: set[str] = set()

    class Noted(Undefined):
        """Remembers what was asked for and not there."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
            super().__init__(*args, **kwargs)
            if self._undefined_name is not None:
                missing.add(str(self._undefined_name))

    _filled(template, {name: _example(field.annotation) for name, field in _fields()}, Noted)
    return sorted(missing)


def _filled(template: Path, facts: dict[str, Any], undefined: type[Undefined]) -> DocxTemplate:
    try:
        document = DocxTemplate(str(template))
        document.render(facts, SandboxedEnvironment(undefined=undefined), autoescape=True)
    except (PackageNotFoundError, BadZipFile) as fault:
        raise TemplateFaulty(template=template.name, reason="bukan dokumen Word.") from fault
    except TemplateError as fault:
        reason = f"penulisan bidang keliru ({fault.message})."
        raise TemplateFaulty(template=template.name, reason=reason) from fault
    return document


def _undated(file: BytesIO) -> bytes:
    """A zip that does not tell when it was written."""
    packed = BytesIO()
    with ZipFile(file) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, DOS_EPOCH), source.read(name), ZIP_DEFLATED)
    return packed.getvalue()


def _clean(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list) else value


def _fields() -> Iterator[tuple[str, Any]]:
    fields = PrintedLaporan.model_fields.items()
    return ((name, field) for name, field in fields if name not in WORDS_ONLY)


def _example(kind: Any) -> Any:  # noqa: ANN401
    """One of each: a list has one item, so that a template's loops are walked."""
    origin = get_origin(kind)
    if origin is dict:
        return {section: ["contoh"] for section in SECTIONS}
    if origin is not None:
        one = _example(get_args(kind)[0])
        return [one] if origin is list else one
    if kind in (int, bool):
        return 1
    fields = getattr(kind, "model_fields", None)
    return _examples(fields) if fields else "contoh"


def _examples(fields: dict[str, FieldInfo]) -> dict[str, Any]:
    return {name: _example(field.annotation) for name, field in fields.items()}
