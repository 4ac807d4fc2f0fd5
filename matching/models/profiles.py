"""What a laboratory can do with a relative's sample: the ground on which the advisor ranks (science.md §1, decision 4)."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from core.db import Instant, Record


class TechnologyProfile(Record, table=True):
    """One laboratory's methods from a day on; a later row of the same laboratory replaces it. Without a laboratory it is the province's own.

    `mt_database` is the number of haplotypes a line is looked up in, 0 where mtDNA is not read; `str_panel` names a panel of `families`,
    empty where STR are not read; `snps` counts independent SNPs, 0 where they are not read; `typed` is the share of loci that old bone
    usually yields (0–1].
    """

    __tablename__ = "technology_profile"

    laboratory_id: UUID | None = Field(default=None, foreign_key="laboratory.id", index=True)
    name: str
    mt_database: int = 0
    str_panel: str = ""
    snps: int = 0
    typed: float = 1.0
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
