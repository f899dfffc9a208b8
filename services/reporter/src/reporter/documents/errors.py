"""Refusals about how documents are made."""

from lapkin_chassis.errors import Refusal, Text


class TemplateFaulty(Refusal):
    """The office's own Word template is no Word document, or its fields cannot be read."""

    status = 409
    code = "docx-template-faulty"
    title = Text("Templat Word tidak dapat dipakai", "The Word template cannot be used")
    detail = Text(
        "Templat {template} tidak dapat dipakai: {reason} Perbaiki berkasnya, lalu periksa dengan"
        " GET /v1/dokumen/template:lint.",
        "The template {template} cannot be used: {reason}",
    )
