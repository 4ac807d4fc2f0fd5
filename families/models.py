"""Martyrs in clear, their kin sealed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field

from core.crypto import BlindIndex, SealedJSON, SealedText
from core.dates import DatePrecision
from core.db import Instant, Record, one_of
from families.rules.pedigree import Confidence, Life, ParentRole, Reachable, SiblingStep, TieKind
from families.rules.slips import SlipEventKind


class Martyr(Record, table=True):
    """The public record of a martyr, as the registers say it; the sex, where they leave it out, is filled in once by whoever knew the martyr."""

    __tablename__ = "martyr"
    __table_args__ = (one_of("death_precision", DatePrecision),)
    may_change = frozenset({"sex"})

    number: int = Field(unique=True)
    code: str = Field(unique=True)
    name: str
    sex: str | None = None
    birth_year: int | None = None
    birth_text: str = ""
    death_on: date | None = None
    death_precision: str = DatePrecision.unknown
    death_text: str = ""
    commune_codes: list[str] = Field(default_factory=list, sa_type=JSON)
    home_text: str = ""
    unit: str = ""
    rank: str = ""
    place_of_death: str = ""
    burial: str = ""
    certificate_no: str = ""
    note: str = ""
    fingerprint: str = Field(unique=True)


class Individual(Record, table=True):
    """Somebody of a family. What names or reaches the person is sealed; the birth year and commune stay readable for scope and figures.

    A relative who is asked for a sample has a donor code. Others stand here because the pedigree needs them: a mother who died long ago,
    with a name or without, and the martyr's own place in it (`martyr_id`; the name stands in the public record).
    It may be revised, because errors exist: what stood there before is then an IndividualVersion.
    Of somebody who was erased an empty row remains, without a donor code, and `erased_at`: a place in the tree where others' kinship rests on it.
    """

    __tablename__ = "individual"
    sealed_by = "id"
    __table_args__ = (one_of("life", Life), one_of("reach", Reachable))
    may_change = frozenset({
        "donor_id", "name", "sex", "birth_year", "birth_text", "death_year", "death_text", "life", "reach", "citizen_id", "citizen_id_blind", "phone",
        "phone_blind", "phone_owner", "email", "commune_code", "address", "note", "witness", "erased_at",
    })
    may_be_emptied = frozenset({"fingerprint"})

    donor_id: UUID | None = Field(default=None, foreign_key="donor.id", unique=True)
    martyr_id: UUID | None = Field(default=None, foreign_key="martyr.id", unique=True)
    name: str | None = Field(default=None, sa_type=SealedText("individual.name"))
    sex: str | None = None
    birth_year: int | None = None
    birth_text: str | None = Field(default=None, sa_type=SealedText("individual.birth_text"))
    death_year: int | None = None
    death_text: str | None = Field(default=None, sa_type=SealedText("individual.death_text"))
    life: str = Life.unknown
    reach: str = Reachable.unknown
    citizen_id: str | None = Field(default=None, sa_type=SealedText("individual.citizen_id"))
    citizen_id_blind: str | None = Field(default=None, sa_type=BlindIndex, index=True)
    phone: str | None = Field(default=None, sa_type=SealedText("individual.phone"))
    phone_blind: str | None = Field(default=None, sa_type=BlindIndex, index=True)
    phone_owner: str | None = Field(default=None, sa_type=SealedText("individual.phone_owner"))
    email: str | None = Field(default=None, sa_type=SealedText("individual.email"))
    commune_code: str | None = Field(default=None, index=True)
    address: str | None = Field(default=None, sa_type=SealedText("individual.address"))
    note: str | None = Field(default=None, sa_type=SealedText("individual.note"))
    witness: str | None = Field(default=None, sa_type=SealedText("individual.witness"))
    erased_at: datetime | None = Field(default=None, sa_type=Instant)
    fingerprint: str | None = Field(default=None, sa_type=BlindIndex, unique=True)


class IndividualVersion(Record, table=True):
    """What stood on a person's record before somebody revised it: sealed, and never changed."""

    __tablename__ = "individual_version"
    may_go = True
    sealed_by = "individual_id"

    individual_id: UUID = Field(foreign_key="individual.id", index=True)
    actor_id: UUID | None = None
    former: dict[str, Any] = Field(sa_type=SealedJSON("individual_version.former"))


class NameToken(Record, table=True):
    """One folded word of a sealed name, as a blind index: "an" finds Ân without anybody reading a name."""

    __tablename__ = "name_token"
    may_go = True

    individual_id: UUID = Field(foreign_key="individual.id", index=True)
    token: str = Field(sa_type=BlindIndex, index=True)


class KinshipClaim(Record, table=True):
    """What was said of a person's kinship to a martyr; a later row about the same two replaces the earlier one.

    `readings` are the paths that the word left open on that day; `informant_id` is the individual who said so, where it is another one.
    """

    __tablename__ = "kinship_claim"
    sealed_by = "donor_id"
    __table_args__ = (one_of("confidence", Confidence),)
    may_go = True
    may_be_emptied = frozenset({"relation_word", "reason"})

    individual_id: UUID = Field(foreign_key="individual.id", index=True)
    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    martyr_id: UUID = Field(foreign_key="martyr.id", index=True)
    relation_path: str | None = None
    relation_word: str | None = Field(default=None, sa_type=SealedText("kinship_claim.relation_word"))
    readings: list[str] = Field(default_factory=list, sa_type=JSON)
    maternal_line: str
    side: str | None = None
    informant_id: UUID | None = Field(default=None, foreign_key="individual.id")
    confidence: str = Confidence.unasked
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    ended: bool = False
    reason: str | None = Field(default=None, sa_type=SealedText("kinship_claim.reason"))


class Parentage(Record, table=True):
    """Who begot, bore, adopted or raised whom, as somebody said it; a later row about the same child and parent replaces the earlier one."""

    __tablename__ = "parentage"
    __table_args__ = (one_of("role", ParentRole), one_of("kind", TieKind), one_of("confidence", Confidence),
                      CheckConstraint("child_id <> parent_id", name="not_oneself"))
    may_go = True

    child_id: UUID = Field(foreign_key="individual.id", index=True)
    parent_id: UUID = Field(foreign_key="individual.id", index=True)
    role: str
    kind: str = TieKind.biological
    informant_id: UUID | None = Field(default=None, foreign_key="individual.id")
    confidence: str = Confidence.unasked
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    ended: bool = False


class Sibling(Record, table=True):
    """Somebody is a brother or sister of somebody: the step of a relation path, so that "?" keeps that nobody asked how full; a later row replaces it.

    It is kept as it was said, because it needs no parent to be on record.
    """

    __tablename__ = "sibling"
    __table_args__ = (CheckConstraint("individual_id <> of_id", name="not_oneself"), one_of("step", SiblingStep), one_of("confidence", Confidence))
    may_go = True

    individual_id: UUID = Field(foreign_key="individual.id", index=True)
    of_id: UUID = Field(foreign_key="individual.id", index=True)
    step: str
    informant_id: UUID | None = Field(default=None, foreign_key="individual.id")
    confidence: str = Confidence.unasked
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    ended: bool = False


class Union(Record, table=True):
    """A couple, for the drawing and for the question whether two children have the same mother; a later row of the same two replaces it."""

    __tablename__ = "couple"
    __table_args__ = (CheckConstraint("first_id <> second_id", name="not_oneself"), one_of("confidence", Confidence))
    may_go = True

    first_id: UUID = Field(foreign_key="individual.id", index=True)
    second_id: UUID = Field(foreign_key="individual.id", index=True)
    informant_id: UUID | None = Field(default=None, foreign_key="individual.id")
    confidence: str = Confidence.unasked
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    ended: bool = False


class IndividualMerge(Record, table=True):
    """Two places of a pedigree are one person: `individual_id` is now read as `into_id`. A donor or a martyr is never read as another one."""

    __tablename__ = "individual_merge"
    __table_args__ = (CheckConstraint("individual_id <> into_id", name="not_oneself"),)
    may_go = True

    individual_id: UUID = Field(foreign_key="individual.id", index=True)
    into_id: UUID = Field(foreign_key="individual.id", index=True)
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    ended: bool = False


class RelationWord(Record, table=True):
    """An office's own entry in the table of words for kin: a word in small letters and the paths it may mean; a later row of the same word replaces it."""

    __tablename__ = "relation_word"

    word: str = Field(index=True)
    shown: str
    readings: list[str] = Field(default_factory=list, sa_type=JSON)
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    ended: bool = False


class TreeMark(Record, table=True):
    """By what somebody in a family's own tree file is known again: a blind mark of the name, the years and the parents' names said there.

    The same file loaded twice, or a longer one of the same family, then adds nobody a second time, and nobody's name is kept for it.
    """

    __tablename__ = "tree_mark"
    may_go = True

    individual_id: UUID = Field(foreign_key="individual.id", index=True)
    mark: str = Field(sa_type=BlindIndex, unique=True)


class Slip(Record, table=True):
    """One paper's code: found by its blind index, opened only to print it again."""

    __tablename__ = "slip"
    sealed_by = "donor_id"

    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    code_blind: str = Field(sa_type=BlindIndex, unique=True)
    code: str = Field(sa_type=SealedText("slip.code"))


class SlipEvent(Record, table=True):
    """What became of a slip; never changed. A slip stands until a row says that it is revoked."""

    __tablename__ = "slip_event"
    __table_args__ = (one_of("what", SlipEventKind),)

    slip_id: UUID = Field(foreign_key="slip.id", index=True)
    what: str
    actor_id: UUID | None = None


class SlipLeft(Record, table=True):
    """A family's page that was closed by its reader: whatever still holds its key opens nothing. The blind index of one opening, of nobody."""

    __tablename__ = "slip_left"

    page_blind: str = Field(sa_type=BlindIndex, unique=True)


class SlipTry(Record, table=True):
    """One wrong try, of a code that exists or not: blind indexes, so that nobody reads from it what was typed or from where."""

    __tablename__ = "slip_try"

    code_blind: str = Field(sa_type=BlindIndex, index=True)
    client_blind: str = Field(sa_type=BlindIndex, index=True)
