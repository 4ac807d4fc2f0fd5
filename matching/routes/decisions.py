"""Pages of decisions: what may be decided, the decision itself, and what became of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Response

import families
import labels
from core.errors import Malformed
from core.i18n import N_, gettext
from core.web import Visit, get, must_see, post, sees
from matching import commands, queries
from matching.rules import IdentificationStatus
from matching.rules.decisions import STATUS_WORDS
from matching.rules.results import METHOD_WORDS, MethodKind

KINDS = {IdentificationStatus.standing: "good", IdentificationStatus.suspended: "wait", IdentificationStatus.revoked: "stop"}


@dataclass(frozen=True)
class Group:
    """One remains and one martyr, with the reviewed results that speak for both."""

    remains: str
    martyr: str
    options: list[tuple[str, str]]


@dataclass(frozen=True)
class FormPage:
    groups: list[Group]
    chosen: list[str]


@dataclass(frozen=True)
class DecisionPage:
    known: queries.Decision
    kind: str
    words: str
    scope: list[tuple[str, str, str]]
    bases: list[tuple[UUID, str, str, str, bool]]
    steps: list[tuple[str, str, Any]]
    families: list[queries.FamilyToTell]
    may_decide: bool
    may_visit: bool


def names(visit: Visit, codes: set[str]) -> dict[str, str]:
    return families.martyr_names(visit.session, codes)


class Decisions(Controller):
    path = "/quyet-dinh"

    @get("/", needs="results.decide")
    def index(self, visit: Visit) -> Response[Any]:
        under = queries.donors_under(visit.session)
        rows = [each for each in queries.decisions(visit.session) if all(sees(visit.work, donor_id) for donor_id in under[each[0].id])]
        martyrs = names(visit, {part.martyr_code for _, scope in rows for part in scope})
        lines = [(row, [(part.remains_code, martyrs[part.martyr_code]) for part in scope], KINDS[IdentificationStatus(row.status)],
                  gettext(STATUS_WORDS[IdentificationStatus(row.status)])) for row, scope in rows]
        return visit.page("matching/decisions.html", lines, ready=len(queries.decidable(visit.session)))

    @get("/moi", needs="results.decide")
    def ask(self, visit: Visit) -> Response[Any]:
        grouped: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for known, martyr in queries.decidable(visit.session):
            if known.tube is None or not sees(visit.work, known.tube.donor_id):
                continue
            method = gettext(METHOD_WORDS[MethodKind(known.result.method)])
            words = " · ".join(part for part in (labels.spaced(known.result.sample_code), method, known.result.report_no) if part)
            grouped.setdefault((known.result.remains_code, martyr), []).append((f"{known.result.id}:{martyr}", words))
        martyrs = names(visit, {martyr for _, martyr in grouped})
        groups = [Group(remains, f"{martyrs[martyr]} ({martyr})", options) for (remains, martyr), options in sorted(grouped.items())]
        return visit.page("matching/decide.html", FormPage(groups, visit.form.all("basis")))

    @post("/", needs="results.decide", again="ask")
    def decide(self, visit: Visit) -> Response[Any]:
        form = visit.form
        number, signer = form.text("number", required=True), form.text("signer", required=True)
        decided_on, chosen = form.day("decided_on", required=True), form.all("basis")
        form.check()
        if decided_on is None:
            raise Malformed()
        for result_id in {read_basis(text)[0] for text in chosen}:
            tube = queries.one(visit.session, result_id).tube
            if tube is not None:
                must_see(visit.work, tube.donor_id)
        row = commands.decide(visit.work, commands.DecisionFacts(
            number=number, decided_on=decided_on, signer=signer, bases=tuple(read_basis(text) for text in chosen),
            same_skeleton=form.flag("same_skeleton"), note=form.text("note")))
        return visit.go(f"/quyet-dinh/{row.id}", said=N_("Decision %(number)s is saved. Now plan who tells each family in person."), number=row.number)

    @get("/{identification_id:uuid}", needs="results.decide")
    def show(self, visit: Visit, identification_id: UUID) -> Response[Any]:
        known = _seen(visit, identification_id)
        martyrs = names(visit, {part.martyr_code for part in known.scope})
        bases = [
            (e.result.id, e.result.remains_code, e.result.sample_code, gettext(METHOD_WORDS[MethodKind(e.result.method)]), e.permitted) for _, e in known.bases
        ]
        steps = [(step.actor, gettext(STATUS_WORDS[IdentificationStatus(step.status)]), step) for step in known.steps]
        status = IdentificationStatus(known.row.status)
        page = DecisionPage(
            known, KINDS[status], gettext(STATUS_WORDS[status]), [(part.remains_code, part.martyr_code, martyrs[part.martyr_code]) for part in known.scope],
            bases, steps, queries.families_to_tell(visit.session, identification_id), visit.actor.may("results.decide"), visit.actor.may("disclosure.hold"),
        )
        return visit.page("matching/decision.html", page)

    @post("/{identification_id:uuid}/{action:str}", needs="results.decide", again="show_again")
    def change(self, visit: Visit, identification_id: UUID, action: str) -> Response[Any]:
        _seen(visit, identification_id)
        command, said = CHANGES.get(action, (None, ""))
        reason = visit.form.text(f"reason_{action.replace('-', '_')}", required=True)
        visit.form.check()
        if command is None:
            raise Malformed()
        command(visit.work, identification_id, reason)
        return visit.go(f"/quyet-dinh/{identification_id}", said=said)

    @get("/{identification_id:uuid}/{action:str}", needs="results.decide")
    def show_again(self, visit: Visit, identification_id: UUID, action: str) -> Response[Any]:
        return type(self).show.fn(self, visit=visit, identification_id=identification_id)


def _seen(visit: Visit, identification_id: UUID) -> queries.Decision:
    """A decision is of everybody it rests on: raises NotFound unless all of them live inside the viewer's units."""
    known = queries.decision(visit.session, identification_id)
    for basis, _ in known.bases:
        must_see(visit.work, basis.donor_id)
    return known


CHANGES = {
    "tam-dung": (commands.suspend, N_("The decision rests. Planned visits on it are called off.")),
    "tiep-tuc": (commands.resume, N_("The decision stands again.")),
    "thu-hoi": (commands.revoke, N_("The decision is revoked and stays readable. Families who had been told must be told of this too.")),
}


def read_basis(text: str) -> tuple[UUID, str]:
    """A box of the form: a result and the martyr for whom it speaks. Raises Malformed."""
    result, _, martyr = text.partition(":")
    try:
        return UUID(result), martyr
    except ValueError:
        raise Malformed() from None
