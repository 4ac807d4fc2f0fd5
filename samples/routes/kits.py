"""The kits of a day: given, printed, spoiled, taken back, and where each one is."""

from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

import labels
from core.i18n import N_, gettext
from core.web import Visit, get, post
from samples import commands, queries
from samples.routes.days import status_tag
from samples.rules import ACTIVE, FATE_WORDS, DayStatus, KitFate
from samples.rules.days import check_writable, kits_short

TAGS = {KitFate.given: "plain", KitFate.used: "thread", KitFate.spoiled: "stop", KitFate.returned: "wait"}
SHOWN = 200


class DayKits(Controller):
    path = "/ngay/{code:str}/kit"

    @get("/", needs="days.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        day = queries.day_view(visit.session, queries.seen_day(visit.work, code))
        kits = queries.kits_of(visit.session, day.id)
        chosen = visit.query.get("xem", "")
        listed = [kit for kit in kits if chosen in ("", kit.fate)]
        left = [kit.code for kit in kits if kit.fate is KitFate.given]
        rows = [SimpleNamespace(kit=kit, kind=TAGS[kit.fate], words=gettext(FATE_WORDS[kit.fate])) for kit in listed[:SHOWN]]
        page = SimpleNamespace(
            day=day, tag=status_tag(day.status), active=day.status in ACTIVE, may=visit.actor.may("days.plan"), may_print=visit.actor.may("labels.print"),
            may_people=visit.actor.may("families.see"),
            short=kits_short(day.kits, day.numbers.given, day.numbers.expected), sheets=labels.sheet_words(), chosen=chosen, rows=rows,
            more=max(0, len(listed) - SHOWN),
            unprinted=len(labels.never_printed(visit.session, left)), left=len(left),
        )
        return visit.page("samples/kits.html", page)

    @post("/", needs="days.plan", again="show")
    def give(self, visit: Visit, code: str) -> Response[Any]:
        first = visit.form.text("first", required=True)
        visit.form.check()
        given, passed = commands.give_kits(visit.work, code, first, visit.form.text("last"))
        said = N_("%(kits)s kits are given to this day; %(passed)s codes between were not free and were passed over.") if passed else N_(
            "%(kits)s kits are given to this day.")
        return visit.go(f"/ngay/{code}/kit", said=said, kits=given, passed=passed)

    @post("/moi", needs="labels.print", again="show")
    def fresh(self, visit: Visit, code: str) -> Response[Any]:
        kits = visit.form.number("kits", required=True)
        visit.form.check()
        made = commands.give_new_kits(visit.work, code, kits or 0)
        return visit.go(f"/ngay/{code}/kit", said=N_("%(kits)s new kits are given to this day. Print their labels now."), kits=len(made))

    @post("/in", needs="labels.print", again="show")
    def labels_of_day(self, visit: Visit, code: str) -> Response[Any]:
        """The labels of the kits that are still there: those never printed, or all of them once more."""
        row = queries.seen_day(visit.work, code, lock=True)
        check_writable(code, DayStatus(row.status))
        left = [kit.code for kit in queries.kits_of(visit.session, row.id) if kit.fate is KitFate.given]
        again = visit.form.text("which") == "all"
        codes = left if again else labels.never_printed(visit.session, left)
        if not codes:
            visit.form.fields["which"] = N_("Every label of these kits was printed already. Choose “all of them” to print them again.")
        sheet = visit.form.text("sheet", required=True)
        visit.form.check()
        made = labels.kit_labels(codes, sheet, visit.form.text("start_at") or 1)
        labels.printed(visit.work, codes, "again" if again else "new")
        return visit.file(made, *labels.file_kind(sheet, code), inline=False)

    @post("/hong", needs="desk.use", again="show")
    def spoil(self, visit: Visit, code: str) -> Response[Any]:
        text = visit.form.text("spoiled", required=True)
        visit.form.check()
        commands.spoil_kit(visit.work, code, text, visit.form.text("reason"))
        return visit.go(f"/ngay/{code}/kit", said=N_("Kit %(code)s is spoiled and will not be used."), code=labels.spaced(labels.read_code(text)))

    @post("/tra", needs="days.plan", again="show")
    def take_back(self, visit: Visit, code: str) -> Response[Any]:
        first = visit.form.text("back_first", required=True)
        visit.form.check()
        kits = commands.take_back(visit.work, code, first, visit.form.text("back_last"))
        return visit.go(f"/ngay/{code}/kit", said=N_("%(kits)s kits are back in the store."), kits=kits)
