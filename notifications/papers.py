"""The letter: one sheet A4 that says exactly the one sentence, and a back that becomes its own envelope when it is folded in three."""

from dataclasses import dataclass
from datetime import date

from core import paper
from core.i18n import N_, gettext, speaking


@dataclass(frozen=True)
class LetterFacts:
    """Names and address are handed in, drawn once, and kept only inside the sealed PDF."""

    name: str
    address: str
    sentence: str
    office: str
    number: str
    hours: str
    person: str
    code: str
    form_code: str
    on: date


def letter(facts: LetterFacts) -> bytes:
    """Always in Vietnamese. Neither side says a martyr's name, a sample, or why."""
    with speaking("vi"):
        front = [
            paper.gap(12),
            paper.paragraph(gettext(N_("To: %(name)s and family"), name=facts.name), "large"),
            paper.gap(4),
            paper.paragraph(facts.sentence, "large"),
            paper.title(facts.number, gettext(N_("on working days, %(hours)s"), hours=facts.hours)),
            paper.paragraph(gettext(N_("With respect.")), "large"),
            paper.signatures(paper.Signer(""), paper.Signer(facts.office, name=facts.person)),
        ]
        back = [paper.page_break(), *paper.envelope(
            gettext(N_("From")), [facts.office, gettext(N_("Telephone: %(number)s"), number=facts.number)],
            gettext(N_("To")), [facts.name, *(line.strip() for line in facts.address.split("\n") if line.strip())], gettext(N_("fold here")),
        )]
        return paper.document(
            [*front, *back], office=[facts.office], footer_code=f"{facts.form_code} {facts.code}".strip(), on=facts.on, place="Hà Tĩnh",
            name=gettext(N_("Letter to the family")),
        )
