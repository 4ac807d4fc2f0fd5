"""The one-page form by which a family takes its consent back in writing (law 91/2025/QH15: as easy to take back as to give)."""

from dataclasses import dataclass

from core import paper
from core.i18n import N_, gettext

DOTS = "…"


@dataclass(frozen=True)
class Office:
    name: str
    number: str
    hours: str
    days: str


def withdrawal_form(office: Office) -> bytes:
    """A4, large letters, to be filled in by hand; nothing of any family stands on it."""
    blanks = (N_("Full name"), N_("Year of birth"), N_("Commune"), N_("Telephone"), N_("Code on the slip (if at hand)"))
    large = [
        gettext(N_("To: %(office)s"), office=office.name), *(_blank(gettext(blank)) for blank in blanks),
        gettext(N_("I take back the consent that I gave to taking, testing and keeping a sample.")),
        gettext(N_("What I wish for the sample (tick one):")), "☐ " + gettext(N_("it is destroyed")), "☐ " + gettext(N_("it is given back to me")),
        gettext(N_("No reason is needed. From the day this paper arrives the sample is not used any more; it is destroyed or given back "
                   "within %(days)s days."), days=office.days),
        gettext(N_("Give this paper to the commune hall or send it to the office. Questions: %(number)s, %(hours)s on working days."),
                number=office.number.replace(" ", "\u00a0"), hours=office.hours.replace(" ", "\u00a0")),
        gettext(N_("Day ...... month ...... year ..........")),
    ]
    parts = [
        paper.title(gettext(N_("Taking back a consent"))), *(paper.paragraph(line, "large") for line in large),
        paper.signatures(paper.Signer(gettext(N_("Received by"))), paper.Signer(gettext(N_("Donor or representative")))),
    ]
    return paper.document(parts, office=[office.name], footer_code="", name=gettext(N_("Taking back a consent")))


def _blank(label: str) -> str:
    """A label and a line of dots up to the right edge."""
    return f"{label}: {DOTS * max(10, 32 - len(label) // 2)}"
