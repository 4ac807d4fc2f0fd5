"""The notice of a breach of personal data to A05, with the fields that decree 356/2025/NĐ-CP asks for (domain.md §3.5)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from core import paper
from core.clock import local
from core.i18n import N_, gettext, speaking
from privacy.papers import GAP, told
from privacy.queries.breaches import BreachView
from privacy.rules.breaches import Step


def _at(moment: datetime) -> str:
    return f"{local(moment):%H:%M %d/%m/%Y}"


def _listed(breach: BreachView, *steps: Step) -> str:
    rows = [f"{_at(each.at)}: {each.text or each.way} {each.reference}".strip() for each in breach.steps if each.step in steps]
    return "\n".join(rows)


def notice(breach: BreachView, words: Mapping[str, str], on: date) -> bytes:
    """What is known so far; a later notice of the same entry says more. `words` are the office's own (privacy settings and its name)."""
    with speaking("vi"):
        return paper.document(
            [*_head(breach, words), *_what(breach, words), *_done(breach), *_foot(words)], office=[words["office_name"]],
            footer_code=f"{words['notice_form']} {breach.code}".strip(), on=on, place=words["notice_place"],
            name=gettext(N_("Notice of a breach of personal data")),
        )


def _head(breach: BreachView, words: Mapping[str, str]) -> list[object]:
    return [
        paper.title(gettext(N_("Notice of a breach of personal data")), gettext(N_("Entry %(code)s of the breach book"), code=breach.code)),
        paper.paragraph(gettext(N_("To: %(to)s"), to=words["notice_to"]), "left"),
        paper.heading(gettext(N_("1. Who gives this notice"))),
        paper.facts([
            (gettext(N_("Controller")), words["office_name"]), (gettext(N_("Address")), told(words["controller_address"])),
            (gettext(N_("Represented by")), told(words["controller_head"])), (gettext(N_("Data-protection officer")), told(words["officer_name"])),
            (gettext(N_("How to reach the officer")), told(words["officer_contact"])),
        ]),
    ]


def _what(breach: BreachView, words: Mapping[str, str]) -> list[object]:
    late = breach.clock.kind == "stop"
    people = gettext(N_("%(sensitive)s with sensitive data, %(basic)s with basic data only"), sensitive=breach.sensitive, basic=breach.basic)
    return [
        paper.heading(gettext(N_("2. The breach"))),
        paper.facts([
            (gettext(N_("Kind")), breach.kind_words), (gettext(N_("Found at")), _at(breach.found_at)),
            (gettext(N_("To be told before")), _at(breach.clock.due_at)), (gettext(N_("What happened")), told(breach.happened)),
            (gettext(N_("Which data")), told("; ".join(breach.classes))),
            (gettext(N_("People, roughly")), people if breach.counted else GAP),
            (gettext(N_("What may follow")), told(breach.consequences)),
            *([(gettext(N_("Why this notice is late")), GAP)] if late else []),
        ]),
    ]


def _done(breach: BreachView) -> list[object]:
    persons = _listed(breach, Step.told_persons)
    return [
        paper.heading(gettext(N_("3. What was done"))),
        paper.paragraph(told(_listed(breach, Step.measure, Step.finding)), "left"),
        paper.heading(gettext(N_("4. Whether the persons concerned were told"))),
        paper.paragraph(persons or gettext(N_("Not yet.")), "left"),
        paper.heading(gettext(N_("5. What is still being found out"))),
        paper.paragraph(GAP, "left"),
    ]


def _foot(words: Mapping[str, str]) -> Sequence[object]:
    return [paper.signatures(paper.Signer(gettext(N_("Data-protection officer"))), paper.Signer(told(words["notice_signer"])))]
