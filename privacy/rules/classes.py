"""The classes of data this program holds: the one readable place from which the processing register is made. Pure.

Which column belongs to which class stands in `columns.py`; how a column is protected is read from the schema itself, so neither can be forgotten.
Sources: the classes basic and sensitive of domain.md §3.2; the purposes are those a relative is asked for (domain.md §3.3).
"""

from dataclasses import dataclass
from enum import StrEnum

from core.i18n import N_


class Level(StrEnum):
    """How the law ranks it; `none` is not about a person."""

    sensitive = "sensitive"
    basic = "basic"
    public = "public"
    none = "none"


LEVEL_WORDS = {
    Level.sensitive: N_("sensitive personal data"), Level.basic: N_("basic personal data"),
    Level.public: N_("public record, treated as protected"), Level.none: N_("not about a person"),
}


@dataclass(frozen=True)
class DataClass:
    """`purposes` are keys of consent.Purpose; `seen_by` are permissions of core.auth; `kept` is a key of retention.RULES."""

    key: str
    title: str
    holds: str
    whose: str
    level: Level
    purposes: tuple[str, ...]
    basis: str
    seen_by: tuple[str, ...]
    kept: str
    protection: str


CONSENT = N_("The person's consent, asked purpose by purpose")
DUTY = N_("The controller's duty under the law to prove what was done")
WORK = N_("The duties of those who work with the data")
RELATIVES = N_("relatives of martyrs")
SEALED_FIELDS = N_("Sealed field by field (AES-256-GCM); found only through keyed indexes; every look leaves a row")
SCOPED = N_("Seen only by permission and inside one's own communes; nothing is overwritten")
ALL = ("testing", "keeping", "identity_database", "contact", "telling_relatives", "press", "statistics")

CLASSES = {
    each.key: each
    for each in (
        DataClass("identity", N_("Who the relative is"), N_("name, sex, years of birth and death, commune"), RELATIVES, Level.basic,
                  ("testing", "keeping"), CONSENT, ("families.see",), "donors", SEALED_FIELDS),
        DataClass("numbers", N_("Personal ID number"), N_("the 12 digits of the card; no picture of the card is kept"), RELATIVES, Level.basic,
                  ("testing", "identity_database"), CONSENT, ("families.see",), "donors",
                  N_("Sealed; shown masked, and in full only after a reason that is written down")),
        DataClass("contact", N_("How to reach the relative"), N_("telephone, whose telephone, e-mail, address"), RELATIVES, Level.basic,
                  ("contact", "telling_relatives", "press"), CONSENT, ("families.see", "notices.send"), "donors", SEALED_FIELDS),
        DataClass("kinship", N_("Kinship and the family tree"), N_("who is whose kin, by which line, full or half, adopted, who said so"), RELATIVES,
                  Level.sensitive, ("testing", "keeping"), CONSENT, ("families.see",), "donors",
                  N_("Family secrets: names sealed, ties by code only, shown inside one's own communes; a change is a new row")),
        DataClass("notes", N_("What was noted in free words"), N_("notes, reasons, witnesses"), RELATIVES, Level.sensitive, ("testing", "keeping"),
                  CONSENT, ("families.see", "samples.see", "results.see"), "donors", SEALED_FIELDS),
        DataClass("consent", N_("Consent and its proof"), N_("answers to the seven purposes, form read out, signature, witness, representative, withdrawal"),
                  RELATIVES, Level.basic, ALL, CONSENT, ("families.see", "consent.take", "consent.withdraw"), "consents",
                  N_("Answers by code; signature, paper and names sealed; append-only")),
        DataClass("samples", N_("Samples and their road"), N_("code of the tube, kind, day, condition, box, shipment, every hand it passed"), RELATIVES,
                  Level.sensitive, ("testing", "keeping"), CONSENT, ("samples.see",), "donors",
                  N_("By code, never with a name; every step is a row; manifests hashed and signed")),
        DataClass("results", N_("Results of the laboratory"), N_("number of the report, method, figures, conclusion; no DNA profile is kept"),
                  N_("relatives and martyrs"), Level.sensitive, ("testing", "keeping"), CONSENT, ("results.see", "results.review", "results.decide"),
                  "donors", N_("By code; the original file sealed; two people look; no DNA profile in the program")),
        DataClass("decisions", N_("Decisions, visits and disclosure"), N_("who was identified, who decided, when the family was told"),
                  N_("relatives and martyrs"), Level.sensitive, ("testing", "telling_relatives"), CONSENT, ("results.see", "disclosure.hold"), "donors",
                  N_("Two different people; free words sealed")),
        DataClass("messages", N_("Messages and calls"), N_("that a family was asked to call, by which way, with which outcome"), RELATIVES, Level.basic,
                  ("contact",), CONSENT, ("notices.send",), "contact", N_("The sentence and the address sealed; never a result in a message")),
        DataClass("slips", N_("The family's own code"), N_("code of the slip and its second factor's index"), RELATIVES, Level.basic, ("testing", "contact"),
                  CONSENT, ("families.see",), "donors", N_("Code sealed and found by a keyed index; limits on wrong tries")),
        DataClass("days", N_("Who was expected on a day"), N_("day, hour, who came, printed lists"), RELATIVES, Level.basic, ("testing",), CONSENT,
                  ("days.see", "desk.use"), "papers", N_("By code; printed lists sealed, each opening leaves a row")),
        DataClass("martyrs", N_("Records of martyrs and remains"), N_("name, dates, unit, home, burial; where remains rest"), N_("martyrs"), Level.public,
                  ("testing",), N_("The State's duty to martyrs; shown only to whoever works on it"), ("martyrs.see",), "donors", SCOPED),
        DataClass("files", N_("Sealed files and workbooks"), N_("signed papers, letters, registers that were sent in, laboratory files"),
                  N_("relatives and martyrs"), Level.sensitive, ALL, CONSENT, ("families.see", "registers.load"), "uploads",
                  N_("Sealed whole (AES-256-GCM); an upload that nobody accepts is thrown away")),
        DataClass("requests", N_("Requests of the persons concerned"), N_("what was asked, when, how it was answered"), RELATIVES, Level.basic, (), DUTY,
                  ("rights.take", "rights.handle"), "requests", N_("Free words sealed; steps append-only")),
        DataClass("staff", N_("Staff accounts and their training"), N_("name, account, roles, communes, sessions, qualifications"), N_("staff and volunteers"),
                  Level.basic, (), WORK, ("office.edit",), "staff", N_("Passwords only as Argon2id hashes; sessions end by themselves")),
        DataClass("trace", N_("The log of acts and looks"), N_("who did what to which code, who looked at whom and why, what was taken out"),
                  N_("staff and volunteers"), Level.basic, (), DUTY, ("audit.see",), "trace", N_("Codes only, never a name; append-only")),
        DataClass("privacy", N_("The data-protection officer's books"), N_("breach book, dossiers, reviews, wording of the office"),
                  N_("relatives and staff"), Level.basic, (), DUTY, ("privacy.see", "privacy.edit"), "breaches",
                  N_("Free words sealed; versions frozen by hash")),
        DataClass("technical", N_("What makes the program run"), N_("ids, times, counters, layouts, keys in wrapped form"), N_("nobody"), Level.none, (),
                  N_("none needed"), (), "trace", N_("Ids are made here and mean nothing outside")),
    )
}
