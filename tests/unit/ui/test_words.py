"""Pages and mails use one word for a thing, the office's own (`docs/glosarium.md`)."""

import re
from pathlib import Path

import pytest

SERVICES = Path(__file__).parents[3] / "services"
SHOWN = sorted(
    [*SERVICES.glob("*/src/*/templates/**/*.html"), *SERVICES.glob("*/src/*/templates/*.txt")]
)
CODE = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<code>.*?</code>|<[^>]*>", re.DOTALL)
ELSEWHERE = re.compile(
    r"\b(anda|e-?mail|surat elektronik|klik|silahkan|login|logout|password|upload|download"
    r"|deadline|website|kesalahan|error)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("template", SHOWN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_page_says_it_in_another_word(template: Path) -> None:
    said = CODE.sub(" ", template.read_text(encoding="utf-8"))

    assert ELSEWHERE.findall(said) == []
