"""Pages of consent: the signed paper, withdrawing, and "entered wrongly"."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from litestar import Controller, Response

from consent import commands, papers, queries
from consent.models import ConsentRecord
from consent.rules import PURPOSE_WORDS, Standing
from core import files, office
from core.errors import NotFound
from core.i18n import N_, gettext
from core.web import Visit, get, must_see, open_file, post


@dataclass(frozen=True)
class WithdrawPage:
    donor_code: str
    standing: Standing
    answers: list[tuple[str, bool]]


class Consents(Controller):
    path = "/dong-thuan"

    @get("/{record_id:uuid}/ban-giay", needs="families.see")
    def paper(self, visit: Visit, record_id: UUID) -> Response[bytes]:
        record = visit.session.get(ConsentRecord, record_id)
        if record is None or record.pdf_file_id is None:
            raise NotFound()
        must_see(visit.work, record.donor_id)
        code = queries.donor(visit.session, record.donor_id).code
        open_file(visit, f"donor:{code}", {record.donor_id: code})
        visit.work.saw(f"donor:{code}", "consent paper")
        return visit.file(files.content(visit.session, record.pdf_file_id), "application/pdf", f"dong-thuan-{record_id}.pdf")

    @get("/ban-doc", needs="consent.take")
    def reading_copy(self, visit: Visit) -> Response[bytes]:
        """The text in force in large print; the same for everybody."""
        form, get_setting = queries.current_form(visit.session), partial(office.get, visit.session)
        kept = papers.Office(get_setting("office_name"), get_setting("form_code_consent"), get_setting("callback_number"), "")
        return visit.file(papers.reading_copy(form.body, form.version, kept), "application/pdf", "dong-thuan-ban-doc.pdf")

    @get("/rut/{donor_code:str}", needs="consent.withdraw")
    def ask(self, visit: Visit, donor_code: str) -> Response[Any]:
        person = queries.donor(visit.session, donor_code)
        must_see(visit.work, person.id)
        open_file(visit, f"donor:{person.code}", {person.id: person.code})
        now = queries.standing(visit.session, person.id)
        answers = [(gettext(PURPOSE_WORDS[purpose]), said) for purpose, said in now.answers.items()]
        visit.work.saw(f"donor:{person.code}", "withdrawal")
        return visit.page("consent/withdraw.html", WithdrawPage(person.code, now, answers))

    @post("/rut/{donor_code:str}", needs="consent.withdraw", again="ask")
    def withdraw(self, visit: Visit, donor_code: str) -> Response[Any]:
        person = queries.donor(visit.session, donor_code)
        must_see(visit.work, person.id)
        how = visit.form.text("how", required=True)
        visit.form.check()
        commands.withdraw(visit.work, person.id, how=how, note=visit.form.text("note"))
        return visit.go(f"/than-nhan/{person.code}", said=N_("The consent of %(code)s is withdrawn. Its samples are quarantined."), code=person.code)

    @post("/{record_id:uuid}/ghi-nham", needs="consent.withdraw")
    def invalidate(self, visit: Visit, record_id: UUID) -> Response[Any]:
        record = visit.session.get(ConsentRecord, record_id)
        if record is None:
            raise NotFound()
        must_see(visit.work, record.donor_id)
        commands.invalidate(visit.work, record_id, visit.form.text("reason"))
        return visit.go("/hom-nay", said=N_("The consent is marked as entered wrongly. It counts as never made and stays readable."))


routes = [Consents]
