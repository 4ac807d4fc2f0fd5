"""What was checked of one result, in words: what needs work first, then what holds, then what could not be checked."""

from dataclasses import dataclass

from sqlmodel import Session

import families
from core.i18n import N_, gettext
from matching import intake, rules
from matching.models import LabResult
from matching.queries.decisions import holdings
from matching.queries.evidence import Evidence, Stop, as_row
from matching.rules import Conclusion, MethodKind
from matching.rules.results import NUCLEAR

MARTYR_SENTENCES = {
    "not-on-maternal-line": N_("Of martyr %(martyr)s this comparison says nothing: the donor is not on the maternal line. Check the kinship."),
    "maternal-line-unknown": N_("Of martyr %(martyr)s this comparison says nothing yet: nobody asked about the maternal line. Ask the family."),
    "excluded-by-another-donor": N_("Another donor of martyr %(martyr)s is excluded from these remains. Ask whether a kinship or a tube is wrong."),
}


@dataclass(frozen=True)
class Check:
    """`state`: ask, ok or open. A `stop` can be cleared up on the spot, or leads to the family's file."""

    state: str
    words: str
    stop: Stop | None = None


def stop_words(session: Session, stop: Stop) -> str:
    if stop.martyr:
        return gettext(MARTYR_SENTENCES[stop.code], martyr=families.martyr(session, stop.martyr).name)
    return gettext(intake.SENTENCES[stop.code])


def checks(session: Session, known: Evidence, peers: list[LabResult]) -> list[Check]:
    """`peers` are the other results about this martyr's samples."""
    found = [Check("ask", stop_words(session, stop), stop) for stop in known.stops]
    if known.permitted:
        found.append(Check("ok", gettext(N_("The consent to testing is in force; it was asked just now."))))
    else:
        found.insert(0, Check("ask", gettext(N_("The consent for this sample is not in force. This result may not be used."))))
    held = next((h for h in holdings(session) if h.remains_code == known.result.remains_code), None)
    if held:
        words = gettext(N_("Decision %(number)s already holds these remains, for martyr %(martyr)s."), number=held.number, martyr=held.martyr_code)
        found.append(Check("ask" if held.martyr_code not in known.lines else "ok", words))
    else:
        found.append(Check("ok", gettext(N_("No decision holds these remains."))))
    found += [*_posterior(known), *_line(session, known), *_others(known, peers)]
    order = {"ask": 0, "ok": 1, "open": 2}
    return sorted(found, key=lambda check: order[check.state])


def _posterior(known: Evidence) -> list[Check]:
    agrees = rules.posterior_agrees(as_row(known.result))
    if agrees is None:
        return [Check("open", gettext(N_("The posterior could not be checked: LR, prior or posterior is not in the sheet.")))]
    return [Check("ok", gettext(N_("The posterior is LR and prior put together.")))] if agrees else []


def _line(session: Session, known: Evidence) -> list[Check]:
    if known.result.method != MethodKind.mtdna:
        return []
    return [
        Check("ok", gettext(N_("The donor is on the maternal line of martyr %(martyr)s."), martyr=families.martyr(session, code).name))
        for code, line in known.lines.items() if line == "yes"
    ]


def _others(known: Evidence, peers: list[LabResult]) -> list[Check]:
    """Whether other results of the same family say the same, and whether there is more than a shared line."""
    here = [row for row in peers if row.remains_code == known.result.remains_code and row.conclusion == Conclusion.match]
    found = []
    if known.result.conclusion == Conclusion.match and any(row.sample_code != known.result.sample_code for row in here):
        found.append(Check("ok", gettext(N_("Another donor of this family is not excluded from these remains either."))))
    if known.result.conclusion == Conclusion.match and not any(row.method in NUCLEAR for row in (*here, known.result)):
        found.append(Check("open", gettext(N_("Only a shared line of kin so far. Many people share one, so it never decides alone; wait for STR or SNP."))))
    return found
