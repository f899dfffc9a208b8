"""Finds what no linter finds: echoes, wrappers, lonely abstractions, inflated prose.

`python tests/architecture/smells.py FOLDER ...` prints each finding and fails if there is any.
"""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

WORD = re.compile(r"[A-Z]?[a-z]{3,}")
VAGUE_FILE = re.compile(r"^(utils?|helpers?|common|misc|base|core|manager)(\.py)?$")
VAGUE_CLASS = re.compile(r"(Manager|Helper|Processor|Util|Wrapper)$")
PROSE = re.compile(
    r"\b(comprehensive|robust|seamless|powerful|enterprise|leverag\w*|cutting-edge|"
    r"production-ready|easily|simply)\b",
    re.IGNORECASE,
)
ECHO_SHARE = 0.6


def words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


def echoes(path: Path, lines: list[str]) -> Iterator[str]:
    for number, (line, following) in enumerate(pairwise(lines), 1):
        comment = line.strip()
        if not comment.startswith("# ") or following.strip().startswith(("#", '"""')):
            continue
        said = words(comment)
        if 2 <= len(said) <= 8 and len(said & words(following)) / len(said) >= ECHO_SHARE:
            yield f"{path}:{number}: the comment repeats the next line"


def functions(path: Path, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.decorator_list:
            continue
        doc = ast.get_docstring(node) or ""
        said = words(doc) - {"get", "return", "returns", "given", "based", "the"}
        if doc and "\n" not in doc and len(doc.split()) <= 5 and len(said - words(node.name)) == 0:
            yield f"{path}:{node.lineno}: the docstring of {node.name} repeats its name"
        if is_wrapper(node):
            yield f"{path}:{node.lineno}: {node.name} only passes its arguments on"


def is_wrapper(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    body = [line for line in node.body if not is_docstring(line)]
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        return False
    call = body[0].value.value if isinstance(body[0].value, ast.Await) else body[0].value
    if not isinstance(call, ast.Call) or call.keywords or not is_plain_name(call.func):
        return False
    taken = [argument.arg for argument in node.args.args if argument.arg != "self"]
    passed = [argument.id for argument in call.args if isinstance(argument, ast.Name)]
    return bool(taken) and taken == passed and len(passed) == len(call.args)


def is_plain_name(node: ast.expr) -> bool:
    """A function or a module's function; a method of some object is more than passing on."""
    if isinstance(node, ast.Attribute):
        return (
            isinstance(node.value, ast.Name)
            and node.value.id.islower()
            and node.value.id != "self"
        )
    return isinstance(node, ast.Name)


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def abstractions(trees: dict[Path, ast.Module]) -> Iterator[str]:
    classes = [
        (path, node)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    named = Counter(base for _, node in classes for base in bases(node))
    for path, node in classes:
        alike = sum(members(node) <= members(one) for _, one in classes) - 1
        if {"ABC", "Protocol"} & set(bases(node)) and max(named[node.name], alike) <= 1:
            yield f"{path}:{node.lineno}: {node.name} has at most one implementation"
        if VAGUE_CLASS.search(node.name):
            yield f"{path}:{node.lineno}: {node.name} is a vague name"


def members(node: ast.ClassDef) -> set[str]:
    """What a class says it has: a class with all members of a Protocol implements it."""
    functions = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
    fields = {
        one.target.id
        for one in node.body
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    }
    return functions | fields


def bases(node: ast.ClassDef) -> list[str]:
    return [base.id for base in node.bases if isinstance(base, ast.Name)]


def prose() -> Iterator[str]:
    listed = subprocess.run(
        ["git", "ls-files", "*.md"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for name in listed:
        for number, line in enumerate(Path(name).read_text(encoding="utf-8").splitlines(), 1):
            if found := PROSE.search(line):
                yield f"{name}:{number}: inflated prose: {found.group()}"


def main(folders: list[str]) -> int:
    paths = [path for folder in folders for path in sorted(Path(folder).rglob("*.py"))]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    found = [f"{path}: vague file name" for path in paths if VAGUE_FILE.match(path.name)]
    for path, tree in trees.items():
        found += echoes(path, path.read_text(encoding="utf-8").splitlines())
        found += functions(path, tree)
    found += [*abstractions(trees), *prose()]
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
