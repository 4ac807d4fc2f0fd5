"""Secrets are compared in constant time, never stand on a command line, and are handed to no other program."""

import ast
import re

import click

import app
from tests.architecture import house

SECRET = re.compile(r"(token|secret|password|passphrase|digest|signature|mac|csrf|_hash|otp|totp|pin)$")
WORDS = re.compile(r"pass|secret|token|phrase|pin$|otp|credential|^key$|private|master")
BY_LOOKUP = {
    "core/auth/sessions.py: token_hash",  # the hash of one's own token, to leave this browser signed in
}
"""Compared as they are, with a reason."""


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return name_of(node.func)
    return getattr(node, "attr", getattr(node, "id", ""))


def is_column(node: ast.expr) -> bool:
    """`Table.column`, or `col(...)`: a question to the database by the hash of a secret."""
    inner = node.args[0] if isinstance(node, ast.Call) and name_of(node) == "col" and node.args else node
    return isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name) and inner.value.id[:1].isupper()


def test_no_secret_is_compared_letter_by_letter():
    """`==` stops at the first difference, and the time it took tells how far a guess was right (CWE-208)."""
    found = []
    for path in house.product_files():
        for node in ast.walk(house.tree(path)):
            if isinstance(node, ast.Compare) and any(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops):
                sides = [node.left, *node.comparators]
                secret = [name_of(side) for side in sides if SECRET.search(name_of(side))]
                if secret and not any(is_column(side) or isinstance(side, ast.Constant) for side in sides):
                    found.append(f"{house.short(path)}: {secret[0]}")
    assert sorted(set(found) - BY_LOOKUP) == []


def commands(group: click.Command, name: str = "hoiam"):
    yield name, group
    for word, below in getattr(group, "commands", {}).items():
        yield from commands(below, f"{name} {word}")


def test_no_secret_is_typed_on_the_command_line():
    """What stands there is read by everybody on the machine (`ps`) and kept in the shell's history. Files, prompts and the environment remain."""
    typed = [
        f"{name} {param.name}" for name, command in commands(app.hoiam) for param in command.params
        if WORDS.search(param.name or "") and not isinstance(param.type, click.Path) and not getattr(param, "is_flag", False)
    ]
    assert typed == []


def test_no_other_program_is_handed_our_environment():
    """`HOIAM_KEY` may stand in it; a reader of somebody's old workbook needs none of it."""
    bare = []
    for path in house.product_files():
        for node in ast.walk(house.tree(path)):
            if isinstance(node, ast.Call) and name_of(node) in ("run", "Popen", "check_output", "check_call", "call", "system") and "subprocess" in ast.unparse(node.func):
                bare += [] if any(word.arg == "env" for word in node.keywords) else [house.short(path)]
    assert bare == []
