"""A laboratory's system sends its results: judged like its workbook, all or nothing, with a verdict for every row."""

from dataclasses import asdict, dataclass, field

from litestar import Controller

from core.web import Visit
from core.web.api import Verdicts, api_post, verdicts
from matching import commands, queries


@dataclass(frozen=True)
class ResultIn:
    """The columns of the workbook. Numbers may have a comma or a point; an empty text is "not stated", never zero."""

    remains_code: str
    sample_code: str
    conclusion: str
    report_no: str = ""
    reported_on: str = ""
    method: str = ""
    compared: str = ""
    differences: str = ""
    lr: str = ""
    prior: str = ""
    posterior: str = ""


@dataclass(frozen=True)
class ResultsIn:
    rows: list[ResultIn] = field(default_factory=list)


class ResultsApi(Controller):
    path = "/api/v1/results"
    tags = ("results",)

    @api_post("/", needs="laboratory.api", summary="Results of tubes sent to this laboratory; the same rows twice add nothing")
    def send(self, visit: Visit, data: ResultsIn) -> Verdicts:
        staged, content = queries.stage_sent(visit.session, visit.actor, [asdict(row) for row in data.rows])
        answer = verdicts(staged)
        commands.load_results(visit.work, staged, content)
        return answer
