"""The site: who is asking, one transaction a request, what an error looks like, and the headers of every answer."""

from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from anyio import to_thread
from font_source_sans_pro import font_directory
from litestar import Request, Response
from litestar.config.csrf import CSRFConfig
from litestar.connection import ASGIConnection
from litestar.datastructures import FormMultiDict, State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult, DefineMiddleware
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.response import Redirect
from litestar.static_files import create_static_files_router
from sqlalchemy.exc import DBAPIError

from core import crypto, office
from core.auth import STRANGER, signed_in, token_actor
from core.db import Database, in_words
from core.errors import HoiAmError, Malformed
from core.i18n import N_, gettext, speaking
from core.looks import ReasonWanted
from core.web.api import document_of
from core.web.edge import LOOPBACK, Site
from core.web.forms import UPLOAD_LIMIT, Form
from core.web.looking import asked_page, why_page
from core.web.pages import HOUSE, render
from core.web.patience import TooManyAtOnce, take
from core.web.routes import SignInFirst
from core.web.visit import Visit
from core.work import Work

SESSION = "hoiam_session"
LANGUAGE = "hoiam_language"
PORCH = "/gia-dinh"
"""Families have no account: their way back is their own first page."""


class WhoAsks(AbstractAuthenticationMiddleware):
    """The browser's cookie, or the bearer token of another system; otherwise a stranger."""

    async def authenticate_request(self, connection: ASGIConnection[Any, Any, Any, Any]) -> AuthenticationResult:
        scheme, _, token = connection.headers.get("authorization", "").partition(" ")
        token = token if scheme.lower() == "bearer" else connection.cookies.get(SESSION, "")
        if not token or connection.scope["path"].startswith("/static"):
            return AuthenticationResult(user=STRANGER, auth=None)

        def find() -> Any:
            with connection.app.state.database.transaction() as session:
                if scheme.lower() == "bearer":
                    return token_actor(session, token)
                return signed_in(session, token, timedelta(minutes=office.number(session, "idle_minutes")))

        found = await to_thread.run_sync(find)
        if found is None and scheme.lower() == "bearer":
            take(connection, "token")
        return AuthenticationResult(user=found or STRANGER, auth=token)


async def provide_visit(request: Request[Any, Any, Any]) -> AsyncGenerator[Visit, None]:
    """One request is one transaction. Nothing is confirmed to a person before the commit is on disk."""
    form = Form.empty()
    if request.method == "POST":
        form = await Form.read(await request.form() or FormMultiDict())
        if form.uploads:
            take(request, "upload")
    session = request.app.state.database.session()
    language = request.cookies.get(LANGUAGE, "vi")
    with speaking(language):
        try:
            yield Visit(request, Work(session, request.user), form)
            await to_thread.run_sync(session.commit)
        except BaseException:
            await to_thread.run_sync(session.rollback)
            raise
        finally:
            await to_thread.run_sync(session.close)


@dataclass(frozen=True)
class ErrorPage:
    title: str
    sentence: str
    todo: str
    back: str


def answer_error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Every error in words: a page for people, a small document for other systems."""
    if isinstance(error, SignInFirst) and not _for_machines(request):
        return Redirect("/dang-nhap", status_code=303)
    if isinstance(error, HTTPException):
        error = _worded(error)
    if isinstance(error, OverflowError):
        error = Malformed()  # a number that no column holds, in an address or a box
    if isinstance(error, DBAPIError):
        request.logger.error("the database said no: %s", type(error.orig).__name__)
        error = in_words(error)
    if not isinstance(error, HoiAmError):
        request.logger.error("unexpected %s on %s", type(error).__name__, request.route_handler.name or request.method)
        error = HoiAmError()
    with speaking(request.cookies.get(LANGUAGE, "vi")):
        if isinstance(error, ReasonWanted):
            return _why(request, error)
        machine = _for_machines(request)
        answer = Response(document_of(error), media_type="application/json", status_code=error.status) if machine else _error_page(request, error)
    if isinstance(error, TooManyAtOnce):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _worded(error: HTTPException) -> HoiAmError:
    words = {
        404: N_("There is no such page. Nothing was changed. Go back, or start again from the first page."),
        413: N_("This file is larger than 20 MB. Nothing was saved. Send a smaller file, or split it."),
        403: N_("This page was open for too long, or came from elsewhere. Nothing was saved. Open the page again and repeat."),
    }
    worded = HoiAmError(words[error.status_code]) if error.status_code in words else Malformed()
    worded.status = error.status_code
    return worded


def _for_machines(request: Request[Any, Any, Any]) -> bool:
    return request.url.path.startswith("/api/")


def _error_page(request: Request[Any, Any, Any], error: HoiAmError) -> Response[str]:
    page = ErrorPage(gettext(N_("This could not be done")), error.sentence(), "", PORCH if request.url.path.startswith(PORCH) else "/")
    user = request.scope.get("user") or STRANGER
    with request.app.state.database.transaction() as session:
        html = render(request, Work(session, user), "web/error.html", page, {"typed": {}, "error": None})
    return Response(html, media_type="text/html; charset=utf-8", status_code=error.status)


def _why(request: Request[Any, Any, Any], error: ReasonWanted) -> Response[str]:
    """Not an own case: the page asks what the record is needed for, and goes on to it."""
    with request.app.state.database.transaction() as session:
        page = why_page(error.subject, asked_page(request))
        html = render(request, Work(session, request.scope["user"]), "web/why.html", page, {"typed": {}, "error": None})
    return Response(html, media_type="text/html; charset=utf-8", status_code=error.status, headers={"Cache-Control": "no-store"})


def operation_id(handler: Any, method: Any, path: list[Any]) -> str:
    """Threaded functions on one path would collide otherwise (stack.md §2)."""
    return "-".join([str(method).lower(), *(str(part) for part in path)]).replace(" ", "")


def build_site(controllers: list[Any], database: Database, *, demo: bool, hosts: Iterable[str] | None = None) -> Site:
    """The ASGI application. `hosts` are the names it answers to (`edge.names_of`); None answers this computer only."""
    return Site(
        route_handlers=[
            *controllers,
            create_static_files_router(path="/static/fonts", directories=[font_directory], include_in_schema=False),
            create_static_files_router(path="/static", directories=[HOUSE / "web" / "static"], include_in_schema=False),
        ],
        dependencies={"visit": Provide(provide_visit)},
        middleware=[DefineMiddleware(WhoAsks)],
        csrf_config=CSRFConfig(
            secret=crypto.blind("csrf", "site"), cookie_name="hoiam_csrf", cookie_httponly=True, cookie_samesite="lax",
            exclude=["^/api/"],
        ),
        exception_handlers={HoiAmError: answer_error, HTTPException: answer_error, Exception: answer_error},
        request_max_body_size=UPLOAD_LIMIT,
        openapi_config=OpenAPIConfig(
            title="Hồi Âm", version="1", path="/api/v1/schema", operation_id_creator=operation_id,
            render_plugins=[JsonRenderPlugin(path=["/", "/openapi.json"])],
            description="What a laboratory's system needs: shipments, manifests, receipt, results, status. Codes only, never a name.",
            components=Components(security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}),
        ),
        state=State({"database": database, "demo": demo, "names": frozenset(hosts or LOOPBACK)}),
    )
