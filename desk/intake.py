"""A photo of a card, read in memory and forgotten: nothing of it touches a disk (DESIGN §3)."""

from core import people, pictures
from core.errors import Refused
from core.i18n import N_


class PhotoUnreadable(Refused):
    message = N_("This photo holds no square code that can be read. Nothing was kept. Hold the card flat and in the light, nearer, and try again; "
                 "or type the form.")


def read_photo(content: bytes) -> people.CardReading:
    """The card in a photo. Raises PhotoUnreadable, or the refusals of `pictures.opened` and `people.read_card`."""
    found = pictures.squares(content)
    if not found:
        raise PhotoUnreadable()
    return people.read_card(found[0])
