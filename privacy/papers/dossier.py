"""The impact-assessment dossier on paper: numbered sections, the flow of the data drawn, version and hash at its foot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core import paper
from core.i18n import N_, gettext, speaking
from privacy.papers import told
from privacy.rules.dossier import Section

FLOW = (
    (N_("Commune hall"), N_("relatives, kinship, consent; the tube with its code")),
    (N_("Province office"), N_("sealed data; boxes and manifests by code")),
    (N_("Laboratory"), N_("tubes and codes; never a name")),
    (N_("Province office"), N_("results by code; two people review")),
    (N_("The family"), N_("told in person by an officer")),
)
"""The stations of the data, in order, and what each holds."""


@dataclass(frozen=True)
class Frozen:
    """Number, hash and day of a version; number 0 is a draft that nobody froze."""

    number: int
    sha256: str
    on: date


def dossier(sections: Sequence[Section], frozen: Frozen, words: Mapping[str, str]) -> bytes:
    with speaking("vi"):
        name = gettext(N_("Dossier: assessment of the impact of personal-data processing"))
        version = gettext(N_("Version %(number)s"), number=frozen.number) if frozen.number else gettext(N_("Draft, not frozen"))
        code = f"DG-{frozen.number:03d}" if frozen.number else "DG-–"
        parts = [paper.title(name, version)]
        for number, section in enumerate(sections, 1):
            parts += _section(number, section)
            if number == 2:
                parts += [paper.paragraph(gettext(N_("The road of the data:")), "left"), flow()]
        last = _section(len(sections), sections[-1])
        parts = parts[: -len(last)] + [paper.together([
            *last, paper.paragraph(gettext(N_("SHA-256 of the lines of this version: %(hash)s"), hash=frozen.sha256 or "–"), "small"),
            paper.signatures(paper.Signer(gettext(N_("Data-protection officer"))), paper.Signer(told(words["notice_signer"]))),
        ])]
        return paper.document(parts, office=[words["office_name"]], footer_code=code, on=frozen.on, place=words["notice_place"], name=name)


def flow() -> object:
    return paper.flow([(gettext(title), gettext(holds)) for title, holds in FLOW])


WIDTHS = {2: (3, 5), 4: (4, 3, 3, 4)}


def _section(number: int, section: Section) -> list[object]:
    title = f"{number}. {section.title}"
    if section.head:
        above = [paper.heading(title), *(paper.paragraph(each, "left") for each in section.words)] if section.words else []
        return [*above, paper.table(section.head, section.rows, widths=WIDTHS[len(section.head)], over="" if above else title, whole_rows=True)]
    if section.rows:
        return [paper.heading(title), paper.facts(section.rows)]
    return [paper.heading(title), *(paper.paragraph(f"– {each}" if len(section.words) > 1 else each, "left") for each in section.words)]
