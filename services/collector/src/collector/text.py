"""Text from outside: no control characters, which would break logs, mail headers and documents."""

from typing import Annotated

from pydantic import StringConstraints

PRINTABLE = r"^[^\x00-\x1f\x7f-\x9f]*$"

Line = Annotated[str, StringConstraints(strip_whitespace=True, pattern=PRINTABLE)]
"""One line of text; the length is set where it is used."""
