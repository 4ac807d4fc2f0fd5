"""The second list: codes with names, for a laboratory whose written agreement demands it (domain.md R8). Off unless it does.

It is drawn in memory from names that `families` hands in, sealed at once to the laboratory's X25519 key, and only the sealed bytes are
kept. Nobody here can open them again, and `samples`, which keeps and hands them out, never holds a name. Each name drawn leaves a view row.
"""

import families
import samples
from core import crypto, sheets
from core.auth import SYSTEM
from core.work import Work

COLUMNS = ("sample_code", "donor_code", "name", "born", "sex")
CONTEXT = "names"
"""Goes into the sealing, so that other sealed bytes cannot be passed off as a list of names."""


def on_manifest_frozen(work: Work, event: samples.ManifestFrozen) -> None:
    """Beside every frozen version goes its list with names, where one is demanded; who was recalled is on no later one."""
    wanted = samples.names_wanted(work.session, event.shipment_code)
    if wanted is None or not wanted.tubes:
        return
    sealed = crypto.seal_to(wanted.public_key, names_csv(work, wanted), CONTEXT)
    samples.keep_names(work, event.shipment_code, event.version, sealed, len(wanted.tubes))


def names_csv(work: Work, wanted: samples.NamesWanted) -> bytes:
    """Drawn by the program, whoever's act froze the list: a commune officer's withdrawal reaches tubes of other communes too."""
    program = Work(work.session, SYSTEM)
    people = [(code, families.relative(program, donor_id, "names sealed to the laboratory")) for code, donor_id in wanted.tubes]
    return sheets.as_csv(COLUMNS, [(code, person.donor_code, person.name, person.birth_text, person.sex or "") for code, person in people])
