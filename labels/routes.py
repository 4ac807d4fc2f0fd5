"""Printing kit labels for any day or none, printing some again, and taking a code out of use."""

from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

from core.i18n import N_
from core.web import Visit, get, post
from labels import commands, papers, queries, rules


class Labels(Controller):
    path = "/nhan"

    @get("/", needs="labels.print")
    def index(self, visit: Visit) -> Response[Any]:
        words = dict(rules.sheet_words())
        batches = [SimpleNamespace(batch=batch, sheet=words.get(batch.sheet or "", "")) for batch in queries.batches(visit.session)]
        return visit.page("labels/labels.html", SimpleNamespace(batches=batches, sheets=rules.sheet_words()))

    @post("/", needs="labels.print", again="index")
    def new(self, visit: Visit) -> Response[Any]:
        """Fresh codes and their labels in one file."""
        kits, sheet = visit.form.number("kits", required=True), visit.form.text("sheet", required=True)
        visit.form.check()
        codes = commands.issue(visit.work, kits or 0, sheet)
        made = papers.kit_labels(codes, sheet, visit.form.text("start_at") or 1)
        commands.printed(visit.work, codes, "new")
        return visit.file(made, *rules.file_kind(sheet, f"{codes[0]}-{codes[-1]}"), inline=False)

    @post("/in-lai", needs="labels.print", again="index")
    def again(self, visit: Visit) -> Response[Any]:
        """Labels that jammed or tore. Whether somebody's tube may be printed again is asked now (law 7)."""
        first, reason, sheet = (visit.form.text(name, required=True) for name in ("first", "reason", "sheet_again"))
        visit.form.check()
        codes = queries.codes_between(visit.session, rules.read_code(first), rules.read_code(visit.form.text("last") or first))
        if not codes:
            raise rules.NeverIssued(code=rules.spaced(rules.read_code(first)))
        made = papers.kit_labels(codes, sheet, visit.form.text("start_again") or 1)
        commands.printed(visit.work, codes, reason)
        return visit.file(made, *rules.file_kind(sheet, f"{codes[0]}-{codes[-1]}"), inline=False)

    @post("/huy", needs="labels.print", again="index")
    def void(self, visit: Visit) -> Response[Any]:
        text = visit.form.text("void_code", required=True)
        visit.form.check()
        code = rules.read_code(text)
        commands.void(visit.work, code, visit.form.text("void_reason"))
        return visit.go("/nhan", said=N_("Code %(code)s is void and will never be used."), code=rules.spaced(code))


routes = [Labels]
