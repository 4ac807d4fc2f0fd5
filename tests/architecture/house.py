"""What the laws are checked against: the rooms, their files, and their syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parent.parent.parent
DOMAINS = ["labels", "consent", "families", "samples", "matching"]
FACES = ["cases", "desk", "demo", "notifications", "portal", "privacy", "reports"]
ROOMS = DOMAINS + FACES
INSIDE = {"__init__", "rules", "events", "models", "queries", "commands", "routes", "intake", "papers", "cli"}


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (HOUSE / folder).rglob("*.py"))


def product_files() -> list[Path]:
    return [*python_files("core", *ROOMS), HOUSE / "app.py"]


def templates() -> list[Path]:
    return sorted(path for folder in ["web", *ROOMS] for path in (HOUSE / folder / "templates").rglob("*.html"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def short(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0]


def imported(path: Path) -> Iterator[str]:
    """Every imported name in full, relative ones spelled out: `samples.rules`, `consent`, `sqlmodel.select`."""
    package = path.relative_to(HOUSE).parent.parts
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1]] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
