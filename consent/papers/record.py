"""The text that is read out, and the signed paper that repeats exactly that text."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from consent.rules import METHOD_WORDS, Purpose
from core import clock, paper
from core.i18n import N_, gettext, speaking

if TYPE_CHECKING:
    from consent.commands import ConsentFacts

QUESTIONS = {
    Purpose.testing: N_("Do you agree that a sample is taken and its DNA is tested, to look for the martyr of your family?"),
    Purpose.keeping: N_("Do you agree that the sample and the result are kept, to be compared whenever more remains of martyrs are sampled?"),
    Purpose.identity_database: N_("Do you want the police to be asked to add it to the identity database?"),
    Purpose.contact: N_("Do you agree that we contact you by telephone, message or Zalo?"),
    Purpose.telling_relatives: N_("Do you agree that other relatives whom you name are told where the sample is?"),
    Purpose.press: N_("Do you agree that newspapers and television may contact you?"),
    Purpose.statistics: N_("Do you agree that figures without names are made from it?"),
}
HINTS = {
    Purpose.testing: N_("Without this yes no sample is taken. Everything else is free to choose."),
    Purpose.contact: N_("We only ever write “please call us”. We never send a result."),
}
INTRO = N_("Thank you for coming. We ask for a sample to look for the martyr of your family. It costs nothing. You may say no, or change your "
           "mind at any time, without giving a reason; nothing else changes for your family.")
NOTICE = N_("Genetic data and family relations are sensitive data, protected by law. They are kept sealed and used only for what you agree to.")
RIGHTS = N_("You may see, correct, get a copy of, restrict or erase your data, take your consent back, and complain. Call the number below.")


def first_form() -> dict[str, Any]:
    """The first version of the form text, in Vietnamese as it is spoken in the hall."""
    with speaking("vi"):
        return {
            "intro": gettext(INTRO), "notice": gettext(NOTICE), "rights": gettext(RIGHTS),
            "questions": {purpose.value: gettext(QUESTIONS[purpose]) for purpose in Purpose},
            "hints": {purpose.value: gettext(words) for purpose, words in HINTS.items()},
        }


@dataclass(frozen=True)
class Office:
    name: str
    form_code: str
    callback: str
    taker: str


def signed_consent(facts: "ConsentFacts", body: dict[str, Any], version: int, donor_code: str, office: Office) -> bytes:
    """The PDF that is signed: the text of this version, the seven answers, who signed, before whom."""
    on = clock.local(facts.occurred_at).date()
    rows = [[n, asked(body, p), gettext(N_("Agreed")) if facts.answers[p] else gettext(N_("Not agreed"))] for n, p in enumerate(Purpose, 1)]
    parts = [
        paper.title(gettext(N_("Consent to giving a sample")), gettext(N_("Text version %(version)s"), version=version)),
        paper.facts(_people(facts, donor_code)),
        paper.paragraph(body["intro"]), paper.paragraph(body["notice"]),
        paper.table([gettext(N_("No.")), gettext(N_("What was asked")), gettext(N_("Answer"))], rows, widths=[1, 9, 3]),
        paper.paragraph(body["rights"]), paper.paragraph(f"{office.name}: {office.callback}"),
        paper.paragraph(_how(facts), "small"),
        paper.signatures(
            paper.Signer(gettext(N_("Donor or representative")), name=facts.proxy_name or facts.names.donor_name, image=facts.signature_png),
            paper.Signer(gettext(N_("Witness")), name=facts.witness), paper.Signer(gettext(N_("Consent taken by")), name=office.taker),
        ),
    ]
    return paper.document(parts, office=[office.name], footer_code=f"{office.form_code} {donor_code}".strip(), on=on, place="Hà Tĩnh")


def asked(body: dict[str, Any], purpose: Purpose) -> str:
    """The question as it was shown, with the hint that stood under it."""
    return "\n".join(text for text in (body["questions"][purpose.value], body["hints"].get(purpose.value)) if text)


def reading_copy(body: dict[str, Any], version: int, office: Office) -> bytes:
    """The same text in large print, for old eyes: to be read before or instead of listening; nothing is signed on it."""
    questions = [paper.paragraph(f"{number}. {asked(body, purpose)}", "large") for number, purpose in enumerate(Purpose, 1)]
    parts = [
        paper.title(gettext(N_("What you are asked, to read at leisure")), gettext(N_("Text version %(version)s"), version=version)),
        paper.paragraph(body["intro"], "large"), paper.paragraph(body["notice"], "large"), *questions,
        paper.paragraph(body["rights"], "large"), paper.paragraph(f"{office.name}: {office.callback}", "large"),
    ]
    return paper.document(parts, office=[office.name], footer_code=office.form_code)


def _people(facts: "ConsentFacts", donor_code: str) -> list[tuple[str, object]]:
    return [
        (gettext(N_("Full name")), facts.names.donor_name), (gettext(N_("Born")), facts.names.birth_text), (gettext(N_("Commune")), facts.names.commune),
        (gettext(N_("Donor code")), donor_code), (gettext(N_("To look for the martyr")), ", ".join(facts.names.martyr_names)),
        *([(gettext(N_("Place")), facts.place)] if facts.place else []),
    ]


def _how(facts: "ConsentFacts") -> str:
    said = [gettext(METHOD_WORDS[facts.method])]
    said += [gettext(N_("read aloud"))] if facts.read_aloud else []
    said += [gettext(N_("a copy was given"))] if facts.copy_given else []
    said += [gettext(N_("representative: %(basis)s"), basis=facts.proxy_basis)] if facts.proxy_basis else []
    return "; ".join(said)
