"""A picture that somebody sent, opened without trusting it.

What it is, its bytes say and not its name; only the few kinds that telephones and browsers make are opened at all, because the library also
knows kinds whose readers start other programs (EPS) or are seldom looked at. How large it is, its first bytes say too, and that is asked
before a single dot is decoded: a file of 40 KB can claim a hundred thousand dots on each side.
"""

from io import BytesIO

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import Malformed
from core.i18n import N_

KINDS = ("JPEG", "PNG", "WEBP")
LARGEST = 12 * 1024 * 1024
MOST_DOTS = 60_000_000
"""A telephone's largest everyday picture is 50 million dots."""
LONGEST_SIDE = 2400
"""To look for codes a telephone's picture is made smaller first: a code's modules stay several dots wide, and an old laptop answers in a moment."""


class NotAPicture(Malformed):
    message = N_("This file is not a photo that can be read. Nothing was kept. Send a photo as JPG, PNG or WebP.")


class PictureTooLarge(Malformed):
    message = N_("This photo is too large. Nothing was kept. Take it again with the ordinary setting of the camera: at most 12 MB and 60 million dots.")


def opened(content: bytes, *, kinds: tuple[str, ...] = KINDS, most_dots: int = MOST_DOTS) -> Image.Image:
    """The picture, decoded whole. Raises NotAPicture or PictureTooLarge."""
    if len(content) > LARGEST:
        raise PictureTooLarge()
    try:
        image = Image.open(BytesIO(content), formats=kinds)
        if image.width * image.height > most_dots:
            raise PictureTooLarge()
        image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureTooLarge() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise NotAPicture() from None
    return image


def squares(content: bytes) -> list[str]:
    """What the QR codes in a photo say, read in memory and forgotten. Raises what `opened` refuses."""
    upright = ImageOps.exif_transpose(opened(content)).convert("L")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return [found.text for found in zxingcpp.read_barcodes(upright, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))]
