"""docs/threat-model.md promises what tests hold: each of them exists, and each threat has one or says what is not held."""

import ast
import re

from tests.architecture.house import HOUSE

PAPER = (HOUSE / "docs" / "threat-model.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`((?:unit|property|integration|architecture|browser)/\w+\.py)::(\w+)`")
ROWS = [line for line in PAPER.splitlines() if line.startswith("| **")]


def written_in(name):
    path = HOUSE / "tests" / name
    if not path.exists():
        return set()
    return {node.name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_the_threat_model_names_exists():
    named = NAMED.findall(PAPER)
    assert len(named) > 40
    assert [f"{file}::{test}" for file, test in named if test not in written_in(file)] == []


def test_every_threat_names_what_holds_it_and_a_test():
    assert len(ROWS) > 20
    assert [row.split("|")[1] for row in ROWS if not NAMED.search(row) or len(row.split("|")) != 6] == []


def test_every_named_test_is_written_as_one():
    assert set(re.findall(r"[\w/]+\.py::\w+", PAPER)) == {f"{file}::{test}" for file, test in NAMED.findall(PAPER)}
