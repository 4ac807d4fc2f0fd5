"""`/tu-xung-ho`: what every word for kin means, and where an office says what its families mean by it.

The ways walked so far and whatever is typed go along in the form, so a step loses nothing and no address carries a word that somebody typed.
"""

from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlencode

from litestar import Controller, Response

from core.i18n import N_, gettext
from core.web import Visit, get, post
from families import commands
from families.queries.words import ways_of, word_table
from families.rules.relation import paths
from families.rules.relation.grammar import HALF_WORDS, STEP_WORDS
from families.rules.relation.office_words import MOST_WAYS, key_of

HOME = "/tu-xung-ho"
STEPS = ("mother", "father", "brother", "sister", "son", "daughter", "spouse", "adopted")
FULLNESS = {"full": N_("of the same mother and father"), **HALF_WORDS}


class KinWords(Controller):
    path = HOME

    @get("/", needs="martyrs.see")
    def show(self, visit: Visit) -> Response[Any]:
        return self._page(visit, visit.form.typed if visit.error else visit.query)

    @post("/buoc", needs="office.edit")
    def step(self, visit: Visit) -> Response[Any]:
        """One step more or less on the way in hand; nothing is saved, nothing that was typed is lost."""
        chosen = {key: values[0] for key, values in parse_qs(visit.form.text("go"), keep_blank_values=True).items() if key in ("ways", "duong")}
        return self._page(visit, {"tu": "", **visit.form.typed, **chosen})

    @staticmethod
    def _page(visit: Visit, said: dict[str, str]) -> Response[Any]:
        editing = _editing(visit, said) if visit.actor.may("office.edit") and ("tu" in said or "them" in said) else None
        return visit.page("families/words.html", SimpleNamespace(
            text=visit.query.get("tim", ""), lines=word_table(visit.session, visit.query.get("tim", "")), editing=editing,
            may_edit=visit.actor.may("office.edit")), typed=said)

    @post("/", needs="office.edit", again="show")
    def save(self, visit: Visit) -> Response[Any]:
        """A new word, or another meaning of one that stands: ways chosen step by step, or written in the grammar, one on a line."""
        ways = [way for way in (*visit.form.text("ways").split(","), visit.form.text("duong"), *visit.form.text("typed_ways").splitlines()) if way.strip()]
        new = visit.form.text("tu") == ""
        changed = commands.say_word(visit.work, visit.form.text("word") if new else visit.form.text("tu"), [way.strip() for way in ways], new=new)
        said = N_("The word is in the table. From now on it is read like this.") if changed else N_("Nothing was different, so nothing was saved.")
        return visit.go(HOME, said, kind="good" if changed else "wait")

    @post("/bo", needs="office.edit", again="show")
    def end(self, visit: Visit) -> Response[Any]:
        commands.end_word(visit.work, visit.form.text("tu"))
        return visit.go(HOME, N_("The office's word is taken out. A built-in word means again what it meant; what was written down before stays."))


def _editing(visit: Visit, said: dict[str, str]) -> Any:
    """The word in hand: its ways so far, the way being walked, and the steps that can follow."""
    word = key_of(said.get("tu", ""))
    ways = _read(said["ways"]) if "ways" in said else ways_of(visit.session, word)
    now = paths.checked(said.get("duong", ""))
    at = paths.unasked(now)

    def go(kept: tuple[str, ...] = ways, way: str = now) -> str:
        return urlencode({"ways": ",".join(kept), "duong": way})

    return SimpleNamespace(
        word=word, ways=",".join(ways), now=now, chips=[gettext(N_("Martyr")), *paths.spoken(now)], own=word in _own(visit), full=len(ways) >= MOST_WAYS,
        kept=[(paths.said(way), go(tuple(each for each in ways if each != way))) for way in ways],
        steps=[(gettext(STEP_WORDS[step]), go(way=paths.extend(now, step))) for step in STEPS if paths.can_extend(now)],
        fullness=[(gettext(words), go(way=paths.settle(now, key))) for key, words in FULLNESS.items()] if at else [],
        keep=go((*ways, now), "") if now and now not in ways else "", back=go(way=paths.shorten(now)) if now else "",
    )


def _own(visit: Visit) -> set[str]:
    return {line.words[0] for line in word_table(visit.session) if line.own}


def _read(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(way for way in text.split(",")[:MOST_WAYS] if paths.checked(way)))
