"""Pages of boxes: the grid, the scan and its answer, the seal; opening a box again, and losing one."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

import labels
from core import clock
from core.errors import HoiAmError, Malformed, Refused
from core.i18n import N_, gettext
from core.web import Visit, get, post
from samples import commands, queries
from samples.rules import BOX_WORDS, BoxStatus

ANSWER_WORDS = {
    "taken-out": N_("taken out again"), "consent-gone": N_("consent withdrawn"), "already-in-box": N_("in a box already"),
    "never-collected": N_("never written down"), "check-digits-wrong": N_("code misread"), "not-a-sample-code": N_("not a tube's code"),
    "box-full": N_("the box is full"),
}
SHOWN = 4


@dataclass(frozen=True)
class ScanLine:
    kind: str
    code: str
    words: str
    time: str
    undo: bool


@dataclass(frozen=True)
class Band:
    """The answer to the newest scan, across the whole width."""

    kind: str
    title: str
    text: str


def scan_line(scan: queries.ScanView) -> ScanLine:
    words = gettext(N_("cell %(cell)s"), cell=scan.cell) if scan.answer == "placed" else gettext(ANSWER_WORDS.get(scan.answer, N_("not placed")))
    kind = "good" if scan.answer == "placed" else "plain" if scan.answer == "taken-out" else "wait" if scan.answer == "already-in-box" else "stop"
    return ScanLine(kind, scan.sample_code, words, f"{clock.local(scan.at):%H:%M:%S}", scan.undo)


def band_of(scans: list[queries.ScanView], error: HoiAmError | None, typed: str) -> Band:
    if error:
        kind, read = "wait" if error.code == "already-in-box" else "stop", labels.spaced(labels.read_code(typed)) if labels.is_code(typed) else typed[:40]
        return Band(kind, gettext(N_("%(code)s: not placed"), code=read), error.sentence())
    if not scans or scans[0].answer not in ("placed", "taken-out"):
        return Band("thread", gettext(N_("Ready for the scanner")), gettext(N_("Scan a tube anywhere on this page; it gets the next cell.")))
    newest, code = scans[0], labels.spaced(scans[0].sample_code)
    if newest.answer == "taken-out":
        return Band("wait", gettext(N_("%(code)s: taken out"), code=code), gettext(N_("The tube waits for a box again. Nothing else was changed.")))
    text = gettext(N_("Its consent is in force, asked again at %(time)s"), time=f"{clock.local(newest.at):%H:%M}")
    return Band("good", gettext(N_("%(code)s: right, place it in cell %(cell)s"), code=code, cell=newest.cell), text)


def missing_for_seal(box: queries.BoxView) -> str:
    """What still keeps the box from being sealed, in one sentence; empty when nothing does."""
    if not box.count:
        return gettext(N_("The box is empty: place a tube first."))
    return gettext(N_("Take the tube in cell %(cells)s out first, then the box can be sealed."), cells=", ".join(box.withdrawn)) if box.withdrawn else ""


def cells_of(box: queries.BoxView, fresh: str) -> dict[str, Any]:
    state = {cell: "wrong" if cell in box.withdrawn else "fresh" if cell == fresh else "filled" for cell in box.cells}
    return {cell: SimpleNamespace(state=state[cell], text=labels.spaced(tube), href=f"/mau/{tube}") for cell, tube in box.cells.items()}


class Boxes(Controller):
    path = "/hop"

    @get("/", needs="samples.see")
    def index(self, visit: Visit) -> Response[Any]:
        counts, names = queries.filled(visit.session), {lab.id: lab for lab in queries.laboratories(visit.session)}
        boxes = [
            SimpleNamespace(box=box, words=gettext(BOX_WORDS[BoxStatus(box.status)]), count=counts.get(box.id, 0), laboratory=names[box.laboratory_id].name)
            for box in queries.boxes(visit.session)
        ]
        page = SimpleNamespace(
            boxes=boxes, laboratories=[(lab.code, lab.name) for lab in names.values()], tubes=queries.ageing_tubes(visit.session, visit.actor.communes),
            old_boxes=queries.ageing_boxes(visit.session), may_pack=visit.actor.may("samples.pack"), shown=12,
            newest=next((names[each.box.laboratory_id].code for each in boxes), ""),
        )
        return visit.page("samples/boxes.html", page)

    @post("/", needs="samples.pack", again="index")
    def open(self, visit: Visit) -> Response[Any]:
        box = commands.open_box(visit.work, visit.form.text("laboratory") or None)
        return visit.go(f"/hop/{box.code}", said=N_("Box %(code)s is open."), code=box.code)

    @get("/{code:str}", needs="samples.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        box = queries.box(visit.session, code)
        scans, scanned = queries.scans(visit.session, box), visit.error if "code" in visit.form.typed else None
        placed = next((scan for scan in scans if scan.undo), None)
        waiting = queries.ageing_tubes(visit.session, visit.actor.communes)
        page = SimpleNamespace(
            box=box, words=gettext(BOX_WORDS[BoxStatus(box.status)]), cells=cells_of(box, placed.cell if placed and placed is scans[0] else ""),
            scans=[scan_line(scan) for scan in scans], band=band_of(scans, scanned, visit.form.text("code")), scanned=bool(scanned), waiting=waiting[:SHOWN],
            waiting_count=len(waiting), missing=missing_for_seal(box), may_pack=visit.actor.may("samples.pack"),
        )
        return visit.page("samples/box.html", page, **({"typed": {}} if scanned else {}))

    @post("/{code:str}/quet", needs="samples.pack", again="show")
    def scan(self, visit: Visit, code: str) -> Response[Any]:
        """A refused scan changes nothing, yet stays in the list of the last five."""
        text = visit.form.text("code")
        try:
            commands.pack(visit.work, code, text)
        except (Refused, Malformed) as error:
            visit.session.rollback()
            commands.note_refused_scan(visit.work, code, text, error)
            visit.error = error
            page: Response[Any] = type(self).show.fn(self, visit=visit, code=code)
            return page
        return visit.go(f"/hop/{code}")

    @post("/{code:str}/bo-ra", needs="samples.pack", again="show")
    def unpack(self, visit: Visit, code: str) -> Response[Any]:
        commands.unpack(visit.work, code, visit.form.text("code_out"))
        return visit.go(f"/hop/{code}")

    @post("/{code:str}/niem", needs="samples.pack", again="show")
    def seal(self, visit: Visit, code: str) -> Response[Any]:
        number = visit.form.text("seal_no", required=True)
        visit.form.check()
        commands.seal(visit.work, code, number)
        return visit.go(f"/hop/{code}", said=N_("Box %(code)s is sealed."), code=code)

    @post("/{code:str}/mo-lai", needs="samples.pack", again="show")
    def reopen(self, visit: Visit, code: str) -> Response[Any]:
        reason = visit.form.text("reopen_reason", required=True)
        visit.form.check()
        commands.reopen_box(visit.work, code, reason)
        return visit.go(f"/hop/{code}", said=N_("Box %(code)s is open again; it needs a new seal."), kind="wait", code=code)

    @post("/{code:str}/that-lac", needs="samples.ship", again="show")
    def lose(self, visit: Visit, code: str) -> Response[Any]:
        reason = visit.form.text("lost_reason", required=True)
        visit.form.check()
        count = commands.lose_box(visit.work, code, reason)
        return visit.go(f"/hop/{code}", said=N_("Box %(code)s is declared lost, with %(count)s tubes."), kind="stop", code=code, count=count)
