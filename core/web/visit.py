"""A visit: who asks, in which transaction, and how the answer is made."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect
from sqlmodel import Session

from core import exports
from core.auth.roles import Actor
from core.errors import HoiAmError
from core.i18n import gettext
from core.web.forms import Form
from core.web.pages import render
from core.web.patience import take
from core.work import Work

NOTICE = "hoiam_notice"


@dataclass(frozen=True)
class TakenPage:
    code: str
    name: str
    receiver: str
    password: str
    back: str


@dataclass
class Visit:
    request: Request[Any, Any, Any]
    work: Work
    form: Form = field(default_factory=Form.empty)
    error: HoiAmError | None = None

    @property
    def session(self) -> Session:
        return self.work.session

    @property
    def actor(self) -> Actor:
        return self.work.actor

    @property
    def query(self) -> dict[str, str]:
        return {name: value for name, value in self.request.query_params.items() if isinstance(value, str)}

    def page_number(self, name: str = "trang") -> int:
        """Which page of a list the address asks for: 1 for whatever is no sensible number."""
        asked = self.query.get(name, "")
        return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1

    def page(self, template: str, page: Any = None, *, status: int = 200, **extra: Any) -> Response[str]:
        """Render a page; after a refused post it is shown again with the error and what was typed."""
        context = {"typed": self.form.typed if self.error else {}, "error": self.error, "notice": self._notice(), **extra}
        html = render(self.request, self.work, template, page, context)
        code = self.error.status if self.error else status
        response = Response(html, media_type="text/html; charset=utf-8", status_code=code)
        if NOTICE in self.request.cookies:
            response.delete_cookie(NOTICE)
        return response

    def go(self, path: str, said: str | None = None, kind: str = "good", **values: object) -> Redirect:
        """Post → redirect → get; `said` is shown once on the next page. Its values are codes, never names."""
        cookies = []
        if said:
            note = json.dumps([kind, gettext(said, **values)], ensure_ascii=False)
            value = urlsafe_b64encode(note.encode()).decode()
            cookies.append(Cookie(key=NOTICE, value=value, httponly=True, samesite="lax", max_age=60))
        return Redirect(path, status_code=303, cookies=cookies)

    def file(self, content: bytes, media_type: str, name: str, *, inline: bool = True) -> Response[bytes]:
        take(self.request, "export")
        place = "inline" if inline else "attachment"
        headers = {"Content-Disposition": f"{place}; filename*=UTF-8''{quote(name)}"}
        return Response(content, media_type=media_type, headers=headers)

    def give(self, taken: exports.Taken, *, back: str = "/", inline: bool = False) -> Response[Any]:
        """What left through `core.exports`: a locked file waits on a page that shows its password once; anything else is the answer."""
        if not taken.password:
            return self.file(taken.content, taken.media_type, taken.name, inline=inline)
        exports.hold(self.work, taken)
        receiver = gettext(exports.RECEIVER_WORDS[exports.Receiver(taken.receiver)])
        return self.page("web/taken.html", TakenPage(taken.code, taken.name, receiver, taken.password, back))

    def _notice(self) -> dict[str, str] | None:
        try:
            kind, text = json.loads(urlsafe_b64decode(self.request.cookies[NOTICE]))
        except (KeyError, ValueError, TypeError):
            return None
        return {"kind": kind if kind in ("good", "wait", "stop") else "wait", "text": str(text)}
