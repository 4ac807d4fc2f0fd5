"""The desk of a day: which day, who is expected, who came."""

from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

import families
from core import people
from core.i18n import N_, gettext
from core.web import Visit, get, post
from desk import commands, queries, rules
from desk.routes.person import PersonStone, card_values, show_walk_in

A_PAGE = 60
"""Lines that a phone loads at once; whoever stands further down is found by name."""
FILTERS = ("", "waiting", "came", "sampled", "refused", "deferred")


class Desk(Controller):
    path = "/ban"

    @get("/", needs="desk.use")
    def days(self, visit: Visit) -> Response[Any]:
        """One open day is the day; several are chosen from."""
        open_days = queries.open_days(visit.work)
        if len(open_days) == 1 and "moi" not in visit.query:
            return visit.go(f"/ban/{open_days[0].code}")
        return visit.page("desk/days.html", SimpleNamespace(days=open_days, coming=queries.coming_days(visit.work)))

    @get("/{day:str}", needs="desk.use")
    def show(self, visit: Visit, day: str) -> Response[Any]:
        state = visit.query.get("loc", "")
        return _board_page(visit, day, state=state if state in FILTERS else "")

    @post("/{day:str}/tim", needs="desk.use", again="show")
    def find(self, visit: Visit, day: str) -> Response[Any]:
        """A name without marks, a number, or the text of a card: whoever it is, they land at their stone."""
        text = visit.form.text("tim")
        if "|" in text:
            return self._card(visit, day, people.read_card(text))
        return _board_page(visit, day, text=text)

    def _card(self, visit: Visit, day: str, card: people.CardReading) -> Response[Any]:
        known = {hit.donor_code for hit in families.find_relatives(visit.work, card.citizen_id)}
        listed = [line for line in queries.on_the_list(visit.work, day).lines if line.donor_code in known]
        if listed:
            return PersonStone.page_of(visit, queries.seat(visit.work, day, listed[0].donor_code), card_values(card), card=card)
        return show_walk_in(visit, day, card_values(card), card=card)

    @post("/{day:str}/them", needs="families.write", again="show")
    def put_on_list(self, visit: Visit, day: str) -> Response[Any]:
        code = commands.put_on_list(visit.work, day, visit.form.text("donor"))
        return visit.go(f"/ban/{day}/{code}/nguoi")

    @get("/{day:str}/{donor:str}", needs="desk.use")
    def go_on(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        """Wherever this person stood."""
        seat = queries.seat(visit.work, day, donor)
        return visit.go(f"{seat.path}/{rules.where(seat.now)}")


def _board_page(visit: Visit, day: str, *, state: str = "", text: str = "") -> Response[Any]:
    board = queries.on_the_list(visit.work, day)
    lines = queries.chosen(board.lines, state=state, text=text)
    listed = {line.donor_code for line in board.lines}
    beyond = [hit for hit in families.find_relatives(visit.work, text) if hit.donor_code not in listed] if text else []
    if text and not lines:
        by_number = {hit.donor_code for hit in families.find_relatives(visit.work, text)} & listed
        lines = [line for line in board.lines if line.donor_code in by_number]
    last = max(1, -(-len(lines) // A_PAGE))
    number = min(last, visit.page_number())
    part = lines[(number - 1) * A_PAGE : number * A_PAGE]
    queries.looked_at(visit.work, part)
    shown = [SimpleNamespace(line=line, word=gettext(rules.STATE_WORDS[line.state]), kind=rules.STATE_KINDS[line.state]) for line in part]
    figures = [
        (gettext(N_("expected")), len(board.lines), "", f"/ban/{day}", not state),
        *((gettext(rules.STATE_WORDS[each]), board.counts.get(each, 0), "", f"/ban/{day}?loc={each}", state == each) for each in FILTERS[1:]),
    ]
    page = SimpleNamespace(board=board, lines=shown, beyond=beyond, text=text, state=state, figures=figures, number=number, last=last,
                           may_write=visit.actor.may("families.write"))
    return visit.page("desk/board.html", page, typed={"tim": text})
