"""A martyr's family tree: looked at, and drawn further by whoever works with families. What is chosen stands in the address, as a key without a name."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Controller, Response

import consent
import families
from cases import queries
from core import clock, names
from core.dates import read_date
from core.errors import NotFound
from core.i18n import N_
from core.ids import new_id
from core.web import Form, Visit, get, open_file, post

MISREAD = N_("This date cannot be read. Write a year (1950), a month (3/1950) or a day (14/3/1950), or leave it empty.")


class FamilyTree(Controller):
    path = "/ho-so/liet-si/{code:str}/pha-he"

    @get("/", needs="families.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        asked = visit.form.typed if visit.error else visit.query
        open_file(visit, f"martyr:{code.upper()}", families.donors_of_martyr(visit.session, code))
        page = queries.family_page(visit.work, code, asked.get("nguoi", ""), asked.get("them", ""), "sua" in asked)
        return visit.page("cases/family.html", page, own=asked.get("own") or str(new_id()))

    @post("/them", needs="families.write", again="show")
    def add(self, visit: Visit, code: str) -> Response[Any]:
        form = visit.form
        own = _uuid(form.text("own"))
        facts = _facts(form)
        key = families.add_kin(visit.work, code, form.text("nguoi"), form.text("them"), facts, other_parent=form.text("cung") or None, own=own)
        return _back(visit, code, key, N_("Added to the family tree."))

    @post("/sua", needs="families.write", again="show")
    def correct(self, visit: Visit, code: str) -> Response[Any]:
        """A place that only follows from kinship becomes somebody; somebody on record is known better."""
        key, facts = visit.form.text("nguoi"), _facts(visit.form)
        change = families.name_kin if key.startswith("~") else families.revise_kin
        return _back(visit, code, change(visit.work, code, key, facts), N_("Saved. What stood there before is kept."))

    @post("/noi", needs="families.write", again="show")
    def join(self, visit: Visit, code: str) -> Response[Any]:
        """Two who both stand in the tree: a couple, or parent and child."""
        form = visit.form
        key, kin, other = form.text("nguoi"), form.text("la", required=True), form.text("cua", required=True)
        form.check()
        if kin == "spouse":
            families.add_union(visit.work, code, key, other, said=_said(form))
        elif kin == "child":
            families.add_parentage(visit.work, code, key, other, said=_said(form))
        elif kin in list(families.ParentRole):
            families.add_parentage(visit.work, code, other, key, families.ParentRole(kin), said=_said(form))
        else:
            raise families.StepUnknown()
        return _back(visit, code, key, N_("The two are joined in the family tree."))

    @post("/mot-nguoi", needs="families.write", again="show")
    def same(self, visit: Visit, code: str) -> Response[Any]:
        other = visit.form.text("khac", required=True)
        visit.form.check()
        key = families.same_person(visit.work, code, visit.form.text("nguoi"), other)
        return _back(visit, code, key, N_("The two are one person now."))

    @post("/bo-quan-he", needs="families.write", again="show")
    def end(self, visit: Visit, code: str) -> Response[Any]:
        key, other = visit.form.text("nguoi"), visit.form.text("voi", required=True)
        visit.form.check()
        families.end_tie(visit.work, code, key, other)
        return _back(visit, code, key, N_("The tie is ended. The history keeps it; below the list of the family it can be said again."))

    @post("/ghi-lai", needs="families.write", again="show")
    def rejoin(self, visit: Visit, code: str) -> Response[Any]:
        families.rejoin_tie(visit.work, code, _row(visit.form.text("dong")))
        return _back(visit, code, visit.form.text("nguoi"), N_("The tie stands again."))

    @post("/cung-me", needs="families.write", again="show")
    def settle(self, visit: Visit, code: str) -> Response[Any]:
        key = visit.form.text("nguoi")
        families.settle_fullness(visit.work, code, key, visit.form.text("tra-loi"), visit.form.text("ve"))
        return _back(visit, code, key, N_("The answer is written down, and the line follows from it."))

    @post("/noi-ro", needs="families.write", again="show")
    def clear_up(self, visit: Visit, code: str) -> Response[Any]:
        """An answer leaves fewer ways; where several are left, the page asks the next question."""
        form, key = visit.form, visit.form.text("nguoi")
        families.answer_kinship(visit.work, key, form.text("ve") or code, form.text("hoi"), form.text("tra-loi"))
        return _back(visit, code, key, N_("The kinship is stated anew."))

    @post("/dang-ky", needs="families.write", again="show")
    def register(self, visit: Visit, code: str) -> Response[Any]:
        """Somebody of the tree is asked for a sample: the same person gets a code, and the desk does the rest."""
        tree, key = families.family_tree(visit.work, code), visit.form.text("nguoi")
        if key not in tree.people:
            raise NotFound()
        person = families.register_from_tree(visit.work, tree.people[key], families.RelativeFacts(name=tree.names[key] if key in tree.named else ""))
        code = consent.donor(visit.session, person.donor_id).code
        return visit.go(f"/ho-so/{code}", N_("Registered as a relative. Reception and consent follow at the desk."))


def _row(text: str) -> UUID:
    """Raises NotFound for what is no row."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound() from None


def _back(visit: Visit, code: str, key: str, said: str) -> Response[Any]:
    return visit.go(f"/ho-so/liet-si/{code.upper()}/pha-he?{urlencode({'nguoi': key})}#nguoi", said)


def _facts(form: Form) -> families.KinFacts:
    """What was typed of somebody; a date nobody can read is asked for again."""
    this_year = clock.today().year
    born, died = (read_date(form.text(box), latest_year=this_year) for box in ("born", "died"))
    for box, date in (("born", born), ("died", died)):
        if date.misread:
            form.fields[box] = MISREAD
    form.check()
    sex, life, reach = form.text("sex"), form.text("life"), form.text("reach")
    return families.KinFacts(
        names.tidy(form.text("name")), sex if sex in ("male", "female") else None, born.year, born.shown() or born.text, died.year, died.shown() or died.text,
        families.Life(life) if life in list(families.Life) else families.Life.unknown,
        families.Reachable(reach) if reach in list(families.Reachable) else families.Reachable.unknown, *_telling(form),
    )


def _said(form: Form) -> families.KinFacts:
    informant, confidence = _telling(form)
    return families.KinFacts(informant=informant, confidence=confidence)


def _telling(form: Form) -> tuple[str | None, families.Confidence]:
    """Who told it, and how sure they are: not asked, where nobody says."""
    sure = form.text("chac")
    return form.text("ai_noi") or None, families.Confidence(sure) if sure in list(families.Confidence) else families.Confidence.unasked


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
