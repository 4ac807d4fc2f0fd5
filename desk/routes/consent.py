"""The third stone: seven purposes, each on its own, nothing ticked beforehand; a no is as calm as a yes."""

import binascii
from base64 import b64decode
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from litestar import Controller, Response

import consent
from core import auth, clock, files, pictures
from core.errors import Malformed, NotFound
from core.i18n import N_, gettext
from core.web import Visit, get, post
from core.web.forms import Form
from desk import commands, queries
from desk.routes.stones import onward, stone_page

DRAWING = "data:image/png;base64,"
LARGEST_DRAWING, MOST_DOTS = 500_000, 8_000_000
NOT_A_DRAWING = N_("The drawing did not arrive whole. Please sign again.")
LANGUAGES = (("vi", N_("Vietnamese")), ("other", N_("another language, through somebody who translates")))
METHODS = (
    (consent.Method.drawn, N_("On the screen")), (consent.Method.paper, N_("On paper")), (consent.Method.thumbprint, N_("Thumbprint")),
    (consent.Method.proxy, N_("Representative")),
)


class ConsentStone(Controller):
    path = "/ban/{day:str}/{donor:str}/dong-thuan"

    @get("/", needs="desk.use")
    def show(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        seat = queries.seat(visit.work, day, donor)
        form = consent.current_form(visit.session)
        questions = [
            SimpleNamespace(name=f"p_{purpose}", number=number, short=gettext(consent.PURPOSE_WORDS[purpose]), text=form.body["questions"][purpose],
                            hint=form.body["hints"].get(purpose, ""))
            for number, purpose in enumerate(consent.Purpose, 1)
        ]
        page = stone_page(
            seat, "dong-thuan", form=form, questions=questions, place=seat.day.place, languages=[(key, gettext(words)) for key, words in LANGUAGES],
            methods=[(key.value, gettext(words)) for key, words in METHODS], now=seat.standing, may_take=visit.actor.may("consent.take"),
            untrained="" if auth.qualified(visit.session, visit.actor.account_id, auth.Skill.consent, clock.today())
            else auth.TrainingMissing(auth.Skill.consent).sentence(),
            martyrs=list(dict.fromkeys(claim.martyr_name for claim in seat.person.claims)), again="hoi-lai" in visit.query,
        )
        return visit.page("desk/consent.html", page)

    @get("/ban-giay", needs="desk.use")
    def paper(self, visit: Visit, day: str, donor: str) -> Response[bytes]:
        """The signed text of the consent in force: to be signed by hand where it is signed on paper, and a copy for the family."""
        seat = queries.seat(visit.work, day, donor)
        record = visit.session.get(consent.ConsentRecord, seat.standing.record_id) if seat.standing.record_id else None
        if record is None or record.pdf_file_id is None:
            raise NotFound()
        return visit.file(files.content(visit.session, record.pdf_file_id), "application/pdf", f"dong-thuan-{seat.code}.pdf")

    @post("/", needs="consent.take", again="show")
    def record(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        seat = queries.seat(visit.work, day, donor)
        if commands.agree(seat, _facts(visit.form, seat)):
            return visit.go(onward(visit, day, donor, "dong-thuan"), N_("The consent of %(code)s is saved."), code=seat.code)
        return visit.go(f"/ban/{day}", N_("%(code)s did not agree, and that is written down. Please thank them for coming."), kind="wait", code=seat.code)


def _facts(form: Form, seat: queries.Seat) -> consent.ConsentFacts:
    person = seat.person
    method = form.text("method")
    if method not in set(consent.Method):
        form.fields["method"] = N_("Please choose how it is signed.")
    drawn = _drawing(form)
    form.check()
    names = consent.PaperNames(person.name, person.birth_text, person.commune, tuple(dict.fromkeys(claim.martyr_name for claim in person.claims)))
    return consent.ConsentFacts(
        donor_id=person.donor_id, martyr_ids=seat.martyr_ids, form_id=_id(form.text("form")), answers=_answers(form),
        told_sensitive=form.flag("told_sensitive"), read_aloud=form.flag("read_aloud"), can_read=not form.flag("cannot_read"),
        method=consent.Method(method), names=names, occurred_at=clock.now(), place=seat.day.place, language=form.text("language") or "vi",
        witness=form.text("witness"), proxy_name=form.text("proxy_name"), proxy_basis=form.text("proxy_basis"), copy_given=form.flag("copy_given"),
        signature_png=drawn if method == consent.Method.drawn else None,
    )


def _answers(form: Form) -> dict[consent.Purpose, bool]:
    """Only what was answered; no answer is not a yes."""
    said = {purpose: form.text(f"p_{purpose}") for purpose in consent.Purpose}
    return {purpose: answer == "yes" for purpose, answer in said.items() if answer in ("yes", "no")}


def _drawing(form: Form) -> bytes | None:
    text = form.text("signature")
    if not text:
        return None
    try:
        content = b64decode(text.removeprefix(DRAWING), validate=True)
        pictures.opened(content, kinds=("PNG",), most_dots=MOST_DOTS)
    except (binascii.Error, Malformed):
        content = b""
    if not text.startswith(DRAWING) or not content or len(content) > LARGEST_DRAWING:
        form.fields["signature"] = NOT_A_DRAWING
        return None
    return content


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Malformed() from error
