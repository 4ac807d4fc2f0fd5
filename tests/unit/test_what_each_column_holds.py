"""The register of processing is made from the schema, so every column has its class and every class says what the law asks."""

import app  # noqa: F401 - every table of the house
import consent
from core.auth import PERMISSIONS
from core.crypto import BlindIndex, SealedBytes, SealedJSON, SealedText
from core.db import metadata
from privacy.rules.classes import CLASSES, Level
from privacy.rules.columns import COLUMNS, EVERYWHERE, class_of, read
from privacy.rules.retention import RULES
from privacy.rules.risks import RISKS
from tests.architecture.house import HOUSE

SEALED = (SealedBytes, SealedJSON, SealedText, BlindIndex)
TECHNICAL_AND_SEALED: set[tuple[str, str]] = set()


def test_every_column_of_every_table_has_its_class_in_the_register():
    missing = [f"{table.name}  technical  {column.name}" for table in metadata.tables.values() for column in table.columns
               if class_of(table.name, column.name) is None]
    assert missing == [], "add the line (with the right class) to privacy/rules/columns.py"


def test_what_is_sealed_is_about_a_person():
    found = {(t.name, c.name) for t in metadata.tables.values() for c in t.columns if isinstance(c.type, SEALED) and CLASSES[class_of(t.name, c.name)].level is Level.none}
    assert found == TECHNICAL_AND_SEALED


def test_a_class_says_everything_the_law_asks():
    assert set(COLUMNS.values()) <= set(CLASSES)
    for each in CLASSES.values():
        assert set(each.purposes) <= set(consent.Purpose)
        assert set(each.seen_by) <= set(PERMISSIONS)
        assert each.kept in RULES
        assert all((each.title, each.holds, each.whose, each.basis, each.protection))
        assert each.seen_by or each.level is Level.none


def test_a_column_listed_twice_is_a_mistake():
    try:
        read("donor identity code\ndonor technical code")
    except ValueError as error:
        assert "donor.code" in str(error)
    else:
        raise AssertionError("the second line was taken")


def test_ids_and_times_of_saving_are_technical_everywhere():
    assert {class_of("donor", column) for column in EVERYWHERE} == {"technical"}


def test_every_risk_of_the_dossier_names_a_line_of_the_threat_model():
    paper = (HOUSE / "docs" / "threat-model.md").read_text(encoding="utf-8")
    named = [risk.threat for risk in RISKS if risk.threat]
    assert len(named) >= 7
    assert [threat for threat in named if f"**{threat}**" not in paper] == []
