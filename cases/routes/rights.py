"""The rights desk: the list, one request, taking one from a person's file, its letters, and the copy of the data."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Response

import consent
from cases import commands, queries
from cases.queries.rights import needed
from core import clock, exports, files
from core.errors import NotFound
from core.i18n import gettext
from core.web import Visit, get, must_see, post

rights = consent.rights
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class TakePage:
    donor_code: str
    name: str
    kinds: Choices
    channels: Choices
    today: str
    open: list[consent.RequestView]


@dataclass(frozen=True)
class OnePage:
    it: queries.RequestPage
    checks: Choices
    refusals: Choices
    extensions: Choices
    receivers: Choices


def _choices(words: dict[Any, str]) -> Choices:
    return [(key.value, gettext(text)) for key, text in words.items()]


class Rights(Controller):
    path = "/quyen"

    @get("/", needs="rights.take")
    def desk(self, visit: Visit) -> Response[Any]:
        return visit.page("cases/rights.html", queries.desk_page(visit.work, everything=visit.query.get("xem") == "tat-ca"))

    @get("/moi/{donor_code:str}", needs="rights.take")
    def ask(self, visit: Visit, donor_code: str) -> Response[Any]:
        person = queries.who_asks(visit.work, donor_code)
        taken = [each for each in consent.requests_of(visit.session, person.donor_id) if each.open]
        page = TakePage(person.donor_code, person.name, _choices(rights.KIND_WORDS), _choices(rights.CHANNEL_WORDS), f"{clock.today():%d/%m/%Y}", taken)
        return visit.page("cases/rights_take.html", page)

    @post("/moi/{donor_code:str}", needs="rights.take", again="ask")
    def take(self, visit: Visit, donor_code: str) -> Response[Any]:
        form = visit.form
        said = commands.Said(
            form.text("kind", required=True), form.text("channel", required=True), form.day("received_on", required=True),
            form.text("asked", required=True), form.text("representative"), form.text("basis"),
        )
        form.check()
        row = commands.take_request(visit.work, donor_code, said)
        return visit.go(f"/quyen/{row.code}", said=rights.TAKEN, code=row.code)

    @get("/{code:str}", needs="rights.take")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        receivers = [(exports.Receiver.family.value, gettext(exports.RECEIVER_WORDS[exports.Receiver.family]))]
        page = OnePage(queries.request_page(visit.work, code), _choices(rights.CHECK_WORDS), _choices(rights.REFUSAL_WORDS),
                       _choices(rights.EXTENSION_WORDS), receivers)
        return visit.page("cases/rights_request.html", page)

    @post("/{code:str}/buoc", needs="rights.take", again="show")
    def step(self, visit: Visit, code: str) -> Response[Any]:
        asked, row = visit.form.text("step"), consent.request(visit.session, code)
        must_see(visit.work, row.donor_id)
        if asked not in list(consent.Step):
            raise rights.StepNotNow()
        step = consent.Step(asked)
        visit.actor.must(needed(consent.RequestKind(row.kind), step))
        commands.lead_request(visit.work, row, step, visit.form.text("word"), visit.form.text("note"))
        return visit.go(f"/quyen/{row.code}", said=rights.STEP_SAID[step], code=row.code)

    @get("/{code:str}/bien-nhan", needs="rights.take")
    def receipt(self, visit: Visit, code: str) -> Response[bytes]:
        row = consent.request(visit.session, code)
        return self._paper(visit, row, row.receipt_file_id, f"{row.code}-bien-nhan.pdf")

    @get("/{code:str}/giay/{step_id:uuid}", needs="rights.take")
    def letter(self, visit: Visit, code: str, step_id: UUID) -> Response[bytes]:
        row = consent.request(visit.session, code)
        return self._paper(visit, row, consent.letter_of(visit.session, row.id, step_id), f"{row.code}-tra-loi.pdf")

    @post("/{code:str}/ban-sao", needs="rights.handle", again="show")
    def copy(self, visit: Visit, code: str) -> Response[Any]:
        """The copy leaves by the one door: counted, marked, locked for the family."""
        taken = commands.take_copy(visit.work, code, visit.form.text("form"))
        return visit.give(taken, back=f"/quyen/{code.strip().upper()}")

    @staticmethod
    def _paper(visit: Visit, row: consent.DataRequest, file_id: UUID | None, name: str) -> Response[bytes]:
        must_see(visit.work, row.donor_id)
        if file_id is None:
            raise NotFound()
        visit.work.saw(f"donor:{consent.donor(visit.session, row.donor_id).code}", "rights request")
        return visit.file(files.content(visit.session, file_id), "application/pdf", name)
