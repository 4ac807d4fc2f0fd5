"""`get` and `post`: every handler is sync, runs in a thread, has a guard, and is one transaction (laws 5 and 8).

`needs` names a permission of `core.auth.PERMISSIONS`, or is PUBLIC. `again` names the page to show once more when the
rules say no: the change is undone, what was typed stays on the screen.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from litestar import get as litestar_get
from litestar import post as litestar_post
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath
from sqlalchemy.exc import DBAPIError

from core.auth.roles import PERMISSIONS
from core.db import in_words
from core.errors import Malformed, NotAllowed, Refused
from core.web.visit import Visit

PUBLIC = "public"


class SignInFirst(NotAllowed):
    """Nobody is signed in; the edge answers with the way to the sign-in page."""

    status = 401


def guard(needs: str) -> Callable[[ASGIConnection[Any, Any, Any, Any], BaseRouteHandler], None]:
    if needs not in PERMISSIONS:
        raise ValueError(f"no such permission: {needs}")

    def check(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        if connection.user.account_id is None:
            raise SignInFirst()
        connection.user.must(needs)

    return check


def _options(needs: str, extra: dict[str, Any]) -> dict[str, Any]:
    guards = [] if needs == PUBLIC else [guard(needs)]
    return {"sync_to_thread": True, "include_in_schema": False, "guards": guards, "opt": {"needs": needs}, **extra}


def _given(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Say to the framework what handlers need not repeat: `visit` is provided, everything else stands in the path."""
    from_path: Any = FromPath  # a generic alias: which type it holds is known only when the handler is read
    for name, kind in list(handler.__annotations__.items()):
        if name != "return":
            handler.__annotations__[name] = NamedDependency[Visit] if name == "visit" else from_path[kind]
    return handler


def get(path: str = "/", *, needs: str, **extra: Any) -> Callable[[Callable[..., Any]], Any]:
    route = litestar_get(path, **_options(needs, extra))
    return lambda handler: route(_given(handler))


def post(path: str = "/", *, needs: str, again: str | None = None, **extra: Any) -> Callable[[Callable[..., Any]], Any]:
    def decorate(handler: Callable[..., Any]) -> Any:
        route = litestar_post(path, status_code=200, **_options(needs, extra))
        return route(_showing_again(_given(handler), again) if again else _given(handler))

    return decorate


def _showing_again(handler: Callable[..., Any], again: str) -> Callable[..., Any]:
    @wraps(handler)
    def answer(self: Any, visit: Any, **path: Any) -> Any:
        try:
            return handler(self, visit=visit, **path)
        except (Refused, Malformed, DBAPIError, OverflowError) as error:
            visit.session.rollback()
            visit.error = error if isinstance(error, Refused | Malformed) else in_words(error) if isinstance(error, DBAPIError) else Malformed()
            return getattr(type(self), again).fn(self, visit=visit, **path)

    return answer
