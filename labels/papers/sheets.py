"""Kit labels on pre-cut A4 sheets and on a roll: four labels a kit, each saying where it belongs. Never a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core import paper
from core.i18n import gettext
from labels import rules
from labels.papers.symbols import BARS, CELLS, DOT, bars, cells, on_a_dot
from labels.rules import KIT_WORDS, Sheet


@dataclass(frozen=True)
class Face:
    """How large things are on one kind of label: symbols in dots, heights in millimetres, letters in points."""

    bar_dots: int
    bar_height: float
    cell_dots: int
    code_size: float
    word_size: float
    gap: float = 1.75
    block: float = 0

    @property
    def bars(self) -> float:
        return BARS * self.bar_dots * DOT

    @property
    def width(self) -> float:
        """What is centred on the label: the bars, or a stated block where the text reaches further."""
        return self.block or self.bars

    @property
    def matrix(self) -> float:
        return CELLS * self.cell_dots * DOT


FACES = {
    "a4-65": Face(bar_dots=2, bar_height=7.5, cell_dots=4, code_size=8.8, word_size=8.5),
    "a4-24": Face(bar_dots=2, bar_height=11, cell_dots=5, code_size=12, word_size=11, block=40),
    "thermal-50x25": Face(bar_dots=2, bar_height=9.5, cell_dots=4, code_size=9, word_size=9),
}


@dataclass(frozen=True)
class Symbols:
    """Both symbols of one code as paths, encoded once for the four labels that carry them."""

    text: str
    bars: str
    cells: str

    @classmethod
    def of(cls, code: str) -> "Symbols":
        upright = [[module == "1" for module in bars(code)]]
        return cls(rules.spaced(code), paper.module_path(upright), paper.module_path(cells(code)))


def kit_labels_pdf(codes: Sequence[str], sheet: str, start_at: int | str = 1) -> bytes:
    """Four labels for each code, from the first free cell of a used sheet on, over as many sheets as it takes."""
    on = rules.sheet(sheet)
    cell = rules.start_cell(str(start_at), on) - 1
    rules.check_kits(len(codes))
    paper.register_fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(on.page[0] * mm, on.page[1] * mm), invariant=1, initialFontName=paper.REGULAR)
    canvas.setTitle(f"{rules.spaced(codes[0])} – {rules.spaced(codes[-1])}")
    words = [paper.composed(gettext(word)) for word in KIT_WORDS]
    for code in map(rules.read_code, codes):
        symbols = Symbols.of(code)
        for word in words:
            if cell == on.cells:
                canvas.showPage()
                cell = 0
            _draw_label(canvas, on, cell, symbols, word)
            cell += 1
    canvas.save()
    return out.getvalue()


def _draw_label(canvas: Canvas, on: Sheet, cell: int, symbols: Symbols, word: str) -> None:
    """Bars above; below them the matrix under the first bar, and code and word beside it; all in the middle of the label."""
    face = FACES[on.name]
    left, top = on.corner(cell)
    left = on_a_dot(left + (on.label[0] - face.width) / 2)
    height = face.bar_height + face.gap + face.matrix
    bottom = on_a_dot(on.page[1] - top - (on.label[1] + height) / 2)
    paper.draw_path(canvas, symbols.cells, left * mm, bottom * mm, face.cell_dots * DOT * mm)
    paper.draw_path(
        canvas, symbols.bars, left * mm, (bottom + face.matrix + face.gap) * mm, face.bar_dots * DOT * mm, face.bar_height * mm
    )
    beside = (left + face.matrix + face.gap) * mm
    canvas.setFont(paper.SEMIBOLD, face.code_size)
    canvas.drawString(beside, (bottom + face.matrix) * mm - face.code_size * 0.75, symbols.text)
    canvas.setFont(paper.REGULAR, face.word_size)
    canvas.drawString(beside, bottom * mm + face.word_size * 0.2, word)
