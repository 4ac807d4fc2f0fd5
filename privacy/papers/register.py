"""The register of processing as a paper and as a workbook."""

from collections.abc import Mapping

from core import paper, sheets
from core.i18n import N_, gettext, speaking
from privacy.papers import told
from privacy.queries.register import SEALED_WORDS, ClassLine, Register
from privacy.rules.classes import Level

HEAD = (N_("Kind of data"), N_("Whose"), N_("Purposes"), N_("Basis"), N_("Who sees them"), N_("How long"), N_("How protected"))
COLUMNS = (N_("Kind of data"), N_("Table"), N_("Column"), N_("How kept"), N_("Rows"))


def _row(each: ClassLine) -> list[str]:
    what = f"{each.title} ({each.level_words}): {each.holds}"
    return [what, each.whose, "; ".join(each.purposes) or "–", each.basis, each.seen_by or "–", each.kept or "–", each.protection]


def _columns(made: Register) -> list[list[str | int]]:
    return [
        [each.title, held.table, column, gettext(SEALED_WORDS[how]), held.rows]
        for each in made.classes for held in each.held
        for how, names in (("sealed", held.sealed), ("index", held.index), ("plain", held.plain)) for column in names
    ]


def register(made: Register, words: Mapping[str, str]) -> bytes:
    """A4 on its side; the columns of the schema stand in the workbook, the paper counts them."""
    with speaking("vi"):
        name = gettext(N_("Register of personal-data processing"))
        shown = [each for each in made.classes if each.level is not Level.none]
        parts = [
            paper.title(name, gettext(N_("Version %(version)s, as of %(day)s"), version=made.version, day=f"{made.on:%d/%m/%Y}")),
            paper.facts([(label, told(value)) for label, value in made.controller], widths=(1, 4)),
            paper.heading(gettext(N_("Legal bases"))), *(paper.paragraph(f"– {each}", "left") for each in made.bases),
            paper.heading(gettext(N_("Processors and recipients"))),
            *(paper.paragraph(f"– {each}", "left") for each in (*made.processors, *made.recipients) or (gettext(N_("nobody on record")),)),
            paper.heading(gettext(N_("Transfer abroad"))),
            paper.paragraph("; ".join(made.abroad) or gettext(N_("No data are transferred abroad.")), "left"),
            paper.table([gettext(each) for each in HEAD], [_row(each) for each in shown], widths=[4, 2, 3, 3, 3.4, 3, 4],
                        over=gettext(N_("What is processed")), whole_rows=True),
            paper.signatures(paper.Signer(gettext(N_("Data-protection officer"))), paper.Signer(told(words["notice_signer"]))),
        ]
        return paper.document(parts, office=[words["office_name"]], footer_code=f"SXL-{made.version}", on=made.on, place=words["notice_place"], landscape=True,
                              name=name)


def workbook(made: Register) -> list[sheets.Table]:
    with speaking("vi"):
        return [
            sheets.Table(gettext(N_("Kinds of data")), [gettext(each) for each in HEAD], [_row(each) for each in made.classes], [50, 22, 40, 34, 40, 40, 60]),
            sheets.Table(gettext(N_("Columns")), [gettext(each) for each in COLUMNS], _columns(made), [34, 24, 24, 16, 10]),
        ]
