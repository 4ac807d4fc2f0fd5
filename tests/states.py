"""`make states`: docs/states.md, drawn from the tables of moves in every room's rules, so that a picture never says what the rules do not."""

import importlib
import pkgutil
from collections.abc import Iterator
from enum import StrEnum
from types import ModuleType
from typing import Any

from tests.architecture.house import HOUSE, ROOMS

PAPER = HOUSE / "docs" / "states.md"
HEAD = """# States, drawn from the rules

Made by `make states` from the tables named `…MOVES` in every room's rules; a test holds this page to them. Change the rule, then run the command.
What is not drawn here has no table of moves: consent is asked fresh from its records (`consent/rules/record.py`, `latest`), and a family's call or visit is
open until it is settled (`matching/rules`).
"""


def rule_modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        if (HOUSE / room / "rules.py").exists():
            yield importlib.import_module(f"{room}.rules")
        elif (HOUSE / room / "rules").is_dir():
            package = importlib.import_module(f"{room}.rules")
            yield package
            yield from (importlib.import_module(f"{room}.rules.{found.name}") for found in pkgutil.iter_modules(package.__path__))


def tables() -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    """(where, what, arrows) for every table of moves; one table is told once, wherever else it is imported."""
    seen: set[int] = set()
    for module in rule_modules():
        for name, table in sorted(vars(module).items()):
            if name.endswith("MOVES") and isinstance(table, dict) and id(table) not in seen:
                seen.add(id(table))
                found = list(arrows(table))
                if found:
                    yield module.__name__, _kind(table), found


def arrows(table: dict[Any, Any]) -> Iterator[tuple[str, str, str]]:
    """(from, action, to), whether the table reads action → {from: to} or (from, action) → to."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from ((str(before), str(key), str(after)) for before, after in value.items())
        elif isinstance(key, tuple) and len(key) == 2:
            yield str(key[0]), str(key[1]), str(value)


def _kind(table: dict[Any, Any]) -> str:
    first = next(iter(table.values()))
    status = next(iter(first.values())) if isinstance(first, dict) else first
    return type(status).__name__ if isinstance(status, StrEnum) else "moves"


def drawn() -> str:
    parts = [HEAD]
    for where, what, found in tables():
        grouped: dict[tuple[str, str], list[str]] = {}
        for before, action, after in found:
            grouped.setdefault((before, after), []).append(action)
        lines = [f"    {before} --> {after} : {', '.join(actions)}" for (before, after), actions in grouped.items()]
        parts.append(f"## {what} (`{where}`)\n\n```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + "\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAPER.write_text(drawn(), encoding="utf-8")
