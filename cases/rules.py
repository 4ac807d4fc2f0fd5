"""Words for what was done and to what, and why somebody may read a number in full. Pure."""

from enum import StrEnum

from core.errors import Refused
from core.i18n import N_, gettext


class RevealReason(StrEnum):
    """Fixed words, so that no name is ever written beside a look (DESIGN law 6)."""

    call = "call"
    letter = "letter"
    paper = "paper"
    correct = "correct"
    asked = "asked"


REASON_WORDS = {
    RevealReason.call: N_("To telephone the family"), RevealReason.letter: N_("To write to the family, or visit it"),
    RevealReason.paper: N_("To compare with a paper or a card"), RevealReason.correct: N_("To correct an entry"),
    RevealReason.asked: N_("The person asked to see what is kept"),
}


class ReasonMissing(Refused):
    message = N_("Nothing was shown: say first what the numbers are needed for. The reason is written down beside your name.")


CODES_ONLY = frozenset({"fam", "ped"})


FOR_LABORATORIES = (
    ("fam", N_("PLINK .fam"), N_("blood only; six columns")),
    ("ped", N_("PED"), N_("the same columns with tabs, without genotypes")),
    ("gedcom7", N_("GEDCOM 7"), N_("adoption and step-parents too")),
)
FOR_FAMILIES = (
    ("gedcom5", N_("GEDCOM 5.5.1"), N_("what most family tree programs open")),
    ("gedcom7", N_("GEDCOM 7"), N_("for newer programs")),
)
"""Form, what it is called, and what it is good for."""


class NamesInCodesOnly(Refused):
    message = N_("A .fam or .ped file goes to laboratories and carries codes only. Nothing was written. Choose GEDCOM, or leave the names out.")


ACT_WORDS = {
    "keys.rotated": N_("renewed the master key"), "keys.sheet_printed": N_("printed the recovery sheet of the key"),
    "notifications.cancel": N_("cancelled a message"),
    "notifications.claim": N_("began to send a message"),
    "notifications.create": N_("prepared a message to the family"),
    "notifications.give_up": N_("a message did not reach the family"),
    "notifications.hand_over": N_("handed the letter over"),
    "notifications.note_failed": N_("a message did not get through yet"),
    "notifications.note_sent": N_("a message was sent"),
    "notifications.print": N_("printed the letter to a family"),
    "notifications.reach": N_("reached the family another way"),
    "notifications.say_it_arrived": N_("noted that a message arrived"),
    "notifications.try_again": N_("tried a message again"),
    "notifications.turn_to_letter": N_("turned a message into a letter"),
    "account.added": N_("made an account"), "account.password": N_("made a new password"), "account.revised": N_("changed an account"),
    "account.signed_out": N_("signed an account out everywhere"), "account.switched_off": N_("switched an account on or off"),
    "account.device_added": N_("made an account for a device of a day"), "account.device_ended": N_("switched off a device of a day"),
    "account.paper_code": N_("signed in with a paper code"), "account.password_chosen": N_("chose a new password"),
    "account.second_step": N_("set up the second step"), "account.second_step_ended": N_("took back somebody's second step"),
    "account.session_ended": N_("signed out one browser"), "account.training_added": N_("wrote down a training"),
    "account.training_ended": N_("ended a training"), "account.switched_on": N_("switched an account on or off"),
    "consent.invalidated": N_("marked a consent as entered wrongly"), "consent.recorded": N_("wrote down a consent"),
    "consent.withdrawn": N_("wrote down a withdrawal"), "families.kinship_ended": N_("ended a kinship"),
    "families.erased": N_("erased a relative from the families"), "samples.destroy": N_("noted that a tube was destroyed"),
    "samples.destroy_there": N_("noted that the laboratory destroyed a tube"), "samples.give_back": N_("noted that a tube was given back"),
    "families.kinship_stated": N_("wrote down a kinship"), "families.martyrs_loaded": N_("loaded a register of martyrs"),
    "families.couple_added": N_("wrote down a couple in a family tree"), "families.fullness_settled": N_("wrote down how two siblings are related"),
    "families.kin_added": N_("added somebody to a family tree"), "families.kin_merged": N_("noted that two in a family tree are one person"),
    "families.kin_named": N_("named somebody of a family tree"), "families.kin_revised": N_("corrected somebody in a family tree"),
    "families.tie_added": N_("wrote down a parent in a family tree"), "families.tie_ended": N_("ended a tie in a family tree"),
    "families.tie_restored": N_("said an ended tie of a family tree again"),
    "families.martyr_sex_said": N_("wrote down whether a martyr was a man or a woman"), "families.word_said": N_("wrote down what a word for kin means"),
    "families.word_ended": N_("took a word for kin out of the table"),
    "families.registered": N_("registered a relative"), "families.relatives_loaded": N_("loaded a list of relatives"),
    "families.revised": N_("corrected a relative's record"), "families.slip_issued": N_("issued a slip"),
    "families.slip_printed": N_("printed a slip"), "families.slip_revoked": N_("revoked a slip"), "families.slip_unlocked": N_("unlocked a slip"),
    "cases.revealed": N_("read the numbers in full"), "notifications.revealed": N_("read the numbers in full"),
    "matching.revealed": N_("read the numbers in full"), "desk.revealed": N_("read the numbers in full"), "cases.audit_exported": N_("took a copy of the log"),
    "cases.tree_exported": N_("took a family's tree as a file"), "families.tree_loaded": N_("loaded a family's tree"), "labels.issued": N_("made kit codes"),
    "labels.printed": N_("printed labels"), "labels.voided": N_("voided a code"), "martyrs.loaded": N_("loaded a register of martyrs"),
    "matching.call_requested": N_("asked a family to call"), "matching.call_settled": N_("settled a call"),
    "matching.decision": N_("decided about remains"), "matching.original_exported": N_("took the laboratory's original file"),
    "matching.profile": N_("wrote down what a laboratory reads"), "matching.race_taken": N_("took the codes of whom to reach first"),
    "matching.results_loaded": N_("loaded results"), "matching.reviewed": N_("gave an opinion on a result"),
    "matching.visit_planned": N_("planned a visit"), "matching.visit_reported": N_("reported a visit"), "office.put": N_("changed a setting"),
    "privacy.breach_entered": N_("entered a breach"), "privacy.breach_step": N_("wrote down a step about a breach"),
    "privacy.wording": N_("changed a wording or date of data protection"), "privacy.period": N_("changed how long data are kept"),
    "privacy.review_signed": N_("signed the yearly review of what is kept"), "privacy.dossier_frozen": N_("froze a version of the dossier"),
    "receipt.loaded": N_("loaded a receipt"), "relatives.loaded": N_("loaded a list of relatives"), "remains.loaded": N_("loaded a list of remains"),
    "results.loaded": N_("loaded results"), "samples.accept": N_("noted a tube as accepted"), "samples.box_lost": N_("declared a box lost"),
    "samples.box_opened": N_("opened a box"), "samples.box_reopened": N_("opened a sealed box again"), "samples.box_sealed": N_("sealed a box"),
    "samples.boxes_added": N_("added boxes to a shipment"), "samples.claims_revised": N_("revised whom a tube is for"),
    "samples.collect": N_("took a sample"), "samples.day_cancel": N_("called a day off"), "samples.day_changed": N_("changed a day"),
    "samples.day_close": N_("closed a day"), "samples.day_closed": N_("closed a day"), "samples.day_open": N_("opened a day"),
    "samples.day_planned": N_("planned a day"), "samples.day_reopen": N_("opened a closed day again"), "samples.dispatch": N_("sent a tube"),
    "samples.expected": N_("put people on a day's list"), "samples.find": N_("found a tube again"),
    "samples.handover_frozen": N_("froze a hand-over record"), "samples.handover_printed": N_("printed a hand-over record"),
    "samples.kit_spoiled": N_("reported a kit spoiled"), "samples.kits_given": N_("gave kits to a day"), "samples.kits_returned": N_("took kits back"),
    "samples.laboratory_added": N_("added a laboratory"), "samples.laboratory_agreement": N_("changed a laboratory's agreement"),
    "samples.lose": N_("declared a tube lost"), "samples.manifest_delivered": N_("handed a manifest over"),
    "samples.manifest_exported": N_("took a copy of a manifest"), "samples.manifest_frozen": N_("froze a manifest"),
    "samples.miss": N_("noted a tube as not arrived"), "samples.names_exported": N_("took the sealed list of names"),
    "samples.names_sealed": N_("sealed a list of names for a laboratory"), "samples.outcome": N_("wrote down who came"),
    "samples.pack": N_("placed a tube in a box"), "samples.quarantine": N_("set a tube apart"), "samples.reject": N_("noted a tube as not usable"),
    "samples.remains_loaded": N_("loaded a list of remains"), "samples.reopen": N_("opened a tube's box again"), "samples.seal": N_("sealed a tube's box"),
    "samples.shipment_made": N_("made a shipment"), "samples.shipment_received": N_("noted a shipment as received"),
    "samples.shipment_recalled": N_("noted a shipment as recalled on the road"),
    "samples.slot_set": N_("gave somebody an hour"), "samples.slots_spread": N_("spread the hours of a day"),
    "samples.taken_out": N_("took a withdrawn tube out"), "samples.unlisted_settled": N_("settled a tube on no list"),
    "samples.unlisted_tube": N_("noted a tube on no list"), "samples.unpack": N_("took a tube out of a box"), "samples.void": N_("voided a tube"),
    "samples.list_printed": N_("printed the list of a day"),
    "desk.list_opened": N_("opened the list of a day"), "desk.list_printed": N_("printed the list of a day"),
    "token.added": N_("made a token for another system"),
    "audit.verified": N_("checked whether the log is whole"), "audit.chain_begun": N_("began the chain of the log"),
    "audit.restored": N_("put a backup back"),
    "export.taken": N_("took a file"), "export.fetched": N_("fetched a locked file"),
    "rights.taken": N_("took a request of a data subject"), "rights.identify": N_("made sure of who asks"),
    "rights.first_answer": N_("gave the first answer to a request"), "rights.accept": N_("accepted a request"), "rights.refuse": N_("refused a request"),
    "rights.extend": N_("extended the time of a request"), "rights.hand_on": N_("noted that others must act on a request"),
    "rights.propose": N_("prepared the erasing of data"), "rights.do": N_("carried a request out"), "rights.answer": N_("answered a request"),
    "rights.lift": N_("lifted a restriction"), "rights.drop": N_("noted that a request was dropped"), "rights.erased": N_("erased a person's data"),
    "rights.copied": N_("drew a copy of a person's data"),
}
"""`room.verb` of an audit row → what the person did. A verb that stands not here is shown as it is."""

SUBJECT_WORDS = {
    "installation": N_("this installation"),
    "breach": N_("breach"), "dossier": N_("dossier"), "retention": N_("period of keeping"), "review": N_("yearly review"),
    "account": N_("account"), "box": N_("box"), "day": N_("day"), "donor": N_("relative"), "file": N_("file"), "flag": N_("question"),
    "identification": N_("decision"), "kit": N_("kit"), "laboratory": N_("laboratory"), "result": N_("result"), "sample": N_("tube"),
    "setting": N_("setting"), "shipment": N_("shipment"), "staged": N_("workbook"), "register": N_("register"), "martyr": N_("martyr"),
    "audit": N_("log"), "individual": N_("person in a family tree"), "word": N_("word for kin"),
    "export": N_("export"), "report": N_("report"), "commune": N_("commune"), "label_batch": N_("sheet of labels"),
    "request": N_("request of a data subject"),
}
FACT_WORDS = {
    "people": N_("people (count)"), "rows": N_("rows (count)"), "tubes": N_("tubes (count)"), "seal": N_("seal number"), "version": N_("version"),
    "reason": N_("reason"), "place": N_("place (where)"), "boxes": N_("boxes (which)"), "laboratory": N_("laboratory"),
    "what": N_("what"), "martyr": N_("martyr"), "day": N_("day"), "given": N_("consent given"), "kits": N_("kits (count)"),
    "earlier_revoked": N_("earlier slips revoked"), "done_before": N_("done before"), "ways": N_("ways (count)"), "number": N_("decision number"),
    "broken": N_("findings (count)"), "papers": N_("papers compared (count)"),
}
"""Facts of an audit row that say something to a reader; ids and hashes stay in the row."""

TABLE_WORDS = {
    "audit_row": N_("acts"), "view_row": N_("looks"), "custody_event": N_("steps of tubes"), "kit_event": N_("fates of kits"), "day_event": N_("steps of days"),
    "manifest": N_("manifests"), "handover": N_("hand-over records"), "export": N_("files that left"), "look_reason": N_("reasons of looks"),
}
"""What a chained table holds, for whoever reads that one of its rows was changed."""

NAMELESS = frozenset({"register", "staged", "file", "flag", "word"})
"""Things whose code is an id of ours: the word is enough."""

PLACES = {
    "breach": "/bao-ve-du-lieu/vi-pham/{}",
    "box": "/hop/{}", "day": "/ngay/{}", "donor": "/ho-so/{}", "identification": "/quyet-dinh/{}", "result": "/ket-qua/{}", "sample": "/mau/{}",
    "shipment": "/lo/{}", "martyr": "/ho-so/liet-si/{}", "account": "/tai-khoan/{}",
    "request": "/quyen/{}",
}
NEEDS = {
    "breach": "privacy.see",
    "box": "samples.see", "day": "days.see", "donor": "families.see", "identification": "results.decide", "result": "results.see",
    "sample": "samples.see", "shipment": "samples.see", "martyr": "martyrs.see", "account": "office.edit",
    "request": "rights.take",
}
"""The permission of the page that a subject leads to: no link that ends in "not allowed"."""


EXPORT_WORDS = {
    "breach": N_("notice of a breach"), "dossier": N_("impact-assessment dossier"), "processing": N_("register of processing"),
    "tree": N_("a family's tree, codes only"), "tree with names": N_("a family's tree with names"), "race": N_("whom to reach first, codes only"),
    "original": N_("a laboratory's original file"), "manifest": N_("a manifest, codes only"), "names": N_("names sealed to a laboratory"),
    "data-copy": N_("copy of a person's own data"), "communes": N_("the table of communes"), "month": N_("the report of a month"),
    "day list": N_("the list of a day, on paper"), "letter": N_("a letter, on paper"),
}
"""What kind of file left, by the word that the rooms hand to `core.exports`."""


def export_words(kind: str) -> str:
    return gettext(EXPORT_WORDS[kind]) if kind in EXPORT_WORDS else kind


LOOK_WORDS = {
    "tombstone": N_("what is left after erasing"),
    "informant": N_("who told it"),
    "kinship question": N_("a question of kinship"),
    "family tree": N_("the family tree"),
    "consent paper": N_("the signed consent"),
    "contact": N_("how to reach the family"),
    "desk": N_("at the reception desk"),
    "form": N_("the form of the person"),
    "hour of a day": N_("the hour on a day"),
    "list of a day": N_("the list of a day"),
    "list of the expected": N_("the list of the expected"),
    "list opened": N_("the printed list was opened"),
    "list printed": N_("the list was printed"),
    "martyr's file": N_("the martyr's file"),
    "may be the same person": N_("may be the same person"),
    "names sealed to the laboratory": N_("the list sealed to the laboratory"),
    "outbox": N_("messages to families"),
    "outcome of a day": N_("what became of the person on a day"),
    "put on the list of a day": N_("put on a day's list"),
    "data copy": N_("a copy of the person's own data"),
    "rights desk": N_("the rights desk"),
    "rights letter": N_("a letter of the rights desk"),
    "rights request": N_("a request of the person"),
    "race list": N_("the list of whom to reach first"),
    "result": N_("a result was reviewed"),
    "search": N_("found by the search box"),
    "slip": N_("the family's slip"),
    "slip code": N_("the code on the slip"),
    "spread over the hours": N_("spread over the hours"),
    "visit": N_("a visit to the family"),
    "withdrawal": N_("withdrawing consent"),
}
"""Why a record was opened, by the reason that the rooms leave on the view row."""


def look_words(reason: str | None) -> str:
    """The reason of a look in words; a reveal has its own list."""
    if reason in list(RevealReason):
        return gettext(REASON_WORDS[RevealReason(str(reason))])
    return gettext(LOOK_WORDS[reason]) if reason in LOOK_WORDS else reason or ""


def act_words(action: str) -> str:
    return gettext(ACT_WORDS[action]) if action in ACT_WORDS else action


def subject_words(subject: str) -> tuple[str, str]:
    """(what kind of thing, its code) of `kind:code`."""
    kind, _, code = subject.partition(":")
    return (gettext(SUBJECT_WORDS[kind]) if kind in SUBJECT_WORDS else kind), code


LOG_WORDS = {"look": look_words, "export": export_words}
"""For rooms that count what stands in the log."""
