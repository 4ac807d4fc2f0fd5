"""Pages of collection days: all of them, one of them, and what may be done with it next."""

from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

from core import auth, files
from core.i18n import N_, gettext
from core.names import fold
from core.places import unit_name
from core.web import Visit, get, post
from samples import commands, queries
from samples.models import CollectionDay
from samples.rules import DAY_KIND_WORDS, DAY_WORDS, DUTIES, DayKind, DayStatus
from samples.rules.days import kits_short

D = DayStatus
TAGS = {D.planned: "wait", D.open: "lotus", D.closed: "good", D.cancelled: "plain"}
SHELVES = {"": N_("All days"), "sap-toi": N_("Planned and open"), "da-dong": N_("Closed days")}
ON_SHELF = {"": tuple(D), "sap-toi": (D.planned, D.open), "da-dong": (D.closed, D.cancelled)}
EVENT_WORDS = {D.planned: N_("Planned"), D.open: N_("Opened"), D.closed: N_("Closed"), D.cancelled: N_("Cancelled")}
SHOWN = 60


def status_tag(status: str) -> SimpleNamespace:
    return SimpleNamespace(kind=TAGS[D(status)], words=gettext(DAY_WORDS[D(status)]))


def _fits(row: CollectionDay, wanted: str) -> bool:
    return all(word in fold(f"{row.code} {row.place} {unit_name(row.commune_code)} {row.lead_unit}") for word in fold(wanted).split())


def _stations(day: queries.DayView) -> list[SimpleNamespace]:
    """The road of a day: planned, kits there, open, closed."""
    n, kits = day.numbers, not kits_short(day.kits, day.numbers.given, day.numbers.expected)
    done = [True, bool(n.given) and kits, bool(n.expected), day.status in (D.open, D.closed), day.status == D.closed]
    words = [N_("The plan"), N_("Kits"), N_("List"), N_("Open the day"), N_("Close the day")]
    first = next((place for place, reached in enumerate(done) if not reached), None)
    return [
        SimpleNamespace(word=gettext(word), state="done" if reached else "current" if place == first and day.status != D.cancelled else "ahead")
        for place, (word, reached) in enumerate(zip(words, done, strict=True))
    ]


class Days(Controller):
    path = "/ngay"

    @get("/", needs="days.see")
    def index(self, visit: Visit) -> Response[Any]:
        shelf, wanted = visit.query.get("xem", ""), visit.query.get("tim", "")
        mine = queries.days(visit.session, visit.actor.communes)
        rows = [row for row in mine if row.status in ON_SHELF.get(shelf, ON_SHELF[""]) and _fits(row, wanted)]
        counts = queries.day_counts(visit.session, rows[:SHOWN])
        shown = [
            SimpleNamespace(day=row, tag=status_tag(row.status), kind=gettext(DAY_KIND_WORDS[DayKind(row.kind)]), counts=counts[row.id]) for row in rows[:SHOWN]
        ]
        shelves = [(f"/ngay?xem={key}", gettext(words), key == shelf) for key, words in SHELVES.items()]
        page = SimpleNamespace(
            days=shown, any=bool(mine), shelves=shelves, wanted=wanted, shelf=shelf, more=max(0, len(rows) - SHOWN), may_plan=visit.actor.may("days.plan"),
            may_print=visit.actor.may("labels.print"))
        page.stock = queries.stock(visit.session) if page.may_print else None
        return visit.page("samples/days.html", page)

    @get("/{code:str}", needs="days.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        row = queries.seen_day(visit.work, code)
        day = queries.day_view(visit.session, row)
        names = {account.id: account.name for account in auth.accounts(visit.session)}
        taken = queries.slots_taken(queries.on_list(visit.session, row.id))
        events = [
            SimpleNamespace(at=each.occurred_at, words=gettext(EVENT_WORDS[D(each.status)]), code="", href=None,
                            who=" · ".join(filter(None, (names.get(each.actor_id, ""), each.reason))))
            for each in queries.day_events(visit.session, row.id)
        ]
        page = SimpleNamespace(
            day=day, tag=status_tag(day.status), stations=_stations(day), lead=names.get(day.lead_id, ""), events=events,
            team=[(gettext(words), day.team.get(duty, "")) for duty, words in DUTIES.items()], handovers=queries.handovers(visit.session, row.id),
            short=kits_short(day.kits, day.numbers.given, day.numbers.expected),
            slots=[SimpleNamespace(hour=hour, places=places, taken=taken.get(hour, 0)) for hour, places in day.slots.items()],
            corrected=day.numbers != queries.numbers(visit.session, row.id),
            may={need: visit.actor.may(need) for need in ("days.plan", "days.reopen", "families.see", "desk.use")},
        )
        return visit.page("samples/day.html", page)

    @post("/{code:str}/mo", needs="days.plan", again="show")
    def open(self, visit: Visit, code: str) -> Response[Any]:
        commands.open_day(visit.work, code)
        return visit.go(f"/ngay/{code}", said=N_("Day %(code)s is open."), code=code)

    @post("/{code:str}/huy", needs="days.plan", again="show")
    def cancel(self, visit: Visit, code: str) -> Response[Any]:
        commands.cancel_day(visit.work, code, visit.form.text("cancel_reason"))
        return visit.go(f"/ngay/{code}", said=N_("Day %(code)s is cancelled; its kits may be given to another day."), code=code)

    @post("/{code:str}/mo-lai", needs="days.reopen", again="show")
    def reopen(self, visit: Visit, code: str) -> Response[Any]:
        commands.reopen_day(visit.work, code, visit.form.text("reopen_reason"))
        return visit.go(f"/ngay/{code}", said=N_("Day %(code)s is open again. Close it once more when what was forgotten is written down."), code=code)

    @get("/{code:str}/bien-ban/{version:int}", needs="days.see")
    def handover(self, visit: Visit, code: str, version: int) -> Response[Any]:
        row = queries.seen_day(visit.work, code)
        record = next((each for each in queries.handovers(visit.session, row.id) if each.version == version), None)
        if record is None:
            raise queries.NotFound()
        visit.work.audit("samples.handover_printed", f"day:{code}", version=version)
        return visit.file(files.content(visit.session, record.file_id), "application/pdf", f"{code}-v{version}.pdf")
