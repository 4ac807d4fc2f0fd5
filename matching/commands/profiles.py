"""Writing down what a laboratory reads, from this day on. Nothing is overwritten: an older advice can be told by its profile's name."""

import samples
from core import clock
from core.errors import Malformed, NotFound
from core.i18n import N_
from core.names import tidy
from core.work import Work
from matching.models import TechnologyProfile
from matching.rules.advice import Profile, check_profile

LONGEST_NAME = 60
NAME_TOO_LONG = N_("Please write at most 60 letters.")


def set_profile(work: Work, laboratory_code: str, profile: Profile) -> TechnologyProfile:
    """The profile of one laboratory, or with an empty code of the province. Raises NotFound and the refusals of `check_profile`."""
    check_profile(profile)
    name = tidy(profile.name)
    if len(name) > LONGEST_NAME:
        raise Malformed(fields={"name": NAME_TOO_LONG})
    laboratory = next((row for row in samples.laboratories(work.session) if row.code == laboratory_code), None)
    if laboratory_code and laboratory is None:
        raise NotFound()
    row = TechnologyProfile(
        laboratory_id=laboratory.id if laboratory else None, name=name, mt_database=profile.mt_database, str_panel=profile.str_panel, snps=profile.snps,
        typed=profile.typed, actor_id=work.account_id, occurred_at=clock.now(),
    )
    work.save(row)
    work.audit("matching.profile", f"laboratory:{laboratory_code}" if laboratory_code else "province", mt=row.mt_database, str=row.str_panel, snps=row.snps)
    return row
