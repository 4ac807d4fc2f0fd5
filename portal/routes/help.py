"""Pages for everybody: the slip is lost, and how to take consent back."""

from typing import Any

from litestar import Controller, Response

from core import office
from core.i18n import current_language
from core.web import PUBLIC, Visit, get
from portal import papers


class Help(Controller):
    path = "/gia-dinh"

    @get("/mat-phieu", needs=PUBLIC)
    def lost(self, visit: Visit) -> Response[Any]:
        return visit.page("portal/lost.html")

    @get("/rut-dong-thuan", needs=PUBLIC)
    def withdraw(self, visit: Visit) -> Response[Any]:
        return visit.page("portal/withdraw.html", office.number(visit.session, "withdrawal_days"))

    @get("/don-rut-dong-thuan.pdf", needs=PUBLIC)
    def form(self, visit: Visit) -> Response[bytes]:
        """The same blank form for everybody; it is filled in by hand."""
        said = papers.Office(*(office.get(visit.session, key) for key in ("office_name", "callback_number", "callback_hours", "withdrawal_days")))
        name = "don-rut-dong-thuan.pdf" if current_language() == "vi" else "withdrawal-of-consent.pdf"
        return visit.file(papers.withdrawal_form(said), "application/pdf", name)
