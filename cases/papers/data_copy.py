"""The copy of one person's data: for the person in words and large print, for machines as JSON (docs/rights.md says what each key means)."""

import json

from core import clock, office, paper
from core.i18n import N_, gettext
from core.web import Kept
from core.work import Work

FORMAT = "hoi-am-data-copy-1"
INTRO = N_("This is everything our office keeps about you, why, and until when. Nothing about other people of the family stands here: that is theirs.")
RIGHTS = N_("You may have it corrected, restricted or erased, take your consent back, and complain. Bring this paper or call; it costs nothing.")


def as_pdf(work: Work, parts: list[Kept], donor_code: str, request_code: str) -> bytes:
    said, drawn = office.everything(work.session), []
    for part in parts:
        rows = [[words, value] for _, words, value in part.rows]
        drawn.append(paper.table([gettext(N_("Part")), gettext(N_("What we keep"))], rows, widths=[2, 3], large=True, over=part.title))
        drawn.append(paper.paragraph(gettext(N_("Why: %(why)s"), why=part.why), "large"))
        drawn.append(paper.paragraph(gettext(N_("Until: %(until)s"), until=part.until), "large"))
        drawn += [paper.paragraph(part.note, "large")] if part.note else []
    number = said["callback_number"].replace(" ", "\u00a0")
    call = gettext(N_("Questions: %(office)s, telephone %(number)s (%(hours)s)."), office=said["office_name"], number=number,
                   hours=said["callback_hours"])
    body = [paper.title(gettext(N_("Copy of personal data")), gettext(N_("Donor %(code)s, request %(request)s"), code=donor_code, request=request_code)),
            paper.paragraph(gettext(INTRO), "large"), *drawn, paper.paragraph(gettext(RIGHTS), "large"), paper.paragraph(call, "large")]
    footer = f"{said['form_code_rights']} {request_code}".strip()
    return paper.document(body, office=[said["office_name"]], footer_code=footer, on=clock.today(), place="Hà Tĩnh")


def as_json(parts: list[Kept], donor_code: str, request_code: str) -> bytes:
    """UTF-8, two spaces, the order of the paper."""
    whole = {
        "format": FORMAT, "donor_code": donor_code, "request_code": request_code, "made_at": clock.now().isoformat(timespec="seconds"),
        "parts": [
            {"key": part.key, "title": part.title, "why": part.why, "until": part.until, "note": part.note,
             "rows": [{"key": key, "label": label, "value": value} for key, label, value in part.rows]}
            for part in parts
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()
