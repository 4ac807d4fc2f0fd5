"""Doors for other systems: JSON in and out, one transaction a request, described by OpenAPI.

Only a bearer token opens them. A browser's cookie does not: these routes carry no CSRF token, so a page elsewhere must not be able to
speak with a person's session. Errors are `{"code", "message"}`; a refused list adds its rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from litestar import get as litestar_get
from litestar import post as litestar_post
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody

from core.auth.roles import PERMISSIONS
from core.errors import HoiAmError, Malformed, NotAllowed
from core.i18n import N_
from core.staging import Staged
from core.web.patience import take

SCHEMES = ("bearer",)


class TokenNeeded(NotAllowed):
    status = 401
    message = N_("This door opens with a bearer token only. Nothing was changed. Send the header Authorization: Bearer, with the token the province gave you.")


class RowsRefused(Malformed):
    """All or nothing: one refused row and none is saved; `document` says why for each."""

    message = N_("%(refused)s of %(rows)s rows are refused, so none was saved. Look at the reasons, correct the rows, and send all of them again.")

    def __init__(self, rows: "Sequence[RowVerdict]"):
        super().__init__(refused=sum(row.verdict == "refused" for row in rows), rows=len(rows))
        self.document = {"rows": rows}


@dataclass(frozen=True)
class ErrorBody:
    """What every refusal looks like: `code` for the program, `message` for the person beside it."""

    code: str
    message: str


@dataclass(frozen=True)
class RowVerdict:
    """What became of one row; `row` counts from 1 in the list that was sent."""

    row: int
    sample_code: str
    verdict: str
    reason_codes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Verdicts:
    """The answer to a list that was saved: accepted and flagged rows are in, skipped ones were there before."""

    accepted: int
    flagged: int
    skipped: int
    rows: list[RowVerdict]


def verdicts(staged: Staged) -> Verdicts:
    """Every row's verdict. Raises RowsRefused when any row is refused, so that nothing of the list is saved."""
    rows = [
        RowVerdict(row.row - 1, str(row.values.get("sample_code", "")), row.verdict, [r.code for r in row.reasons], [r.sentence() for r in row.reasons])
        for row in staged.rows
    ]
    if staged.counts["refused"]:
        raise RowsRefused(rows)
    return Verdicts(staged.counts["accepted"], staged.counts["flagged"], staged.counts["skipped"], rows)


def _guard(needs: str) -> Callable[[ASGIConnection[Any, Any, Any, Any], BaseRouteHandler], None]:
    if needs not in PERMISSIONS:
        raise ValueError(f"no such permission: {needs}")

    def check(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        scheme = connection.headers.get("authorization", "").partition(" ")[0].lower()
        if scheme not in SCHEMES or connection.user.account_id is None:
            raise TokenNeeded()
        take(connection, "api")
        connection.user.must(needs)

    return check


def _answers(*codes: int) -> dict[int, ResponseSpec]:
    words = {
        401: "no token", 403: "not allowed", 404: "no such record, or another laboratory's", 409: "a rule says no", 413: "more than 20 MB",
        422: "cannot be read, or rows refused", 429: "too much at once; Retry-After says how many seconds to wait",
    }
    return {code: ResponseSpec(ErrorBody, generate_examples=False, description=words[code]) for code in codes}


def _options(needs: str, summary: str, *codes: int) -> dict[str, Any]:
    return {"sync_to_thread": True, "guards": [_guard(needs)], "opt": {"needs": needs}, "summary": summary, "security": [{"token": []}],
            "responses": _answers(401, 403, 404, 409, 429, *codes)}


def _given(handler: Callable[..., Any]) -> Callable[..., Any]:
    """As for pages: `visit` is provided, `data` is the body, everything else stands in the path."""
    marks: dict[str, Any] = {"visit": NamedDependency, "data": JSONBody}
    for name, kind in list(handler.__annotations__.items()):
        if name != "return":
            handler.__annotations__[name] = marks.get(name, FromPath)[kind]
    return handler


def api_get(path: str = "/", *, needs: str, summary: str) -> Callable[[Callable[..., Any]], Any]:
    route = litestar_get(path, **_options(needs, summary))
    return lambda handler: route(_given(handler))


def api_post(path: str = "/", *, needs: str, summary: str) -> Callable[[Callable[..., Any]], Any]:
    route = litestar_post(path, status_code=200, **_options(needs, summary, 413, 422))
    return lambda handler: route(_given(handler))


def document_of(error: HoiAmError) -> dict[str, Any]:
    return {"code": error.code, "message": error.sentence(), **getattr(error, "document", {})}
