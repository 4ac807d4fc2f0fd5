"""Pages of tubes."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

from core import clock
from core.i18n import gettext
from core.web import Visit, get
from samples import queries
from samples.rules import STATUS_WORDS, SampleStatus

KINDS = {
    SampleStatus.accepted: "good", SampleStatus.rejected: "wait", SampleStatus.missing: "wait", SampleStatus.lost: "stop",
    SampleStatus.quarantined: "stop", SampleStatus.voided: "plain",
}


@dataclass(frozen=True)
class SamplePage:
    sample: queries.SampleFacts
    kind: str
    stations: list[Any]


class Samples(Controller):
    path = "/mau"

    @get("/", needs="samples.see")
    def index(self, visit: Visit) -> Response[Any]:
        rows = [(s, KINDS.get(SampleStatus(s.status), "plain")) for s in queries.sample_facts(visit.session) if visit.actor.sees(s.commune_code)]
        return visit.page("samples/samples.html", SimpleNamespace(rows=rows[-200:], count=len(rows)))

    @get("/{code:str}", needs="samples.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        sample = queries.by_code(visit.session, code)
        links = queries.custody(visit.session, sample.id)
        stations = [
            SimpleNamespace(word=gettext(STATUS_WORDS[SampleStatus(link.status)]), when=f"{clock.local(link.at):%d/%m/%Y}",
                            state="current" if link is links[-1] else "done")
            for link in links
        ]
        return visit.page("samples/sample.html", SamplePage(sample, KINDS.get(SampleStatus(sample.status), "plain"), stations))
