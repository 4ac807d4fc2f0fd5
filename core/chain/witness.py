"""The head on paper: a square for the camera, the same line for the eye, and what it is good for in one sentence."""

from reportlab.platypus import Flowable

from core import paper
from core.chain.heads import read_head
from core.i18n import N_, gettext


def witness(printed: str, side_mm: float = 22) -> Flowable:
    """What goes on a paper beside its signatures; `printed` is `Head.printed` of the moment when the paper was frozen."""
    said = gettext(
        N_("Seal of the log No. %(number)s. Keep this paper: it shows that the log in the computer was not altered."), number=read_head(printed).seq,
    )
    return paper.qr(printed, side_mm=side_mm, caption=f"{said}\n{printed}")
