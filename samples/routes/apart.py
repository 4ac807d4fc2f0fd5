"""Pages of samples that wait to be destroyed or given back, because the consent under them is gone (domain.md R3)."""

from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

import labels
from core import clock
from core.errors import NotFound
from core.i18n import N_, gettext
from core.web import Visit, get, post
from samples import commands, queries
from samples.rules import PARTING_WORDS, Parting

HINTS = {
    Parting.destroy: N_("By the rule for clinical waste, before a witness."),
    Parting.give_back: N_("Into the hands of the person or the legal representative, who signs the minutes."),
    Parting.destroy_there: N_("The laboratory's letter has a number; write it below."),
}
LATE, SOON = "stop", "wait"


class ApartTubes(Controller):
    path = "/mau/cho-huy"

    @get("/", needs="samples.see")
    def index(self, visit: Visit) -> Response[Any]:
        rows = [(each, _mark(each)) for each in queries.waiting_apart(visit.session, visit.actor.communes)]
        return visit.page("samples/apart.html", SimpleNamespace(rows=rows, may_part=visit.actor.may("samples.correct")))

    @get("/{code:str}", needs="samples.correct")
    def ask(self, visit: Visit, code: str) -> Response[Any]:
        tube = _waiting(visit, code)
        likely = Parting.destroy_there if tube.at_laboratory else ""
        ways = [(way.value, gettext(words), gettext(HINTS[way])) for way, words in PARTING_WORDS.items()]
        page = SimpleNamespace(tube=tube, mark=_mark(tube), ways=ways, likely=likely, today=clock.today(), here=visit.actor.name)
        return visit.page("samples/part.html", page)

    @post("/{code:str}", needs="samples.correct", again="ask")
    def part(self, visit: Visit, code: str) -> Response[Any]:
        tube, form = _waiting(visit, code), visit.form
        how, held_on = form.text("how", required=True), form.day("held_on", required=True)
        done_by, witness = form.text("done_by", required=True), form.text("witness", required=True)
        if how and how not in list(Parting):
            form.fields["how"] = N_("Please choose one of the answers.")
        form.check()
        assert held_on
        commands.part_with(visit.work, tube.code, commands.PartingFacts(Parting(how), held_on, done_by, witness, form.text("paper_no")))
        back = how == Parting.give_back
        said = N_("It is written down that sample %(code)s was given back.") if back else N_("It is written down that sample %(code)s was destroyed.")
        return visit.go("/mau/cho-huy", said=said, code=labels.spaced(tube.code))


def _waiting(visit: Visit, code: str) -> queries.Apart:
    """A tube that waits, inside the viewer's communes; any other is not found."""
    for each in queries.waiting_apart(visit.session, visit.actor.communes):
        if each.code == code.upper():
            visit.work.saw(f"sample:{each.code}")
            return each
    raise NotFound()


def _mark(tube: queries.Apart) -> str:
    left = (tube.due_on - clock.today()).days
    return LATE if left < 0 else SOON if left <= 3 else "plain"
