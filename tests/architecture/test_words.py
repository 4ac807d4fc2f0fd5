"""Every sentence has its Vietnamese, and no catalogue holds a sentence that nobody says."""

import ast
import re

from babel.messages.pofile import read_po

from core.i18n import LOCALE_FOLDER, catalogue
from tests.architecture import house

MARKS = {"N_", "gettext", "_"}
IN_TEMPLATE = re.compile(r"""\b_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")


def said() -> set[str]:
    messages = set()
    for path in house.product_files():
        for node in ast.walk(house.tree(path)):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args
            if named and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                messages.add(node.args[0].value)
    for path in house.templates():
        messages |= {ast.literal_eval(found) for found in IN_TEMPLATE.findall(path.read_text(encoding="utf-8"))}
    return messages


def test_every_message_has_its_vietnamese():
    assert sorted(said() - set(catalogue("vi"))) == []


def test_no_catalogue_holds_a_sentence_that_nobody_says_or_one_twice():
    held = []
    for path in sorted((LOCALE_FOLDER / "vi").glob("*.po")):
        with path.open("rb") as file:
            held += [message.id for message in read_po(file) if message.id]
    assert sorted(set(held) - said()) == []
    assert sorted({message for message in held if held.count(message) > 1}) == []


def test_every_translation_keeps_the_places_of_its_message():
    place = re.compile(r"%\((\w+)\)[sd]")
    wrong = [m for m, text in catalogue("vi").items() if not set(place.findall(text)) <= set(place.findall(m))]
    assert wrong == []


def test_no_two_rooms_translate_a_message_differently():
    seen: dict[str, str] = {}
    clash = []
    for path in sorted((LOCALE_FOLDER / "vi").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id and seen.setdefault(message.id, message.string) != message.string:
                    clash.append((path.name, message.id))
    assert clash == []
