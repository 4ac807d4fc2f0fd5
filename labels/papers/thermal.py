"""Kit labels as ZPL II for label printers of 203 dpi and 50 × 25 mm, without a driver.

The printer draws both symbols itself from the code. The Vietnamese words are sent as pictures (`^GF`), because few printers
hold a font with ế or ổ; a wrong letter cannot be seen from here.
"""

from collections.abc import Sequence
from functools import cache

from font_source_sans_pro import font_files_ttf
from PIL import Image, ImageDraw, ImageFont

from core import paper
from core.i18n import gettext
from labels import rules
from labels.papers.symbols import BARS

WIDTH, HEIGHT = 400, 200  # dots: 50 × 25 mm at 8 a millimetre
BAR_DOTS, BAR_HEIGHT, CELL_DOTS = 2, 76, 4
LEFT, TOP = (WIDTH - BARS * BAR_DOTS) // 2, 28
BELOW, BESIDE = TOP + BAR_HEIGHT + 16, LEFT + 74


def kit_labels_zpl(codes: Sequence[str]) -> bytes:
    """Four labels for each code, as one file to send to the printer."""
    rules.check_kits(len(codes))
    pictures = [_picture(paper.composed(gettext(word))) for word in rules.KIT_WORDS]
    labels = [_label(code, picture) for code in map(rules.read_code, codes) for picture in pictures]
    return "".join(labels).encode("ascii")


def escaped(text: str) -> str:
    """Field data after `^FH`: whatever a printer could take for a command is written as `_` and its UTF-8 byte."""
    plain = text.replace(rules.NO_BREAK, " ").encode()
    return "".join(chr(byte) if 32 <= byte < 127 and chr(byte) not in "^~_\\" else f"_{byte:02X}" for byte in plain)


def _label(code: str, picture: str) -> str:
    return (
        f"^XA^CI28^PW{WIDTH}^LL{HEIGHT}^LH0,0^BY{BAR_DOTS}\n"
        f"^FO{LEFT},{TOP}^BCN,{BAR_HEIGHT},N,N,N,A^FD{code}^FS\n"
        f"^FO{LEFT},{BELOW}^BXN,{CELL_DOTS},200^FD{code}^FS\n"
        f"^FO{BESIDE},{BELOW}^A0N,26,24^FH_^FD{escaped(rules.spaced(code))}^FS\n"
        f"^FO{BESIDE},{BELOW + 28}{picture}^FS\n"
        "^XZ\n"
    )


@cache
def _picture(word: str) -> str:
    """One word as a graphic field: a bit for each dot, rows filled to whole bytes."""
    font = ImageFont.truetype(font_files_ttf["SourceSansPro"], 26)
    _, _, right, bottom = font.getbbox(word)
    width, height = -(-int(right + 1) // 8) * 8, int(bottom + 1)
    image = Image.new("1", (width, height), 0)
    ImageDraw.Draw(image).text((0, 0), word, font=font, fill=1)
    row, bits = width // 8, image.tobytes()
    return f"^GFA,{len(bits)},{len(bits)},{row},{bits.hex().upper()}"
