"""The A6 paper a family takes home: its own random code, where to look, whom to call. No name, no tube code."""

import datetime
from io import BytesIO

import segno
from reportlab.lib.pagesizes import A6
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from core import paper
from core.i18n import N_, gettext
from labels import rules

LEFT, RIGHT = 7 * mm, A6[0] - 7 * mm
WAYS_ON = (
    (
        N_("To see where the sample is:"),
        N_("scan the square with a phone, then enter the last 4 digits of the phone number given, or the year of birth."),
    ),
    (N_("No smartphone:"), N_("call the number below and read out the code on this paper.")),
    (N_("When there is news,"), N_("we come to the family ourselves. It may take a long time.")),
)


def slip_pdf(*, slip_code: str, url: str, phone: str, office: str, hours: str, date: datetime.date, sampled: bool = False) -> bytes:
    """The code stands in the QR behind a `#` of the portal's address `url`, so that no server's log ever sees it.

    `sampled` lets the paper say that a sample was sealed; one printed before that must not say so.
    """
    paper.register_fonts()
    code = rules.read_slip_code(slip_code)
    out = BytesIO()
    canvas = Canvas(out, pagesize=A6, invariant=1, initialFontName=paper.REGULAR)
    canvas.setTitle(gettext("The family's slip"))
    _draw_head(canvas, office, date, sampled)
    _draw_code(canvas, code, f"{url.rstrip('/')}/gia-dinh#{code}")
    _draw_ways(canvas)
    _draw_call(canvas, phone, hours)
    canvas.save()
    return out.getvalue()


def _draw_head(canvas: Canvas, office: str, date: datetime.date, sampled: bool) -> None:
    top = A6[1] - 10 * mm
    day = gettext("Day %(day)s", day=f"{date:%d/%m/%Y}")
    canvas.setFont(paper.REGULAR, 8.5)
    canvas.drawRightString(RIGHT, top, day)
    _fitted(canvas, office, LEFT, top, RIGHT - LEFT - stringWidth(day, paper.REGULAR, 8.5) - 4 * mm, paper.REGULAR, 8.5)
    _fitted(canvas, gettext("The family's slip"), LEFT, top - 10 * mm, RIGHT - LEFT, paper.BOLD, 19)
    kept = gettext("The sample was received and sealed. Please keep this paper.") if sampled else gettext("Please keep this paper with care.")
    _fitted(canvas, kept, LEFT, top - 16.5 * mm, RIGHT - LEFT, paper.REGULAR, 10.5)


def _draw_code(canvas: Canvas, code: str, address: str) -> None:
    """The frame with the QR, its quiet zone and the code in print."""
    bottom, height = A6[1] - 66 * mm, 36 * mm
    canvas.setLineWidth(1)
    canvas.roundRect(LEFT, bottom, RIGHT - LEFT, height, 1.5 * mm)
    rows = segno.make_qr(address, error="m").matrix
    module = (height - 2 * mm) / (len(rows) + 2 * paper.QR_QUIET)
    quiet = 1 * mm + paper.QR_QUIET * module
    paper.draw_path(canvas, paper.module_path(rows), LEFT + quiet, bottom + quiet, module)
    beside = LEFT + height
    _fitted(canvas, gettext("The family's code"), beside, bottom + 22 * mm, RIGHT - beside - 4 * mm, paper.REGULAR, 10)
    _fitted(canvas, rules.spaced_slip(code), beside, bottom + 13 * mm, RIGHT - beside - 4 * mm, paper.BOLD, 20)


def _draw_ways(canvas: Canvas) -> None:
    """Three ways on, numbered."""
    style = ParagraphStyle("way", fontName=paper.REGULAR, fontSize=11, leading=15.4)
    top = A6[1] - 69.5 * mm
    for number, (lead, rest) in enumerate(WAYS_ON, start=1):
        words = Paragraph(f"<b>{gettext(lead)}</b> {gettext(rest)}", style)
        _, height = words.wrap(RIGHT - LEFT - 9 * mm, A6[1])
        words.drawOn(canvas, LEFT + 9 * mm, top - height)
        canvas.setLineWidth(0.9)
        canvas.circle(LEFT + 3 * mm, top - 9, 2.7 * mm)
        canvas.setFont(paper.BOLD, 9.5)
        canvas.drawCentredString(LEFT + 3 * mm, top - 12.2, str(number))
        top -= height + 1.8 * mm


def _draw_call(canvas: Canvas, phone: str, hours: str) -> None:
    """The number, larger than everything else, and the two sentences that keep swindlers away."""
    canvas.setLineWidth(0.9)
    canvas.line(LEFT, 31.5 * mm, RIGHT, 31.5 * mm)
    _fitted(canvas, gettext("To ask, or to withdraw consent at any time"), LEFT, 25.5 * mm, RIGHT - LEFT, paper.REGULAR, 10.5)
    _fitted(canvas, phone, LEFT, 15.5 * mm, RIGHT - LEFT - 27 * mm, paper.BOLD, 24)
    canvas.setFont(paper.REGULAR, 9.5)
    canvas.drawRightString(RIGHT, 19.5 * mm, gettext("working days"))
    canvas.drawRightString(RIGHT, 15 * mm, paper.composed(hours))
    page = gettext("Page %(number)s/%(total)s", number=1, total=1)
    canvas.setFont(paper.REGULAR, 8.5)
    canvas.drawRightString(RIGHT, 7.5 * mm, page)
    warning = Paragraph(f"<b>{gettext('Nobody may ask for money.')}</b> {gettext('Results are never sent by message.')}",
                        ParagraphStyle("warning", fontName=paper.REGULAR, fontSize=8.5, leading=11))
    _, height = warning.wrap(RIGHT - LEFT - stringWidth(page, paper.REGULAR, 8.5) - 3 * mm, A6[1])
    warning.drawOn(canvas, LEFT, 7.5 * mm + 8.5 - height)


def _fitted(canvas: Canvas, text: str, x: float, y: float, room: float, font: str, size: float) -> None:
    """One line, drawn smaller where it would otherwise run over."""
    text = paper.composed(text)
    canvas.setFont(font, min(size, size * room / max(stringWidth(text, font, size), 1)))
    canvas.drawString(x, y, text)
