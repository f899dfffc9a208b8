"""What the house agreed on, as tests."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lapkin_contracts.catalog import EVENTS, OWNED

ROOT = Path(__file__).parents[2]
SERVICES = sorted(path.name for path in (ROOT / "services").iterdir())
LAYERS = (
    {"main"},
    {"api", "pages", "consumers", "schedule"},
    {"service"},
    {"repository"},
    {"models", "schemas"},
    {"domain"},
    {"errors", "settings", "tables"},
)
PURE = ("sqlalchemy", "sqlmodel", "fastapi", "faststream", "httpx", "nats", "lapkin_chassis.store")


def modules(service: str) -> list[Path]:
    source = ROOT / "services" / service / "src" / service
    return [path for path in source.rglob("*.py") if "migrations" not in path.parts]


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return found | {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_made_of_the_files_every_service_is_made_of(service: str) -> None:
    entries = {path.name for path in modules(service) if path.stem in layer_names()}

    assert {"main.py", "settings.py"} <= entries
    assert (ROOT / "services" / service / "README.md").is_file()


@pytest.mark.parametrize("service", SERVICES)
def test_inside_a_service_data_flows_one_way(service: str) -> None:
    depth = {name: level for level, names in enumerate(LAYERS) for name in names}
    for path in modules(service):
        for module in imports(path):
            target = module.rsplit(".", 1)[-1]
            if module.startswith(f"{service}.") and path.stem in depth and target in depth:
                assert depth[path.stem] <= depth[target], f"{path} imports {module}"


@pytest.mark.parametrize("service", SERVICES)
def test_domain_files_do_no_input_or_output(service: str) -> None:
    for path in modules(service):
        if path.name == "domain.py":
            assert not [name for name in imports(path) if name.startswith(PURE)], path


@pytest.mark.parametrize("service", SERVICES)
def test_every_setting_is_read_somewhere(service: str) -> None:
    source = ROOT / "services" / service / "src" / service
    settings = re.findall(r"^    (\w+): ", (source / "settings.py").read_text(), re.MULTILINE)
    code = "".join(
        path.read_text() for path in [*source.rglob("*.py")] if path.name != "settings.py"
    )

    assert [name for name in settings if f".{name}" not in code] == []


def test_the_chassis_knows_no_word_of_the_office() -> None:
    words = re.compile(
        r"\b(opd|triwulan|rekap|laporan|kinerja\w*|indikator|koreksi)\b", re.IGNORECASE
    )
    for path in (ROOT / "chassis/src").rglob("*.py"):
        assert not words.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_announces_only_what_it_owns(service: str) -> None:
    own = {event.__name__ for event in OWNED[service]}
    for path in modules(service):
        announced = set(re.findall(r"emit\(\s*session,\s*(\w+)\(", path.read_text()))
        known = {event.__name__ for event in EVENTS.values()}
        assert announced & known <= own, path


def test_every_class_of_the_contracts_stands_in_the_glossary() -> None:
    glossary = (ROOT / "docs/glosarium.md").read_text(encoding="utf-8")
    source = ROOT / "contracts/src/lapkin_contracts"
    names = {
        node.name
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }

    assert sorted(name for name in names if f"`{name}`" not in glossary) == []


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_a_readme_stays_under_600_words(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").split()) < 600


def test_the_smell_script_finds_nothing() -> None:
    folders = [
        "src",
        "contracts/src",
        "chassis/src",
        "ui/src",
        "papers/src",
        "sheets/src",
        "services",
    ]
    found = subprocess.run(
        [sys.executable, "tests/architecture/smells.py", *folders],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert found.stdout == ""


def layer_names() -> set[str]:
    return {name for names in LAYERS for name in names}
