"""DESIGN §2: each law is a test. The layers themselves are import contracts in pyproject.toml."""

import ast
import importlib
import inspect
import re
import tomllib
from pathlib import Path
from statistics import median

import pytest
from litestar.routes import HTTPRoute

import app
from core import events
from core.auth import PERMISSIONS
from core.db import metadata
from core.errors import HoiAmError
from core.web.routes import PUBLIC
from tests.architecture import house

PUBLIC_PATHS = {"/", "/dang-nhap", "/dang-nhap/buoc-hai", "/dang-nhap/may", "/dang-nhap/minh-hoa", "/dang-xuat", "/ngon-ngu"}
PUBLIC_FACE = "/gia-dinh"
SILENT = {
    "CodesIssued", "ConsentGiven", "ConsentRefused", "IdentificationChanged", "RelativeRegistered", "ResultsLoaded", "SampleCollected", "SampleQuarantined",
    "SampleRejected", "ShipmentDispatched", "VisitHeld", "VisitPlanned",
}
"""Facts nobody reacts to yet: the audit row says them too."""


@pytest.mark.parametrize("room", house.ROOMS)
def test_every_room_has_the_same_inside(room):
    found = {path.stem if path.suffix == ".py" else path.name for path in (house.HOUSE / room).iterdir() if path.name != "__pycache__"}
    extra = {"demo": {"data", "laboratory", "province"}}.get(room, set())
    assert found - house.INSIDE - {"templates"} - extra == set()


@pytest.mark.parametrize("path", house.python_files(*house.ROOMS), ids=house.short)
def test_another_room_is_entered_by_its_front_door(path):
    room = house.room_of(path)
    inner = [name for name in house.imported(path) if name.split(".")[0] in house.ROOMS and name.split(".")[0] != room]
    assert [name for name in inner if name.split(".")[1:2] and name.split(".")[1] in house.INSIDE] == []


RULES = [path for path in house.python_files(*house.ROOMS) if "rules" in path.relative_to(house.HOUSE).with_suffix("").parts[1]]
IMPURE = ("sqlmodel", "sqlalchemy", "litestar", "core.clock", "core.db", "core.web", "core.work", "core.audit", "core.office", "core.files")


@pytest.mark.parametrize("path", RULES, ids=house.short)
def test_rules_know_no_database_no_clock_and_no_request(path):
    names = [name for name in house.imported(path) if name.startswith(IMPURE)]
    text = path.read_text(encoding="utf-8")
    assert (names, re.findall(r"datetime\.now|date\.today|open\(", text)) == ([], [])


def test_nobody_imports_app():
    assert [house.short(path) for path in house.python_files("core", *house.ROOMS) if any(n.split(".")[0] == "app" for n in house.imported(path))] == []


def test_foreign_keys_point_the_way_imports_do():
    height = {"core": 0, "consent": 1, "labels": 1, "families": 2, "samples": 2, "matching": 3, **dict.fromkeys(house.FACES, 4)}
    room_of = {}
    for room in ["core", *house.ROOMS]:
        for path in house.python_files(room):
            room_of |= dict.fromkeys(re.findall(r'__tablename__ = "(\w+)"', path.read_text(encoding="utf-8")), room)
    wrong = [
        f"{table.name} → {key.column.table.name}"
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if room_of[table.name] != room_of[key.column.table.name] and height[room_of[table.name]] <= height[room_of[key.column.table.name]]
    ]
    assert wrong == []


def test_every_status_column_has_a_check_in_the_database():
    without = [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if column.name == "status" and not any(f"{column.name} IN" in str(getattr(c, "sqltext", "")) for c in table.constraints)
    ]
    assert without == []


def routes():
    from core.db import Database
    from tests.site import build_site

    site = build_site(app.ROUTES, Database("sqlite://"), demo=False)
    return [
        (route.path, handler)
        for route in site.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if not route.path.startswith(("/static", "/api/v1/schema")) and "OPTIONS" not in handler.http_methods
    ]


def test_every_route_has_a_guard_or_stands_on_the_short_public_list():
    open_paths = {path for path, handler in routes() if not handler.guards}
    assert {path for path in open_paths if not path.startswith(PUBLIC_FACE)} <= PUBLIC_PATHS
    assert all(handler.opt.get("needs") in {PUBLIC, *PERMISSIONS} for path, handler in routes() if not path.startswith("/api/"))


@pytest.mark.parametrize("path", house.templates(), ids=house.short)
def test_every_form_that_changes_something_carries_the_csrf_token(path):
    text = path.read_text(encoding="utf-8")
    forms = re.findall(r'<form[^>]*method="post"[^>]*>(.*?)</form>', text, flags=re.S | re.I)
    assert [form[:80] for form in forms if "csrf()" not in form] == []


@pytest.mark.parametrize("path", house.templates(), ids=house.short)
def test_no_template_has_inline_script_or_style(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r'<script(?![^>]*\bsrc=)|<style|\sstyle="|\son(?:click|submit|change|load)=', text) == []


@pytest.mark.parametrize("path", house.product_files(), ids=house.short)
def test_files_and_functions_are_short(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    long = [f"{node.name}: {node.end_lineno - node.lineno + 1}" for node in house.functions(path) if node.end_lineno - node.lineno + 1 > 40]
    nested = [name for name in long if not name.startswith("intake_pages")]
    assert (lines <= 400, nested) == (True, [])


def test_the_median_file_is_at_most_120_lines():
    assert median(path.read_text(encoding="utf-8").count("\n") for path in house.product_files() if path.stat().st_size) <= 120


@pytest.mark.parametrize("path", house.templates(), ids=house.short)
def test_templates_are_short(path):
    assert path.read_text(encoding="utf-8").count("\n") <= 150


def test_every_reaction_listens_to_an_event_of_a_room_and_events_hold_ids_and_codes_only():
    declared = {
        value
        for room in house.DOMAINS
        for value in vars(__import__(f"{room}.events", fromlist=["events"])).values()
        if inspect.isclass(value) and value.__module__ == f"{room}.events"
    }
    personal = ("name", "phone", "address", "citizen", "email", "note")
    fields = [f"{event.__name__}.{field}" for event in declared for field in event.__dataclass_fields__ if field.startswith(personal)]
    assert set(app.REACTIONS) <= declared
    assert {event.__name__ for event in declared - set(app.REACTIONS)} == SILENT
    assert set(events._reactions) == set(app.REACTIONS)
    assert fields == []
    assert all(event.__dataclass_params__.frozen for event in declared)


def test_refusals_live_in_rules_and_say_something():
    def all_errors(kind):
        return {kind, *(below for child in kind.__subclasses__() for below in all_errors(child))}

    assert [error.__name__ for error in all_errors(HoiAmError) if error.status == 409 and error.__name__ != "Refused" and not error.__dict__.get("message")] == []


def test_adr_numbers_are_unique_and_each_says_what_enforces_it():
    papers = sorted((house.HOUSE / "docs" / "adr").glob("*.md"))
    numbers = [path.name[:4] for path in papers]
    assert numbers == sorted(set(numbers))
    assert [path.name for path in papers if "Enforced by" not in path.read_text(encoding="utf-8")] == []


def test_every_declared_event_is_published_somewhere():
    published = {
        getattr(made.func, "id", "")
        for path in house.python_files(*house.DOMAINS) for call in calls(path, "publish") for made in ast.walk(call) if isinstance(made, ast.Call)
    }
    assert sorted((SILENT | {event.__name__ for event in app.REACTIONS}) - published) == []


def calls(path, *names):
    """Where a file calls a method or function of one of these names."""
    for node in ast.walk(house.tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in names:
            yield node


def test_only_the_edge_commits():
    assert [house.short(path) for path in house.product_files() if any(calls(path, "commit"))] == ["core/db.py"]


def test_nothing_goes_round_the_guard_against_overwriting():
    """Bulk statements never pass `refuse_overwriting`; only what waits to be accepted is thrown away so."""
    statements = [house.short(path) for path in house.product_files() for call in calls(path, "update", "delete") if isinstance(call.func, ast.Name)]
    assert sorted(statements) == ["core/files.py", "core/web/intake.py"]
    gone = {house.short(path) for path in house.product_files() for call in calls(path, "delete") if ast.unparse(call.func).endswith("session.delete")}
    assert sorted(gone) == ["families/commands/erasing.py", "samples/commands/parting.py"]  # whoever was erased: the law asks for it
    assert [house.short(path) for path in house.product_files() for _ in calls(path, "exec_driver_sql", "bulk_update_mappings")] == ["core/db.py"]


PRINTED_HERE = {
    "cases/routes/rights.py": 1,  # a letter of the rights desk to the person it is about (a view row)
    "consent/routes.py": 2,  # the signed paper of one person (a view row), and the text of the form (nobody's)
    "core/web/export_pages.py": 1,  # the one download of what left through the door
    "core/web/visit.py": 1,  # the door itself
    "desk/routes/consent.py": 1,  # the signed paper, printed in front of the person
    "desk/routes/slip.py": 1,  # the family's slip, printed in front of the person
    "families/routes/slips.py": 1,  # the same, printed again; the code stands on it and no name
    "labels/routes.py": 2,  # labels of kits that are nobody's yet
    "portal/routes/help.py": 1,  # the family's own form
    "samples/routes/days.py": 1,  # the hand-over record: numbers
    "samples/routes/kits.py": 1,  # labels of kits
    "samples/routes/laboratories.py": 1,  # our public key
}
"""Files that do not go through `core/exports.py`, how many each, and why (docs/who-looked.md)."""


def test_whatever_leaves_as_a_file_goes_through_the_one_door():
    leaving: dict[str, int] = {}
    for path in house.product_files():
        for call in calls(path, "file"):
            if isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") in ("visit", "self"):
                leaving[house.short(path)] = leaving.get(house.short(path), 0) + 1
    assert leaving == PRINTED_HERE


def test_rooms_hold_ids_of_each_other_and_no_relationship():
    assert [house.short(path) for path in house.product_files() if any(calls(path, "Relationship", "relationship"))] == []


def test_only_notifications_talks_to_the_outside_world():
    outside = ("smtplib", "httpx", "requests", "http.client", "urllib.request", "ftplib", "imaplib", "aiosmtplib")
    talking = {house.room_of(path) for path in house.product_files() for name in house.imported(path) if name.startswith(outside)}
    assert talking == {"notifications"}


def test_no_audit_row_is_handed_a_name_a_number_or_an_address():
    """Law 6: what is written beside an act are codes, counts and dates."""
    personal = re.compile(r"name|phone|address|email|citizen|note|witness|birth")
    handed = [
        f"{house.short(path)}: {word.arg}"
        for path in house.product_files() for call in calls(path, "audit") for word in call.keywords
        if word.arg and personal.search(word.arg) and word.arg != "demands_names"  # yes or no
    ]
    assert handed == []


def test_every_package_of_the_program_is_a_folder_of_this_house():
    """General names could be hidden by a package of the same name that somebody installs."""
    listed = set(tomllib.loads((house.HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"])
    assert listed == {"core", *house.ROOMS} == {path.parent.name for path in house.HOUSE.glob("*/__init__.py")} - {"tests", "bench", "migrations"}
    assert [name for name in listed if Path(importlib.import_module(name).__file__).parent != house.HOUSE / name] == []


def test_every_dependency_is_imported_and_has_its_reason():
    asked = tomllib.loads((house.HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    called = {
        "python-calamine": "python_calamine", "python-barcode": "barcode", "zxing-cpp": "zxingcpp", "pillow": "PIL", "argon2-cffi": "argon2",
        "python-stdnum": "stdnum", "pycryptodome": "Crypto", "msoffcrypto-tool": "msoffcrypto",
    }
    files = [*house.product_files(), *house.python_files("migrations")]
    used = {name.split(".")[0] for path in files for name in house.imported(path)} | {"psycopg"}  # named in the database's URL
    names = [re.match(r"[\w-]+", each)[0] for each in asked]
    reasons = (house.HOUSE / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert [name for name in names if called.get(name, name.replace("-", "_")) not in used] == []
    assert [name for name in names if not re.search(rf"^\|.*\b{name}\b", reasons, re.MULTILINE)] == []


def test_the_glossary_has_one_line_a_word():
    lines = re.findall(r"^\| ([^|]+) \|", (house.HOUSE / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(lines) == sorted(set(lines))
