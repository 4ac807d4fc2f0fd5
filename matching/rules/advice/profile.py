"""What a laboratory can read of a relative's sample and of old bone: the ground on which the advisor ranks (science.md §1, decision 4)."""

from dataclasses import dataclass

from core.errors import Refused
from core.i18n import N_, gettext

LARGEST_DATABASE = 10_000_000
MOST_SNPS = 100_000


class NothingRead(Refused):
    message = N_("A profile without mtDNA, STR or SNP reads nothing. Nothing was saved. Choose at least one method.")


class ShareOfLoci(Refused):
    message = N_("The share of loci that old bone yields is a number above 0 and at most 1. Nothing was saved. Write for example 0.7.")


class TooLarge(Refused):
    message = N_("This number is larger than any database or panel. Nothing was saved. Please look at it again.")


@dataclass(frozen=True)
class Profile:
    """`mt_database`: haplotypes in which a line is looked up, 0 where mtDNA is not read. `str_panel`: a panel of `families`, empty where STR
    are not read. `snps`: independent SNPs, 0 where they are not read. `typed`: the share of loci that old bone usually yields."""

    name: str
    mt_database: int = 0
    str_panel: str = ""
    snps: int = 0
    typed: float = 1.0

    @property
    def methods(self) -> str:
        """"mtDNA + STR", for the head of a list."""
        parts = ["mtDNA"] * bool(self.mt_database) + ["STR"] * bool(self.str_panel) + ["SNP"] * bool(self.snps)
        return " + ".join(parts)

    @property
    def shown(self) -> str:
        return gettext(self.name)


LOCAL_DATABASE = 200
"""A local database of the size science.md §1 reckons with: a haplotype not seen in it gives a likelihood ratio of 67."""
STR, SNPS = "str-21", 1_000

STATED_DEFAULT = Profile(N_("mtDNA + STR, example"), LOCAL_DATABASE, STR)
"""Used, and said so, until an office sets its own."""
STARTERS = (
    Profile(N_("mtDNA only"), LOCAL_DATABASE),
    Profile(N_("STR panel"), str_panel=STR),
    Profile(N_("SNP panel"), snps=SNPS),
    STATED_DEFAULT,
    Profile(N_("mtDNA + SNP, example"), LOCAL_DATABASE, snps=SNPS),
)
"""What the page offers to begin with; every number may be changed before it is saved."""


def check_profile(profile: Profile) -> Profile:
    """The profile itself. Raises NothingRead, ShareOfLoci or TooLarge."""
    if not (profile.mt_database or profile.str_panel or profile.snps):
        raise NothingRead()
    if not 0 < profile.typed <= 1:
        raise ShareOfLoci()
    if not 0 <= profile.mt_database <= LARGEST_DATABASE or not 0 <= profile.snps <= MOST_SNPS:
        raise TooLarge()
    return profile
