"""Paper: the A4 page an office expects (layout after Decree 30/2020/NĐ-CP), black and white first.

A paper is a list of parts. The same parts give the same bytes, so its SHA-256 can stand in an audit row.

    from core import paper

    pdf = paper.document(
        [
            paper.title(_("Hand-over record"), _("Collection day %(code)s", code="ND-0007")),
            paper.facts([(_("Place"), "Nhà văn hóa xã Cẩm Bình"), (_("Kits used"), "41")]),
            paper.heading(_("Boxes")),
            paper.table([_("Box"), _("Tubes")], [["HOP-01", 40], ["HOP-02", 1]], widths=[3, 1], right=[1]),
            paper.qr("ND-0007", caption="ND-0007"),
            paper.signatures(paper.Signer(_("Handed over by")), paper.Signer(_("Received by"), image=png_bytes)),
        ],
        office=["UBND tỉnh Hà Tĩnh", "Sở Nội vụ"], footer_code="ND-0007", on=clock.today(), place="Hà Tĩnh",
    )

Text is plain text: it is escaped and composed (NFC) here; a line break stays a line break. The fonts also hold ☐ ☑ ✓ • – →.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from html import escape
from io import BytesIO
from itertools import groupby

import segno
from font_source_sans_pro import font_files_ttf
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.pagesizes import landscape as on_its_side
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from core.i18n import current_language, gettext

REGULAR, BOLD, ITALIC, BOLD_ITALIC, SEMIBOLD = "Paper", "Paper-Bold", "Paper-Italic", "Paper-BoldItalic", "Paper-Semibold"
FONT_FILES = {
    REGULAR: "SourceSansPro", BOLD: "SourceSansProBold", ITALIC: "SourceSansProIt",
    BOLD_ITALIC: "SourceSansProBoldIt", SEMIBOLD: "SourceSansProSemibold",
}
VIETNAMESE_LETTERS = "".join(
    cased
    for letter in [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy"
                   for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")] + ["đ"]
    for cased in (letter, letter.upper())
)
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc"
QR_QUIET = 4  # modules, ISO/IEC 18004

_WIDTH_OF_HEAD = ("42%", "58%")


class FontLacksLettersError(RuntimeError):
    """The installed font would print boxes where Vietnamese letters belong; better no paper than such a paper."""


def missing_letters(font_name: str, text: str = VIETNAMESE_LETTERS) -> str:
    """The letters of `text` that the registered font cannot draw."""
    glyphs = pdfmetrics.getFont(font_name).face.charToGlyph
    return "".join(letter for letter in text if ord(letter) not in glyphs)


@cache
def register_fonts() -> None:
    """Hand the fonts to reportlab once; every drawing begins here. Refuses a font without all Vietnamese letters."""
    for name, file in FONT_FILES.items():
        pdfmetrics.registerFont(TTFont(name, font_files_ttf[file]))
        if lacking := missing_letters(name):
            raise FontLacksLettersError(f"{file}: {lacking}")
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)


def composed(text: object) -> str:
    """Text as it may be drawn: decomposed marks would be displaced on paper."""
    return unicodedata.normalize("NFC", str(text))


def _markup(text: object) -> str:
    return escape(composed("" if text is None else text), quote=False).replace("\n", "<br/>")


@cache
def _style(name: str) -> ParagraphStyle:
    register_fonts()
    settings: dict[str, dict[str, object]] = {
        "body": {"alignment": TA_JUSTIFY, "spaceAfter": 6},
        "left": {"spaceAfter": 6},
        "large": {"fontSize": 14, "leading": 21, "spaceAfter": 8},
        "small": {"fontSize": 9.5, "leading": 13, "spaceAfter": 4},
        "note": {"fontName": ITALIC, "fontSize": 10.5, "leading": 14.5, "spaceAfter": 4},
        "heading": {"fontName": BOLD, "fontSize": 12.5, "leading": 17, "spaceBefore": 8, "spaceAfter": 4, "keepWithNext": 1},
        "title": {"fontName": BOLD, "fontSize": 15, "leading": 21, "alignment": TA_CENTER, "spaceBefore": 10, "spaceAfter": 10},
        "centre": {"alignment": TA_CENTER, "fontSize": 11, "leading": 15},
        "cell": {"fontSize": 9.5, "leading": 12.5},
        "number": {"fontSize": 9.5, "leading": 12.5, "alignment": TA_RIGHT},
        "cell-large": {"fontSize": 13, "leading": 17},
        "number-large": {"fontSize": 13, "leading": 17, "alignment": TA_RIGHT},
        "date": {"fontName": ITALIC, "fontSize": 11, "leading": 15, "alignment": TA_CENTER},
    }
    return ParagraphStyle(name, **{"fontName": REGULAR, "fontSize": 11.5, "leading": 16.5} | settings[name])


# --- parts ---------------------------------------------------------------------------------------------------------


def title(text: str, under: str = "") -> Flowable:
    second = f'<br/><font name="{REGULAR}" size="11.5">{_markup(under)}</font>' if under else ""
    return Paragraph(_markup(text).upper() + second, _style("title"))


def heading(text: str) -> Flowable:
    return Paragraph(_markup(text), _style("heading"))


def paragraph(text: str, look: str = "body") -> Flowable:
    """`look`: body (justified), left, large (for old eyes), small, note (italic), centre."""
    return Paragraph(_markup(text), _style(look))


def facts(pairs: Iterable[tuple[str, object]], widths: Sequence[float] = (1, 2.4)) -> Flowable:
    """Name and value side by side, without rules."""
    rows = [[Paragraph(_markup(name), _style("cell")), Paragraph(f"<b>{_markup(value)}</b>", _style("cell"))] for name, value in pairs]
    return Table(rows, colWidths=_shares(widths), style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0),
                                                         ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)])


def table(
    head: Sequence[object], rows: Iterable[Sequence[object]], *, widths: Sequence[float] | None = None, right: Iterable[int] = (), large: bool = False,
    over: str = "", whole_rows: bool = False,
) -> Flowable:
    """A ruled table whose head is repeated on every page, with the words `over` it.

    `whole_rows` splits no row over two pages; `widths` are shares, `right` the columns of numbers, `large` for a dim hall.
    A heading before a long table would push all of it to the next page.
    """
    numbers, size, top = frozenset(right), "-large" if large else "", 1 if over else 0
    looks = [_style(("number" if column in numbers else "cell") + size) for column in range(len(head))]
    cells: list[list[object]] = [[heading(over), *[""] * (len(head) - 1)]] if over else []
    cells.append([Paragraph(f"<b>{_markup(cell)}</b>", look) for cell, look in zip(head, looks, strict=True)])
    cells += [[Paragraph(_markup(cell), look) for cell, look in zip(row, looks, strict=True)] for row in rows]
    style = [
        ("GRID", (0, top), (-1, -1), 0.5, "black"), ("LINEBELOW", (0, top), (-1, top), 1.2, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ] + ([("SPAN", (0, 0), (-1, 0)), ("LEFTPADDING", (0, 0), (-1, 0), 0)] if over else [])
    return Table(cells, colWidths=_shares(widths or [1] * len(head)), repeatRows=1 + top, splitInRow=int(not whole_rows), spaceBefore=4,
                 spaceAfter=8, style=style)


@dataclass(frozen=True)
class Signer:
    """One place to sign. `image` is a PNG of a drawn signature; without it the space stays free for a pen."""

    role: str
    note: str = ""
    name: str = ""
    image: bytes | None = None


def signatures(*signers: Signer) -> Flowable:
    """Signing places side by side, never split over two pages."""
    note = [_lines(f"<i>({_markup(s.note or gettext('Sign, write full name'))})</i>" if s.role else "") for s in signers]
    drawn = [_drawn(s.image) if s.image else "" for s in signers]
    rows = [[_lines(f"<b>{_markup(s.role)}</b>") for s in signers], note, drawn, [_lines(f"<b>{_markup(s.name)}</b>") for s in signers]]
    block = Table(rows, colWidths=_shares([1] * len(signers)), rowHeights=[None, None, 22 * mm, None],
                  style=[("ALIGN", (0, 0), (-1, -1), "CENTER"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                         ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])
    return KeepTogether([Spacer(1, 6 * mm), block])


def qr(content: str, *, side_mm: float = 28, caption: str = "") -> Flowable:
    """A QR code (error correction M, quiet zone included in the side) with its printed twin beside it."""
    return Table([[_QrCode(content, side_mm * mm), Paragraph(_markup(caption), _style("left"))]], hAlign="LEFT",
                 colWidths=[side_mm * mm, None], style=[("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (0, 0), 0)])


def envelope(from_word: str, sender: Sequence[str], to_word: str, receiver: Sequence[str], fold_word: str) -> list[Flowable]:
    """The back of a letter: folded in three along two dotted lines, its middle third is the face of its own envelope. Begins a page."""
    fold = ("LINEBELOW", (0, 0), (-1, 1), 0.5, "#777777", None, (1.5, 3))
    left = [paragraph(f"{from_word}:", "small"), *(paragraph(line, "left") for line in sender)]
    right = [paragraph(f"{to_word}:", "small"), *(heading(line) for line in receiver[:1]), *(paragraph(line, "large") for line in receiver[1:])]
    return [Table([[paragraph(fold_word, "small"), ""], [left, right]], colWidths=_shares([10, 11]), rowHeights=[(99 - 15) * mm, 99 * mm], style=[
        fold, ("VALIGN", (0, 0), (-1, 0), "BOTTOM"), ("VALIGN", (0, 1), (0, 1), "TOP"), ("VALIGN", (1, 1), (1, 1), "BOTTOM"),
        ("TOPPADDING", (0, 1), (-1, 1), 8 * mm), ("BOTTOMPADDING", (1, 1), (1, 1), 14 * mm), ("LEFTPADDING", (0, 0), (-1, -1), 0)])]


def flow(stations: Sequence[tuple[str, str]]) -> Flowable:
    """Boxes from left to right with an arrow between them: where something goes, and under each name what is there."""
    cells: list[object] = []
    for name, there in stations:
        cells += ["→", [Paragraph(f"<b>{_markup(name)}</b>", _style("cell")), Paragraph(_markup(there), _style("cell"))]]
    boxes = [("BOX", (place, 0), (place, 0), 0.8, "black") for place in range(0, len(cells) - 1, 2)]
    return Table([cells[1:]], colWidths=_shares([4, 0.7] * (len(stations) - 1) + [4]), spaceBefore=4, spaceAfter=8, style=[
        ("FONT", (0, 0), (-1, -1), REGULAR, 13), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("ALIGN", (0, 0), (-1, -1), "CENTER"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3), *boxes])


def gap(millimetres: float = 5) -> Flowable:
    return Spacer(1, millimetres * mm)


def page_break() -> Flowable:
    return PageBreak()


def together(parts: Sequence[Flowable]) -> Flowable:
    """Keep these parts on one page."""
    return KeepTogether(list(parts))


# --- the document --------------------------------------------------------------------------------------------------


def document(
    parts: Sequence[Flowable], *, office: str | Sequence[str], footer_code: str, on: date | None = None, place: str = "",
    landscape: bool = False, motto: bool = True, name: str = "",
) -> bytes:
    """The finished PDF. `office` from the higher body down, the last line bold; `name` is the title a PDF reader shows."""
    register_fonts()
    offices = [office] if isinstance(office, str) else list(office)
    out = BytesIO()
    draft = BaseDocTemplate(
        out, pagesize=on_its_side(A4) if landscape else A4, invariant=1, lang=current_language(), title=composed(name or footer_code),
        author=composed(offices[-1]), leftMargin=22 * mm, rightMargin=15 * mm, topMargin=15 * mm, bottomMargin=20 * mm,
    )
    frame = Frame(draft.leftMargin, draft.bottomMargin, draft.width, draft.height, 0, 0, 0, 0)
    draft.addPageTemplates(PageTemplate(frames=[frame]))
    day = f"{on:%d/%m/%Y}" if on else ""
    head = [_head_of(offices, motto, place, on)]
    draft.build(head + list(parts), canvasmaker=partial(_CountedPages, foot=[composed(footer_code), day]))
    return out.getvalue()


def module_path(rows: Iterable[Iterable[object]]) -> str:
    """Dark modules of a code as one PDF path in units of a module, (0, 0) lower left; neighbours in a row are joined."""
    lines = [[bool(module) for module in row] for row in rows]
    boxes = []
    for bottom, line in enumerate(reversed(lines)):
        column = 0
        for dark, run in groupby(line):
            width = sum(1 for _ in run)
            if dark:
                boxes.append(f"{column} {bottom} {width} 1 re")
            column += width
    return " ".join((*boxes, "f"))


def draw_path(canvas: Canvas, path: str, x: float, bottom: float, module: float, height: float | None = None) -> None:
    """One vector path, sharp at any resolution: modules `module` points wide and `height` (default the same) high."""
    canvas._code.append(f"q {module:.5f} 0 0 {height or module:.5f} {x:.4f} {bottom:.4f} cm {path} Q")


class _QrCode(Flowable):
    def __init__(self, content: str, side: float):
        super().__init__()
        self.rows = segno.make_qr(content, error="m").matrix
        self.width = self.height = side

    def draw(self) -> None:
        module = self.width / (len(self.rows) + 2 * QR_QUIET)
        draw_path(self.canv, module_path(self.rows), QR_QUIET * module, QR_QUIET * module, module)


class _CountedPages(Canvas):
    """Holds the pages back until their number is known, then writes "page x/y", code and date under each."""

    def __init__(self, *arguments: object, foot: Sequence[str], **named: object):
        super().__init__(*arguments, **named)
        self.foot = foot
        self.held: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self.held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self.held, start=1):
            self.__dict__.update(page)
            self._draw_foot(gettext("Page %(number)s/%(total)s", number=number, total=len(self.held)))
            super().showPage()
        super().save()

    def _draw_foot(self, page_of: str) -> None:
        left, right, height = 22 * mm, self._pagesize[0] - 15 * mm, 11 * mm
        self.setLineWidth(0.5)
        self.line(left, height + 12, right, height + 12)
        self.setFont(REGULAR, 9.5)
        self.drawString(left, height, self.foot[0])
        self.drawCentredString((left + right) / 2, height, self.foot[1])
        self.drawRightString(right, height, page_of)


def _head_of(offices: Sequence[str], motto: bool, place: str, on: date | None) -> Flowable:
    above = "".join(f"{_markup(line).upper()}<br/>" for line in offices[:-1])
    left = [_lines(f"{above}<b>{_markup(offices[-1]).upper()}</b>"), _Stroke(24 * mm)]
    right: list[Flowable] = [_lines(f"<b>{NATION}</b><br/><b>{MOTTO}</b>"), _Stroke(48 * mm)] if motto else []
    if on:
        words = f"ngày {on.day:02d} tháng {on.month:02d} năm {on.year}"
        right.append(Paragraph(_markup(f"{place}, {words}" if place else words.capitalize()), _style("date")))
    return Table([[left, right]], colWidths=_WIDTH_OF_HEAD, spaceAfter=8, style=[
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)])


class _Stroke(Flowable):
    """The short line under a head, centred."""

    def __init__(self, length: float):
        super().__init__()
        self.length = length

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, 8

    def draw(self) -> None:
        self.canv.setLineWidth(0.6)
        self.canv.line((self.width - self.length) / 2, 5, (self.width + self.length) / 2, 5)


def _lines(markup: str) -> Flowable:
    return Paragraph(markup, _style("centre"))


def _drawn(png: bytes) -> Flowable:
    image = Image(BytesIO(png))
    scale = min(50 * mm / image.imageWidth, 20 * mm / image.imageHeight)
    image.drawWidth, image.drawHeight = image.imageWidth * scale, image.imageHeight * scale
    return image


def _shares(widths: Sequence[float]) -> list[str]:
    return [f"{100 * width / sum(widths):.4f}%" for width in widths]
