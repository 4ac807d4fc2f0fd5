"""What is drawn from the code is drawn again when the code changes; the words of the log know every act."""

import ast
import re

import notifications.rules
from cases.rules import ACT_WORDS, LOOK_WORDS, SUBJECT_WORDS, RevealReason
from tests import states
from tests.architecture import house

MADE_UP = re.compile(r"\{.*\}")


def test_every_page_of_the_papers_is_named_where_a_newcomer_looks():
    pages = {house.short(path) for path in (house.HOUSE / "docs").glob("*.md")}
    read = (house.HOUSE / "README.md").read_text(encoding="utf-8") + (house.HOUSE / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert sorted(page for page in pages if f"`{page}`" not in read) == []


def test_the_drawn_states_are_those_of_the_rules():
    assert states.PAPER.read_text(encoding="utf-8") == states.drawn(), "run: make states"


def test_every_room_that_has_moves_is_drawn():
    named = {house.room_of(path) for path in house.python_files(*house.ROOMS) if re.search(r"^\w*MOVES\b.*=", path.read_text(encoding="utf-8"), re.M)}
    assert named == {where.split(".")[0] for where, _, _ in states.tables()}


def acts() -> set[str]:
    """Every `room.verb` that is written as it stands into an audit row."""
    found = set()
    for path in house.product_files():
        for node in ast.walk(house.tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "audit" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_an_auditor_reads_every_act_in_words():
    assert sorted(act for act in acts() - set(ACT_WORDS) if not act.startswith(("test.", "demo."))) == []


def kinds() -> set[str]:
    """The `kind` of every `kind:code` that an act, a look or a file that leaves is written down for."""
    found = set()
    for path in house.product_files():
        for node in ast.walk(house.tree(path)):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            about = [*node.args[1:2]] if name == "audit" else [*node.args[:1]] if name == "saw" else []
            about += [word.value for word in node.keywords if word.arg == "subject"]
            found |= {kind for each in about for kind in re.findall(r"^f?['\"](\w+):", ast.unparse(each))}
    return found


def test_an_auditor_reads_what_every_act_was_about_in_words():
    assert len(kinds()) > 20
    assert sorted(kinds() - set(SUBJECT_WORDS)) == []


def test_an_auditor_reads_every_move_of_a_message_in_words():
    assert sorted(f"notifications.{move}" for move in (*notifications.rules.MOVES, "create") if f"notifications.{move}" not in ACT_WORDS) == []


LOOKS = {"saw": 1, "relative": 2, "listed": 2, "people_of": 2}
"""Which argument is the reason, for whatever leaves a view row."""


def reasons() -> set[str]:
    found = set()
    for path in house.product_files():
        for node in ast.walk(house.tree(path)):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if name in LOOKS and len(node.args) > LOOKS[name] and isinstance(node.args[LOOKS[name]], ast.Constant):
                found.add(node.args[LOOKS[name]].value)
    return found


def test_an_auditor_reads_why_a_record_was_opened_in_words():
    assert len(reasons()) > 15
    assert sorted(reason for reason in reasons() if reason not in LOOK_WORDS and reason not in list(RevealReason)) == []
