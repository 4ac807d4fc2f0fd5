"""The first stone: who is it. A card, a photo of it, or the form; then somebody who was expected, or a walk-in."""

from dataclasses import asdict
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from litestar import Controller, Response

import families
from core import clock, names, people, places
from core.dates import read_date
from core.errors import Malformed, Refused
from core.i18n import N_, gettext
from core.web import Visit, get, post
from core.web.forms import Form
from desk import commands, intake, queries, rules
from desk.routes.stones import onward, stone_page

IMPOSSIBLE = N_("What you typed is saved. But by the years on record, this person cannot be %(kin)s of %(martyr)s. "
                "Ask for the year of birth again, or for the kinship.")
UNREADABLE_DAY = N_("This cannot be read as a birth date. A year is enough: 1950, or 3/1972.")
UNREADABLE_NUMBER = N_("A citizen number has 12 digits, an old one 9.")
UNREADABLE_PHONE = N_("A telephone number has 10 digits and begins with 0.")
WARNINGS = {
    "citizen-id-other-sex": N_("The citizen number speaks of the other sex. Both are kept; please look at the card."),
    "citizen-id-other-birth-year": N_("The citizen number speaks of another birth year. Both are kept; please look at the card."),
    "citizen-id-unknown-place": N_("The citizen number begins with a place code that is not known. It is kept; please look at the card."),
}
READ = N_("The card is read. Nothing is saved yet: look at the boxes, then go on.")
COMMUNES = sorted(((unit.code, unit.full_name) for unit in places.units().values()), key=lambda pair: names.fold(pair[1].partition(" ")[2]))


def card_values(card: people.CardReading) -> dict[str, str]:
    """What a card says, by the names of the form's boxes; an unclear commune is left to be asked."""
    place = places.read_place(card.address)
    sure = len(place.codes) == 1 and not place.asked
    where = {"commune_code": place.codes[0], "address": place.hamlet} if sure else {"address": card.address}
    return {"name": names.proper(card.name), "sex": card.sex or "", "born": card.birth_text, "citizen_id": card.citizen_id, **where}


def values_of(facts: families.RelativeFacts) -> dict[str, str]:
    known = {key: str(value or "") for key, value in asdict(facts).items()}
    return known | {"born": facts.birth_text or str(facts.birth_year or "")}


def read_facts(form: Form) -> families.RelativeFacts:
    """The typed form. Raises Malformed with what each box needs."""
    born = read_date(form.text("born"), latest_year=clock.today().year)
    number = people.read_citizen_id(form.text("citizen_id"), sex=form.text("sex") or None, birth_year=born.year)
    phone = people.read_phone(form.text("phone"))
    wrong = {"born": (born.misread, UNREADABLE_DAY), "citizen_id": ("citizen-id-unreadable" in number.warnings, UNREADABLE_NUMBER),
             "phone": (phone.misread or (bool(form.text("phone")) and not phone.number), UNREADABLE_PHONE)}
    form.fields |= {box: words for box, (bad, words) in wrong.items() if bad}
    name, sex, commune = form.text("name", required=True), form.text("sex"), form.text("commune_code")
    form.check()
    return families.RelativeFacts(
        name=names.proper(name), sex=sex if sex in ("male", "female") else None, birth_year=born.year, birth_text=born.shown() or born.text,
        citizen_id=number.value, phone=phone.number, phone_owner=form.text("phone_owner") or phone.owner, email=form.text("email"),
        commune_code=commune if places.unit(commune) else None, address=form.text("address"), note=form.text("note"), witness=form.text("witness"),
    )


def doubts(form: Form) -> list[str]:
    """What disagrees in a form that was saved all the same; errors exist on cards too."""
    born = read_date(form.text("born"), latest_year=clock.today().year)
    number = people.read_citizen_id(form.text("citizen_id"), sex=form.text("sex") or None, birth_year=born.year)
    return [gettext(WARNINGS[code]) for code in number.warnings if code in WARNINGS]


def said_of(card: people.CardReading | None, known: dict[str, str] | None = None) -> dict[str, Any] | None:
    """The notice over the form after a card was read: where card and record differ, and what looks odd on the card."""
    if card is None:
        return None
    values = card_values(card)
    boxes = {"name": N_("Full name"), "born": N_("Born"), "citizen_id": N_("Citizen number"), "commune_code": N_("Commune")}
    other = [gettext(words) for box, words in boxes.items() if known and known.get(box) and values.get(box) and known[box] != values[box]]
    details = [gettext(WARNINGS[code]) for code in card.warnings if code in WARNINGS]
    if other:
        details.append(gettext(N_("Differs from the list: %(boxes)s. The card is taken over."), boxes=", ".join(other).lower()))
    return {"kind": "wait" if details else "good", "text": gettext(READ), "details": details}


def show_walk_in(visit: Visit, day: str, values: dict[str, str] | None = None, *, card: people.CardReading | None = None) -> Response[Any]:
    here = queries.day_here(visit.work, day)
    typed = {key: value for key, value in visit.form.typed.items() if key not in ("card", "tim")} if visit.error else values or {}
    doubt = read_facts(visit.form) if isinstance(visit.error, families.MayBeSame) else None
    same, trees = (families.may_be_same(visit.work, doubt), families.alike_in_trees(visit.work, doubt)) if doubt else ([], [])
    page = SimpleNamespace(
        seat=None, day=here, stone=1, stones=[gettext(rules.STONE_WORDS[stone]) for stone in rules.STONES], behind=[], here=f"/ban/{day}/moi",
        back=f"/ban/{day}", word=gettext(N_("Somebody who is not on the list")), communes=COMMUNES, same=same, trees=trees, day_code=day, may_write=True,
    )
    more = {"notice": said_of(card)} if card else {}
    return visit.page("desk/person.html", page, typed=typed, **more)


def read_id(text: str) -> UUID | None:
    """The id that a button brought along; anything else is nobody."""
    try:
        return UUID(text)
    except ValueError:
        return None


class PersonStone(Controller):
    path = "/ban"

    @post("/doc-the", needs="families.write")
    def photo(self, visit: Visit) -> dict[str, Any]:
        """A photo of a card: its fields go back to the form on the screen; the photo is gone when the answer is."""
        upload = visit.form.file("photo")
        try:
            if upload is None:
                raise intake.PhotoUnreadable()
            card = intake.read_photo(upload.content)
        except (Refused, Malformed) as refusal:
            return {"fields": {}, "message": refusal.sentence()}
        notice = said_of(card) or {}
        return {"fields": card_values(card), "message": " ".join([notice["text"], *notice["details"]])}

    @get("/{day:str}/moi", needs="families.write")
    def ask_new(self, visit: Visit, day: str) -> Response[Any]:
        return show_walk_in(visit, day)

    @post("/{day:str}/moi/the", needs="families.write", again="ask_new")
    def card_of_new(self, visit: Visit, day: str) -> Response[Any]:
        card = people.read_card(visit.form.text("card"))
        return show_walk_in(visit, day, card_values(card), card=card)

    @post("/{day:str}/moi", needs="families.write", again="ask_new")
    def register(self, visit: Visit, day: str) -> Response[Any]:
        in_tree = read_id(visit.form.text("in_tree"))
        code = commands.walk_in(visit.work, day, read_facts(visit.form), surely_new=visit.form.flag("surely_new"), in_tree=in_tree)
        return self._on(visit, day, code)

    @get("/{day:str}/{donor:str}/nguoi", needs="desk.use")
    def show(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        return self.page_of(visit, queries.seat(visit.work, day, donor))

    @post("/{day:str}/{donor:str}/nguoi/the", needs="families.write", again="show")
    def card(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        card = people.read_card(visit.form.text("card"))
        return self.page_of(visit, queries.seat(visit.work, day, donor), card_values(card), card=card)

    @post("/{day:str}/{donor:str}/nguoi", needs="families.write", again="show")
    def save(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        facts = read_facts(visit.form)
        seat = queries.seat(visit.work, day, donor)
        commands.welcome(seat, facts)
        return self._on(visit, day, donor, seat.person.donor_id)

    @post("/{day:str}/{donor:str}/hoan", needs="families.write")
    def defer(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        seat, back = queries.seat(visit.work, day, donor), visit.form.flag("back")
        commands.defer(seat, back=back)
        if back:
            return visit.go(seat.path)
        return visit.go(f"/ban/{day}", N_("%(code)s comes another time. Everything that was written down is kept."), kind="wait", code=seat.code)

    def _on(self, visit: Visit, day: str, donor: str, donor_id: UUID | None = None) -> Response[Any]:
        """The next stone, and over it what cannot be or hardly is."""
        odd, there = doubts(visit.form), onward(visit, day, donor, "nguoi")
        for kin, martyr in families.impossible_kin(visit.session, donor_id) if donor_id else []:
            return visit.go(there, IMPOSSIBLE, kind="wait", kin=kin, martyr=martyr)
        return visit.go(there, odd[0] if odd else None, kind="wait")

    @staticmethod
    def page_of(visit: Visit, seat: queries.Seat, values: dict[str, str] | None = None, *, card: people.CardReading | None = None) -> Response[Any]:
        """The form over what is on record, what the card says laid over it, and above all what somebody typed."""
        known = values_of(families.facts_on_record(seat.work, seat.person.donor_id))
        seat.work.audit("desk.revealed", f"donor:{seat.code}", reason="paper")
        again = {key: value for key, value in visit.form.typed.items() if key not in ("card", "tim")} if visit.error else {}
        same = families.may_be_same(visit.work, _as_facts(card), but=seat.person.donor_id) if card else []
        page = stone_page(seat, "nguoi", communes=COMMUNES, same=same, trees=[], day_code=seat.day.code,
                      may_write=visit.actor.may("families.write"))
        more = {"notice": said_of(card, known)} if card else {}
        return visit.page("desk/person.html", page, typed=known | (values or {}) | again, **more)


def _as_facts(card: people.CardReading) -> families.RelativeFacts:
    return families.RelativeFacts(name=card.name, sex=card.sex, birth_year=card.birth_year, citizen_id=card.citizen_id)
