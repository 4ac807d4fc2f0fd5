"""A photo of a card, read in memory and forgotten: nothing of it touches a disk (DESIGN §3)."""

import zxingcpp
from PIL import ImageOps

from core import people, pictures
from core.errors import Refused
from core.i18n import N_

LONGEST_SIDE = 2400
"""A phone's picture is made smaller first: a card's modules stay several dots wide, and an old laptop answers in a moment."""


class PhotoUnreadable(Refused):
    message = N_("This photo holds no square code that can be read. Nothing was kept. Hold the card flat and in the light, nearer, and try again; "
                 "or type the form.")


def read_photo(content: bytes) -> people.CardReading:
    """The card in a photo. Raises PhotoUnreadable, or the refusals of `pictures.opened` and `people.read_card`."""
    upright = ImageOps.exif_transpose(pictures.opened(content)).convert("L")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    found = zxingcpp.read_barcodes(upright, formats=zxingcpp.BarcodeFormat.QRCode)
    if not found:
        raise PhotoUnreadable()
    return people.read_card(found[0].text)
