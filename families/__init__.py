"""Families: martyrs, the relatives who look for them, and the kinship between them.

A **Martyr** is a public record with a code. An **Individual** is a relative whose name, numbers and address are sealed; outside this room the
person is a donor code. A **claim** is what was said of kinship: a **relation path** from the martyr to the donor and whether the **maternal
line** is shared: yes, no, unknown.
Names never leave this room except to the page or paper that was asked for, and each look is written down. A **slip** is the paper a family
takes home: its random code, and one thing the family knows, open its page.
"""

from families.cli import import_martyrs
from families.commands import (
    RelativeFacts,
    end_kinship,
    issue_slip,
    load_martyrs,
    load_relatives,
    note_slip_printed,
    open_slip,
    register_relative,
    revoke_slip,
    state_kinship,
    unlock_slip,
)
from families.events import KinshipRevised, RelativeRegistered
from families.intake import stage_martyrs, stage_relatives
from families.queries import (
    ClaimView,
    MartyrView,
    Reach,
    RelativeView,
    claims,
    find_martyrs,
    find_relatives,
    found,
    in_scope,
    known_martyrs,
    known_relatives,
    martyr,
    martyrs_named,
    moments,
    reach,
    relative,
    standing_slip,
)
from families.routes import routes
from families.rules.lineage import maternal_line
from families.rules.relations import RelationReading, read_relation

__all__ = [
    "ClaimView", "KinshipRevised", "MartyrView", "Reach", "RelationReading", "RelativeFacts", "RelativeRegistered", "RelativeView", "claims", "end_kinship",
    "find_martyrs", "find_relatives", "found", "import_martyrs", "in_scope", "issue_slip", "known_martyrs", "known_relatives", "load_martyrs",
    "load_relatives", "martyr", "martyrs_named", "maternal_line", "moments", "note_slip_printed", "open_slip", "reach", "read_relation",
    "register_relative", "relative", "revoke_slip", "routes", "stage_martyrs", "stage_relatives", "standing_slip", "state_kinship", "unlock_slip",
]
