"""The second stone: for which martyr, and by which way of kinship. The way stands in the address, so that a step back is a step back."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from litestar import Controller, Response

import families
from core import names
from core.errors import Malformed
from core.i18n import N_, gettext
from core.web import Visit, get, post
from desk import commands, queries, rules
from desk.routes.stones import onward, stone_page

WORD_UNKNOWN = N_("This word is not known here. Choose the steps from the martyr to the donor, or write the word down as not clear.")
STEPS = ("mother", "father", "brother", "sister", "son", "daughter", "spouse", "adopted")
SAME_MOTHER = (
    ("full", N_("Yes, the same mother"), N_("and the same father")), ("half-p", N_("No, another mother"), N_("only the same father")),
)


class KinStone(Controller):
    path = "/ban/{day:str}/{donor:str}/liet-si"

    @get("/", needs="desk.use")
    def show(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        return _page(visit, queries.seat(visit.work, day, donor))

    @post("/tim", needs="desk.use")
    def find(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        """A post, so that what a family says never stands in an address."""
        return _page(visit, queries.seat(visit.work, day, donor), text=visit.form.text("martyr"))

    @post("/tu", needs="desk.use", again="show")
    def read_word(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        """The family's own word. A word of the list goes into the address; any other is said to be unknown and goes nowhere."""
        seat, word, code = queries.seat(visit.work, day, donor), names.tidy(visit.form.text("word", required=True)), visit.form.text("ls")
        visit.form.check()
        of = families.martyr(visit.session, code)
        if visit.form.text("do") == "unclear":
            commands.state_kinship(seat, of.id, None, word)
            return visit.go(onward(visit, day, donor, "liet-si"))
        reading = families.read_relation(word, donor_sex=seat.person.sex, martyr_sex=of.sex)
        if not reading.readings:
            raise Malformed(fields={"word": WORD_UNKNOWN})
        return visit.go(_href(seat, of.code, reading.path or "", word))

    @post("/", needs="families.write", again="show")
    def save(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        seat, of = queries.seat(visit.work, day, donor), families.martyr(visit.session, visit.form.text("ls"))
        commands.state_kinship(seat, of.id, visit.form.text("duong") or None, visit.form.text("tu"))
        if visit.form.flag("another"):
            return visit.go(f"{seat.path}/liet-si?them=1", N_("Kinship to %(code)s is saved. Look for the next martyr."), code=of.code)
        return visit.go(onward(visit, day, donor, "liet-si"))


def _href(seat: queries.Seat, code: str, path: str = "", word: str = "") -> str:
    said = {"ls": code, "duong": path, "tu": word}
    return f"{seat.path}/liet-si?" + urlencode({key: value for key, value in said.items() if value})


def _asked(visit: Visit, seat: queries.Seat) -> tuple[families.MartyrView | None, str, str]:
    """Martyr, path and word of the address; else what the family said before; else nothing yet."""
    given = {"ls": visit.form.text("ls"), "duong": visit.form.text("duong"), "tu": visit.form.text("tu")} if visit.error else visit.query
    claims = {claim.martyr_code: claim for claim in seat.person.claims}
    code = given.get("ls") or ("" if "them" in visit.query else next(iter(claims), ""))
    if not code:
        return None, "", ""
    of, claim = families.martyr(visit.session, code), claims.get(code)
    path = given.get("duong", "")
    if "duong" not in given and "tu" not in given and claim and "sua" not in given:
        return of, claim.relation_path or "", claim.relation_word or ""
    return of, families.paths.checked(path), given.get("tu", "")


def _page(visit: Visit, seat: queries.Seat, text: str | None = None) -> Response[Any]:
    of, path, word = _asked(visit, seat)
    if text is not None:
        of, path, word = None, "", ""
    hits = _hits(visit, seat, text, of)
    way = _way(seat, of, path, word) if of else None
    page = stone_page(seat, "liet-si", text=text or "", hits=hits, way=way, searching=of is None)
    typed = {"word": visit.form.text("word")} if visit.error else {"martyr": text or "", "word": word}
    return visit.page("desk/kin.html", page, typed=typed)


def _hits(visit: Visit, seat: queries.Seat, text: str | None, of: families.MartyrView | None) -> list[Any]:
    found = families.find_martyrs(visit.session, text, 12) if text else []
    wanted = names.tokens(text or "")
    return [
        SimpleNamespace(
            view=view, href=_href(seat, view.code), chosen=of is not None and view.code == of.code, name=rules.marked(view.name, wanted),
            years=rules.marked(_years(view), wanted), home=rules.marked(_home(view), wanted),
        )
        for view in found
    ]


def _years(view: families.MartyrView) -> str:
    born = gettext(N_("born %(text)s"), text=view.birth_text) if view.birth_text else ""
    died = gettext(N_("died %(text)s"), text=view.death_text) if view.death_text else ""
    return " · ".join(part for part in (born, died, view.place_of_death) if part)


def _home(view: families.MartyrView) -> str:
    today = " / ".join(view.communes)
    return f"{today} ({view.home})" if today and view.home and names.fold(today) not in names.fold(view.home) else view.home or today


def _way(seat: queries.Seat, of: families.MartyrView, path: str, word: str) -> Any:
    """The way from the martyr to the donor: chips, drawing, verdict, and the one question that is open."""
    reading = families.read_relation(word, donor_sex=seat.person.sex, martyr_sex=of.sex) if word and not path else None
    line = families.maternal_line(path, of.sex) if path else "unknown"
    given = of.name.split()[-1]
    tree = families.lay_out(path, martyr_sex=of.sex, martyr_words=gettext(N_("Martyr %(name)s"), name=given), donor_words=seat.person.name)
    words, step = families.paths.spoken(path), families.paths.unasked(path)
    advice, names = queries.whom_next(seat, of.code)
    chips = [gettext(N_("Martyr %(name)s"), name=given), *words]
    return SimpleNamespace(
        of=of, path=path, word=word, line=line, tree=tree, chips=chips, verdict=gettext(rules.VERDICTS[line]), years=_years(of), home=_home(of),
        question=_question(seat, of, path, word, step) if step else None,
        readings=[(" → ".join(families.paths.spoken(each)), _href(seat, of.code, each, word)) for each in (reading.readings if reading else ())],
        steps=[(gettext(families.STEP_WORDS[s]), _href(seat, of.code, families.paths.extend(path, s), "")) for s in STEPS if families.paths.can_extend(path)],
        back=_href(seat, of.code, families.paths.shorten(path)) + ("&sua=1" if len(words) == 1 else "") if path else "",
        invite=gettext(rules.invite_next(advice.sufficiency)), advice=advice, names=names, invited=rules.INVITED,
        other_sex=bool(path) and families.paths.other_sex(path, seat.person.sex), missing=_missing(path, step),
    )


def _missing(path: str, step: str | None) -> str:
    if not path:
        return gettext(N_("Still missing: the kinship"))
    return gettext(N_("Still missing: the answer about the mother")) if step else ""


def _question(seat: queries.Seat, of: families.MartyrView, path: str, word: str, step: str) -> Any:
    upper = families.paths.shorten(step)
    who = families.paths.spoken(step)[-1]
    whose = families.paths.spoken(upper)[-1] if upper else gettext(N_("the martyr"))
    answers = [(gettext(words), gettext(hint), _href(seat, of.code, families.paths.settle(path, answer), word)) for answer, words, hint in SAME_MOTHER]
    half = (gettext(N_("The same mother, another father")), _href(seat, of.code, families.paths.settle(path, "half-m"), word))
    text = gettext(N_("%(whose)s and %(who)s: have they the same mother?"), whose=whose, who=who)
    return SimpleNamespace(text=text[0].upper() + text[1:], answers=answers, half=half)
