"""The second stone: for which martyr, and by which way of kinship. The way stands in the address, so that a step back is a step back."""

from collections.abc import Sequence
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
MOST_WAYS = 32


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
            commands.state_kinship(seat, of.id, (), word)
            return visit.go(onward(visit, day, donor, "liet-si"))
        readings = _read(visit, seat, of, word)
        if not readings:
            raise Malformed(fields={"word": WORD_UNKNOWN})
        return visit.go(_href(seat, of.code, readings if len(readings) == 1 else (), word))

    @post("/gioi-tinh", needs="families.write", again="show")
    def say_sex(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        """Whether the martyr was a man or a woman, where the register left it out: the line of every child hangs on it."""
        seat, of = queries.seat(visit.work, day, donor), families.martyr(visit.session, visit.form.text("ls"))
        families.say_martyr_sex(visit.work, of.code, visit.form.text("sex"))
        return visit.go(_href(seat, of.code, _ways(visit.form.text("duong")), visit.form.text("tu")), N_("Written down on the martyr's record."))

    @post("/", needs="families.write", again="show")
    def save(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        seat, of = queries.seat(visit.work, day, donor), families.martyr(visit.session, visit.form.text("ls"))
        ways = [way for way in visit.form.text("duong").split(",") if way]
        commands.state_kinship(
            seat, of.id, ways, visit.form.text("tu"), informant=visit.form.text("ai_noi"), confidence=_sure(visit.form.text("chac")))
        if visit.form.flag("another"):
            return visit.go(f"{seat.path}/liet-si?them=1", N_("Kinship to %(code)s is saved. Look for the next martyr."), code=of.code)
        return visit.go(onward(visit, day, donor, "liet-si"))


def _href(seat: queries.Seat, code: str, ways: Sequence[str] = (), word: str = "", **more: str) -> str:
    said = {"ls": code, "duong": ",".join(ways), "tu": word, **more}
    return f"{seat.path}/liet-si?" + urlencode({key: value for key, value in said.items() if value})


def _ways(text: str) -> tuple[str, ...]:
    """Every way of an address that can be read; several are what an answer left possible."""
    return tuple(dict.fromkeys(way for way in text.split(",")[:MOST_WAYS] if families.paths.checked(way)))


def _sure(text: str) -> families.Confidence:
    return families.Confidence(text) if text in list(families.Confidence) else families.Confidence.unasked


def _read(visit: Visit, seat: queries.Seat, of: families.MartyrView, word: str) -> tuple[str, ...]:
    if not word:
        return ()
    words = families.relation_words(visit.session)
    return families.read_relation(word, donor_sex=seat.person.sex, martyr_sex=of.sex, words=words).readings


def _asked(visit: Visit, seat: queries.Seat) -> tuple[families.MartyrView | None, tuple[str, ...], str]:
    """Martyr, ways and word of the address; else what the family said before; else nothing yet."""
    given = {"ls": visit.form.text("ls"), "duong": visit.form.text("duong"), "tu": visit.form.text("tu")} if visit.error else visit.query
    claims = {claim.martyr_code: claim for claim in seat.person.claims}
    code = given.get("ls") or ("" if "them" in visit.query else next(iter(claims), ""))
    if not code:
        return None, (), ""
    of, claim = families.martyr(visit.session, code), claims.get(code)
    if "duong" not in given and "tu" not in given and claim and "sua" not in given:
        return of, claim.remaining or _read(visit, seat, of, claim.relation_word or ""), claim.relation_word or ""
    word = given.get("tu", "")
    return of, _ways(given.get("duong", "")) or _read(visit, seat, of, word), word


def _page(visit: Visit, seat: queries.Seat, text: str | None = None) -> Response[Any]:
    of, ways, word = _asked(visit, seat)
    if text is not None:
        of, ways, word = None, (), ""
    hits = _hits(visit, seat, text, of)
    way = _way(visit, seat, of, ways, word) if of else None
    page = stone_page(seat, "liet-si", text=text or "", hits=hits, way=way, searching=of is None)
    typed = visit.form.typed if visit.error else {"martyr": text or "", "word": word}
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


def _way(visit: Visit, seat: queries.Seat, of: families.MartyrView, ways: tuple[str, ...], word: str) -> Any:
    """The way from the martyr to the donor: chips, drawing, verdict, and the one question that settles most."""
    path, line, given = ways[0] if len(ways) == 1 else "", families.line_of(ways, of.sex), of.name.split()[-1]
    tree = families.lay_out(path, martyr_sex=of.sex, martyr_words=gettext(N_("Martyr %(name)s"), name=given), donor_words=seat.person.name)
    words, question = families.paths.spoken(path), families.question_for(ways, of.sex)
    advice, names = queries.whom_next(seat, of.code)
    return SimpleNamespace(
        of=of, path=path, ways=",".join(ways), word=word, line=line, tree=tree, chips=[gettext(N_("Martyr %(name)s"), name=given), *words],
        verdict=gettext(rules.verdict(line, ways)), years=_years(of), home=_home(of), question=_question(seat, of, question, word) if question else None,
        readings=[(" → ".join(families.paths.spoken(each)), _href(seat, of.code, (each,), word)) for each in ways] if len(ways) > 1 else [],
        steps=[(gettext(families.STEP_WORDS[s]), _href(seat, of.code, (families.paths.extend(path, s),))) for s in STEPS if families.paths.can_extend(path)],
        back=_href(seat, of.code, (families.paths.shorten(path),)) + ("&sua=1" if len(words) == 1 else "") if path else "",
        invite=gettext(rules.invite_next(advice.sufficiency)), advice=advice, names=names, invited=rules.INVITED,
        other_sex=bool(path) and families.paths.other_sex(path, seat.person.sex), missing=_missing(ways, question),
        telling=_telling(visit, seat, of, ways, word),
        family=f"/ho-so/liet-si/{of.code}/pha-he?nguoi={seat.code}" if seat.work.actor.may("families.see") else "",
    )


def _missing(ways: tuple[str, ...], question: families.Question | None) -> str:
    if not ways:
        return gettext(N_("Still missing: the kinship"))
    return gettext(N_("Still missing: the answer to the question")) if question and question.for_line else ""


def _question(seat: queries.Seat, of: families.MartyrView, question: families.Question, word: str) -> Any:
    """Each answer is an address that leaves fewer ways; only the martyr's sex is written down at once."""
    answers = [SimpleNamespace(words=each.words, sex=each.martyr_sex, href=_href(seat, of.code, each.readings, word)) for each in question.answers]
    return SimpleNamespace(text=question.words(), answers=answers, for_line=question.for_line, posts=any(each.sex for each in answers))


def _telling(visit: Visit, seat: queries.Seat, of: families.MartyrView, ways: tuple[str, ...], word: str) -> Any:
    """Who said it and how sure they are. The family's other names are opened only when somebody else said it."""
    claim = next((claim for claim in seat.person.claims if claim.martyr_code == of.code), None)
    others = "ai" in visit.query or bool(visit.form.text("ai_noi")) or bool(claim and claim.informant_id)
    kin = [each for each in families.kin_of(seat.work, of.id)[0] if each.donor_code != seat.code] if others else []
    informant = next((each.donor_code for each in kin if claim and each.individual_id == claim.informant_id), "")
    return SimpleNamespace(
        sure=[(key.value, gettext(words)) for key, words in families.SURE_WORDS.items()],
        confidence=claim.confidence if claim else families.Confidence.unasked.value,
        others=others, kin=[(each.donor_code, f"{each.name} ({each.relation_word or gettext(N_('not clear yet'))})") for each in kin], informant=informant,
        ask_others=_href(seat, of.code, ways, word, ai="1"),
    )
