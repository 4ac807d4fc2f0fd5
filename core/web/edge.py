"""What every answer carries, and to which names this site answers at all.

Headers after the OWASP Secure Headers Project: everything is forbidden, then exactly what our pages use is allowed. They are put on at the
outermost place, so that a stylesheet, a redirect and an error have them like a page.

DNS rebinding: a page elsewhere lets its own name point to this computer and then reads our pages as its own. Its requests carry its name
as Host. An address written in figures cannot be rebound, so a site for the whole hall answers to any address, and of names only to its own.
No header says who is asking or over what: `X-Forwarded-*` counts only from the proxy that `serve --proxy` names.
"""

import logging
import socket
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

from litestar import Litestar
from litestar.datastructures import MutableScopeHeaders

from core.errors import HoiAmError
from core.i18n import N_, gettext, speaking

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "testserver.local"})
ANY_ADDRESS = "any address"
"""Stands for every address in figures, beside the names."""
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FILE_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
"""For a paper shown in the tab: the browser's own reader may draw it, and nothing in it may run, load or send."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
A_YEAR = "max-age=31536000"
WRONG_NAME = N_("This computer does not answer to that name. Nothing was changed. Open the address that stands on the first laptop.")


class Site(Litestar):
    """The application behind its door."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return

        begun = False

        async def clothed(message: Any) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                dress(message, scope)
                begun = True
            await send(message)

        if not answers_to(self.state["names"], _host(scope)):
            await _say(clothed, 421, WRONG_NAME)
            return
        try:
            await super().__call__(scope, receive, clothed)
        except Exception as error:  # noqa: BLE001 - the server would write the whole error, and names with it, into its log
            logging.getLogger("hoiam").error("the answer itself failed: %s", type(error).__name__)
            if not begun:
                await _say(clothed, 500, HoiAmError.message)


def dress(message: Any, scope: Any) -> None:
    """Put the headers on; under https also the promise to stay there, and cookies that never leave it."""
    message.setdefault("headers", [])
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers[name] = value
    shown = headers.get("content-type", "text/html").startswith("text/html")
    headers["Content-Security-Policy"] = PAGE_POLICY if shown else FILE_POLICY
    if not scope["path"].startswith("/static/"):
        headers["Cache-Control"] = "no-store"
    if scope["scheme"] == "https":
        headers["Strict-Transport-Security"] = A_YEAR
        message["headers"] = [(name, _secure(value) if name.lower() == b"set-cookie" else value) for name, value in message["headers"]]


def _secure(cookie: bytes) -> bytes:
    return cookie if b"secure" in cookie.lower().replace(b" ", b"").split(b";") else cookie + b"; Secure"


def _host(scope: Any) -> str:
    found = [value for name, value in scope["headers"] if name == b"host"]
    return found[0].decode("latin-1") if len(found) == 1 else ""


def answers_to(names: Iterable[str], host: str) -> bool:
    """Whether a Host header names this site. The port does not matter: a name elsewhere stays one on every port."""
    name = host.lower()
    name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
    return (name in names and name != ANY_ADDRESS) or (ANY_ADDRESS in names and _in_figures(name))


def _in_figures(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def names_of(host: str, told: Iterable[str] = ()) -> frozenset[str]:
    """The names of a site served at `host`: its loopback; for the whole hall also any address, this computer's name, and what it was told."""
    if host in LOOPBACK:
        return frozenset({*LOOPBACK - {"testserver.local"}, *(name.lower() for name in told)})
    own = socket.gethostname().lower().partition(".")[0]
    all_of = {ANY_ADDRESS, own, f"{own}.local"} if host in ("0.0.0.0", "::") else {host.lower()}  # noqa: S104 - the whole hall, on purpose
    return frozenset({*LOOPBACK - {"testserver.local"}, *all_of, *(name.lower() for name in told)})


async def _say(send: Any, status: int, words: str) -> None:
    with speaking("vi"):
        body = gettext(words).encode()
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain; charset=utf-8")]})
    await send({"type": "http.response.body", "body": body, "more_body": False})
