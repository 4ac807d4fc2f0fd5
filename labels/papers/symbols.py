"""Code 128 and DataMatrix of a tube code, in whole printer dots.

Half a dot is the trap: stretched to fit, the same Code 128 reads at 203 dpi between never and sometimes. So modules are
given in dots of 1/8 mm (203 dpi) and symbols begin on a dot. Both symbols carry the compact ASCII code and nothing else.
"""

import zxingcpp
from barcode.codex import Code128

DOT = 0.125
"""Millimetres: one dot of a 203 dpi printer."""

BARS = 123
"""Modules of Code 128 for HT and ten digits, without quiet zones; one letter more would not fit a 38.1 mm label."""

BAR_QUIET = 10
"""Modules to keep white on each side (ISO/IEC 15417)."""

CELLS = 14
"""Modules of the square DataMatrix on each side; two modules around it stay white (ISO/IEC 16022 asks for one)."""


def bars(code: str) -> str:
    """The bar string of Code 128: one character a module, "1" is dark."""
    return str(Code128(code).build()[0])


def cells(code: str) -> list[list[bool]]:
    """The modules of a square DataMatrix, row by row from the top, True is dark."""
    symbol = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    return [[value == 0 for value in row] for row in memoryview(symbol.to_image(scale=1, add_quiet_zones=False)).tolist()]


def on_a_dot(millimetres: float) -> float:
    """The nearest place where a printer dot begins."""
    return round(millimetres / DOT) * DOT
