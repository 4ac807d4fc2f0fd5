"""The audit fails on a known hole, and never calls a silence of its service a pass."""

import re

import pytest

from tests import audit
from tests.architecture.house import HOUSE

HOLE = {"id": "PYSEC-1", "fix_versions": ["2.0"], "aliases": [], "description": ""}


def answer(**packages):
    return {"dependencies": [
        {"name": name, "version": "1.0", "vulns": vulns} if vulns is not None else {"name": name, "skip_reason": "not found and could not be audited"}
        for name, vulns in packages.items()
    ]}


@pytest.mark.parametrize(
    ("pypi", "osv", "must", "exit_code", "said", "unsaid"),
    [
        (answer(a=[], b=[]), None, True, 0, "Audited: 2 packages, 0 known holes", "NOT AUDITED"),
        (answer(a=[HOLE], b=[]), None, False, 1, "KNOWN HOLE  a 1.0: PYSEC-1, mended in 2.0", "NOT AUDITED"),
        (answer(a=None, b=None), None, False, 0, "NOT AUDITED: 2 packages", "Audited:"),
        (answer(a=None, b=None), None, True, 3, "NOT AUDITED: 2 packages", "Audited:"),
        (answer(a=None, b=[]), answer(a=[HOLE], b=[]), False, 1, "KNOWN HOLE  a 1.0", "NOT AUDITED"),
        (answer(a=None, b=[HOLE]), None, False, 1, "NOT AUDITED: 1 packages", "Audited:"),
        (None, answer(a=[], b=[]), True, 0, "Audited: 2 packages", "NOT AUDITED"),
        (None, None, False, 0, "NOT AUDITED: all packages", "Audited:"),
        (None, None, True, 3, "could not be asked", "Audited:"),
    ],
)
def test_what_the_services_say_is_what_is_said(pypi, osv, must, exit_code, said, unsaid, capsys):
    assert audit.main({"pypi": pypi, "osv": osv}.__getitem__, must) == exit_code
    out = capsys.readouterr().out
    assert said in out and unsaid not in out


def test_a_service_that_cannot_be_reached_is_no_answer(monkeypatch):
    monkeypatch.setattr(audit.sys, "executable", "/nowhere/python")
    assert audit.ask("pypi") is None


@pytest.mark.parametrize("lock", audit.LOCKS)
def test_every_locked_package_has_one_version_and_its_hashes_and_names_no_index(lock):
    text = (HOUSE / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^([\w.\[\]-]+)==(\S+).*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    blocks = re.split(r"^(?=[\w.-]+(?:\[[\w,-]+\])?==)", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(blocks) > 40
    assert [block.split("\n")[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"https?://|--index-url|--extra-index|--find-links|--trusted-host", text)


def test_the_build_machine_audits():
    assert "make audit" in (HOUSE / ".ci" / "run").read_text(encoding="utf-8")
