"""6,500 labels with both symbols, against bare reportlab drawing the same two symbols.

Bare reportlab in two ways: modules from the same encoders, one reportlab path a symbol, neighbours joined; and reportlab's
own widgets, whose DataMatrix always has 44 × 44 modules (a few sheets of them are enough to know). Neither prints any text.
Ours prints code and word, and is given real kits: four labels of one code, encoded once.
"""

from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from itertools import groupby

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.ecc200datamatrix import ECC200DataMatrix
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

import labels
from bench.table import Row, best_seconds
from labels.papers import symbols

KITS, KITS_BY_WIDGET = 1_625, 65
LIMIT = 0.5
BAR, CELL = 0.25 * mm, 0.5 * mm


def run() -> list[Row]:
    codes = [labels.make_code(number) for number in range(1, KITS + 1)]
    ours, paths, widgets = _best_rates(
        (codes, lambda made: labels.kit_labels_pdf(made, "a4-65")),
        (codes, lambda made: _bare(made, _paths)),
        (codes[:KITS_BY_WIDGET], lambda made: _bare(made, _widgets)),
    )
    return [
        Row(f"{4 * KITS:,} labels a4-65 against {how}", f"{ours:,.0f}/s", f"{bare:,.0f}/s", ours / bare, LIMIT)
        for how, bare in (("bare reportlab paths", paths), ("reportlab's own widgets", widgets))
    ]


def _best_rates(*works: tuple[list[str], Callable[[list[str]], bytes]]) -> list[float]:
    """Labels a second, each the best of a few runs."""
    best = best_seconds(*(partial(work, codes) for codes, work in works))
    return [4 * len(codes) / each for (codes, _), each in zip(works, best, strict=True)]


def _bare(codes: list[str], draw: Callable[[Canvas, str, float, float], None]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(210 * mm, 297 * mm))
    places = _places()
    for index, code in enumerate(code for code in codes for _ in range(4)):
        if index and index % 65 == 0:
            canvas.showPage()
        draw(canvas, code, *next(places))
    canvas.save()
    return out.getvalue()


def _paths(canvas: Canvas, code: str, x: float, y: float) -> None:
    bars, cells = canvas.beginPath(), canvas.beginPath()
    for start, width in _runs(module == "1" for module in symbols.bars(code)):
        bars.rect(x + start * BAR, y + 9 * mm, width * BAR, 7.5 * mm)
    canvas.drawPath(bars, stroke=0, fill=1)
    for line, row in enumerate(symbols.cells(code)):
        for start, width in _runs(row):
            cells.rect(x + start * CELL, y + (symbols.CELLS - 1 - line) * CELL, width * CELL, CELL)
    canvas.drawPath(cells, stroke=0, fill=1)


def _runs(modules: Iterator[bool] | list[bool]) -> Iterator[tuple[int, int]]:
    start = 0
    for dark, run_of in groupby(modules):
        width = len(list(run_of))
        if dark:
            yield start, width
        start += width


def _widgets(canvas: Canvas, code: str, x: float, y: float) -> None:
    Code128(code, barWidth=BAR, barHeight=7.5 * mm, quiet=0).drawOn(canvas, x, y + 9 * mm)
    matrix = ECC200DataMatrix(code, barWidth=CELL)
    matrix.validate()
    matrix.encode()
    matrix.x = matrix.y = 0
    matrix.drawOn(canvas, x, y)


def _places() -> Iterator[tuple[float, float]]:
    while True:
        yield from (((4.75 + 40.6 * column) * mm, (265 - 21.2 * row) * mm) for row in range(13) for column in range(5))
