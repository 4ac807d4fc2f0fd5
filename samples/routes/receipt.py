"""The laboratory's receipt as a page: each tube accepted, rejected, missing; tubes that are on no list; saved in part and gone on with."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from litestar import Controller, Response

from core.errors import Malformed
from core.i18n import N_, gettext
from core.web import Visit, get, post
from samples import commands, queries, rules
from samples.commands import Said
from samples.rules import SETTLEMENT_WORDS, STATUS_WORDS, SampleStatus, Settlement, ShipmentStatus, Verdict

VERDICT_WORDS = [(Verdict.accepted, N_("accepted")), (Verdict.rejected, N_("rejected")), (Verdict.missing, N_("missing"))]
KINDS = {"accepted": "good", "rejected": "wait", "missing": "wait", "lost": "stop", "quarantined": "stop", "destroyed": "plain", "returned": "plain"}


def said_in(visit: Visit, lines: list[queries.ReceiptLine]) -> list[Said]:
    """What was marked on the page; unmarked tubes wait, or count as accepted when "all the rest" is ticked."""
    rest, said = visit.form.flag("rest_accepted"), []
    for line in lines:
        verdict = visit.form.text(f"v-{line.sample_code}") or (Verdict.accepted if rest and line.status == SampleStatus.dispatched else "")
        if verdict and line.asked:
            if verdict not in list(Verdict):
                raise Malformed()
            said.append(Said(line.sample_code, Verdict(verdict), visit.form.text(f"r-{line.sample_code}")))
    if visit.form.text("unlisted_code"):
        said.append(Said(visit.form.text("unlisted_code"), Verdict.not_listed, visit.form.text("unlisted_note")))
    return said


def questions(visit: Visit, shipment_id: UUID | None) -> list[Any]:
    shown = queries.discrepancies(visit.session, shipment_id)
    shown = shown if shipment_id else [each for each in shown if not each.shipment_code]
    return [SimpleNamespace(view=each, how=gettext(SETTLEMENT_WORDS[Settlement(each.how)]) if each.how else "") for each in shown]


class Receipts(Controller):
    path = "/lo"

    @get("/{code:str}/nhan", needs="samples.receive")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        shipment = queries.shipment(visit.session, code)
        lines = queries.receipt_lines(visit.session, shipment.id)
        words = {line.sample_code: gettext(STATUS_WORDS[SampleStatus(line.status)]) for line in lines}
        counts = {status: sum(line.status == status for line in lines) for status in ("dispatched", "accepted", "rejected", "missing")}
        page = SimpleNamespace(
            shipment=shipment, lines=lines, words=words, kinds=KINDS, counts=counts, verdicts=[(v.value, gettext(w)) for v, w in VERDICT_WORDS],
            sent=shipment.status != ShipmentStatus.packed, asked=[line for line in lines if line.asked], said=[line for line in lines if not line.asked],
            questions=questions(visit, shipment.id), settlements=[(each.value, gettext(w)) for each, w in SETTLEMENT_WORDS.items()],
        )
        return visit.page("samples/receipt.html", page)

    @post("/{code:str}/nhan", needs="samples.receive", again="show")
    def save(self, visit: Visit, code: str) -> Response[Any]:
        shipment = queries.shipment(visit.session, code)
        said = said_in(visit, queries.receipt_lines(visit.session, shipment.id))
        if not said:
            raise rules.NothingSaid()
        changed = commands.record_receipt(visit.work, said, code)
        waiting = sum(line.status == "dispatched" for line in queries.receipt_lines(visit.session, shipment.id))
        return visit.go(f"/lo/{code}/nhan", said=N_("Saved for %(changed)s tubes; %(waiting)s still wait for the laboratory's word."), changed=changed,
                        waiting=waiting)

    @get("/ngoai-bang-ke", needs="samples.receive")
    def unlisted(self, visit: Visit) -> Response[Any]:
        """Tubes of a workbook that names no shipment."""
        page = SimpleNamespace(questions=questions(visit, None), settlements=[(each.value, gettext(w)) for each, w in SETTLEMENT_WORDS.items()])
        return visit.page("samples/unlisted.html", page)

    @post("/ngoai-bang-ke/{discrepancy_id:uuid}", needs="samples.receive", again="unlisted_one")
    def settle(self, visit: Visit, discrepancy_id: UUID) -> Response[Any]:
        how = visit.form.text("how", required=True)
        visit.form.check()
        if how not in list(Settlement):
            raise Malformed()
        row = commands.settle(visit.work, discrepancy_id, Settlement(how), visit.form.text("settle_note"))
        back = next((f"/lo/{s.code}/nhan" for s in queries.shipments(visit.session) if s.id == row.shipment_id), "/lo/ngoai-bang-ke")
        return visit.go(back, said=N_("The question of tube %(code)s is settled."), code=row.sample_code)

    @get("/ngoai-bang-ke/{discrepancy_id:uuid}", needs="samples.receive")
    def unlisted_one(self, visit: Visit, discrepancy_id: UUID) -> Response[Any]:
        page: Response[Any] = type(self).unlisted.fn(self, visit=visit)
        return page
