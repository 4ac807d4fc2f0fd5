"""`/lien-lac`: what goes to families, what did not reach them, and what a person does about it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Response

from core import clock, exports
from core.i18n import N_, gettext
from core.web import Visit, get, open_file, post
from notifications import commands, queries

TABS = [("can-lam", N_("To do")), ("chua-den", N_("Not reached")), ("cho-gui", N_("Waiting to be sent")), ("da-gui", N_("Sent, handed over")),
        ("da-huy", N_("Cancelled"))]


@dataclass(frozen=True)
class OutboxPage:
    tabs: list[tuple[str, str, int]]
    view: str
    outbox: queries.Outbox
    stays_here: bool


@dataclass(frozen=True)
class MessagePage:
    message: queries.MessageView
    today: str


def _opened(visit: Visit, message_id: UUID) -> None:
    row = queries.message(visit.work, message_id)
    open_file(visit, f"donor:{row.donor_code}", {row.donor_id: row.donor_code})


class Messages(Controller):
    path = "/lien-lac"

    @get("/", needs="notices.send")
    def index(self, visit: Visit) -> Response[Any]:
        view = visit.query.get("xem", "")
        view = view if view in queries.views() else "can-lam"
        shown = queries.outbox(visit.work, view, visit.page_number())
        tabs = [(name, gettext(words), shown.counts[name]) for name, words in TABS]
        return visit.page("notifications/outbox.html", OutboxPage(tabs, view, shown, queries.stays_here(visit.session)))

    @get("/{message_id:uuid}", needs="notices.send")
    def show(self, visit: Visit, message_id: UUID) -> Response[Any]:
        return self._page(visit, message_id)

    @post("/{message_id:uuid}/xem-so", needs="notices.send", again="show")
    def reveal(self, visit: Visit, message_id: UUID) -> Response[Any]:
        """Shown in the answer itself and never in an address; gone when the page is left."""
        commands.reveal(visit.work, message_id)
        return self._page(visit, message_id, revealed=True)

    @staticmethod
    def _page(visit: Visit, message_id: UUID, *, revealed: bool = False) -> Response[Any]:
        _opened(visit, message_id)
        shown = queries.view(visit.work, message_id, revealed=revealed)
        return visit.page("notifications/message.html", MessagePage(shown, f"{clock.today():%d/%m/%Y}"))

    @post("/{message_id:uuid}/in", needs="notices.send", again="show")
    def print_letter(self, visit: Visit, message_id: UUID) -> Response[Any]:
        commands.print_letter(visit.work, message_id)
        return visit.go(f"/lien-lac/{message_id}", said=N_("The letter is ready. Open it, print it, and mark the day on which it was handed over."))

    @get("/{message_id:uuid}/thu", needs="notices.send")
    def letter(self, visit: Visit, message_id: UUID) -> Response[bytes]:
        _opened(visit, message_id)
        row, content = queries.message(visit.work, message_id), queries.letter(visit.work, message_id)
        taken = exports.printed(visit.work, "letter", content, name=f"thu-{message_id}.pdf", subject=f"donor:{row.donor_code}", rows=1)
        return visit.give(taken, inline=True)

    @post("/{message_id:uuid}/giao", needs="notices.send", again="show")
    def hand_over(self, visit: Visit, message_id: UUID) -> Response[Any]:
        on = visit.form.day("on", required=True)
        visit.form.check()
        assert on
        commands.hand_over(visit.work, message_id, on)
        return visit.go("/lien-lac", said=N_("Marked: the letter was handed over."))

    @post("/{message_id:uuid}/thu-giay", needs="notices.send", again="show")
    def to_letter(self, visit: Visit, message_id: UUID) -> Response[Any]:
        commands.to_letter(visit.work, message_id)
        return visit.go(f"/lien-lac/{message_id}", said=N_("A letter waits to be printed."))

    @post("/{message_id:uuid}/gui-lai", needs="notices.send", again="show")
    def try_again(self, visit: Visit, message_id: UUID) -> Response[Any]:
        commands.try_again(visit.work, message_id)
        return visit.go("/lien-lac?xem=cho-gui", said=N_("The e-mail will be tried again."))

    @post("/{message_id:uuid}/da-den", needs="notices.send", again="show")
    def arrived(self, visit: Visit, message_id: UUID) -> Response[Any]:
        commands.say_it_arrived(visit.work, message_id)
        return visit.go("/lien-lac", said=N_("Marked: the e-mail arrived."))

    @post("/{message_id:uuid}/da-noi", needs="notices.send", again="show")
    def spoke(self, visit: Visit, message_id: UUID) -> Response[Any]:
        commands.spoke(visit.work, message_id)
        return visit.go("/lien-lac", said=N_("Marked: talked with the family. Nobody waits for its call any more."))

    @post("/{message_id:uuid}/da-tham", needs="notices.send", again="show")
    def visited(self, visit: Visit, message_id: UUID) -> Response[Any]:
        commands.visited(visit.work, message_id)
        return visit.go("/lien-lac", said=N_("Marked: visited the family. Nobody waits for its call any more."))

    @post("/{message_id:uuid}/huy", needs="notices.send", again="show")
    def cancel(self, visit: Visit, message_id: UUID) -> Response[Any]:
        commands.cancel(visit.work, message_id)
        return visit.go("/lien-lac", said=N_("The message is cancelled. The family is still asked to call on its page."))


routes = [Messages]
