"""`/ngay/{code}/may`: which telephones and laptops work for this day; each signs in once, by a code that is shown once."""

from types import SimpleNamespace
from typing import Any

import segno
from litestar import Controller, Response

from core import auth, clock
from core.i18n import N_
from core.web import Visit, get, post
from samples import commands, queries
from samples.routes.days import status_tag
from samples.rules import DayStatus


class DayDevices(Controller):
    path = "/ngay/{code:str}/may"

    @get("/", needs="days.plan")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        day = queries.seen(visit.work, code)
        browsers, now = auth.open_sessions(visit.session), clock.now()
        devices = [
            SimpleNamespace(login=each.login, name=each.name, until=each.expires_at, open=browsers.get(each.id, 0),
                            alive=each.active and each.expires_at is not None and each.expires_at > now)
            for each in auth.devices_of(visit.session, f"day:{code}")
        ]
        may_add = day.status in (DayStatus.planned, DayStatus.open)
        return visit.page("samples/devices.html", SimpleNamespace(day=day, tag=status_tag(day.status), devices=devices, may_add=may_add))

    @post("/", needs="days.plan", again="show")
    def add(self, visit: Visit, code: str) -> Response[Any]:
        """The code is shown on the answer to the post itself; it stands in no cookie, log or address, in the QR only behind "#"."""
        account, once = commands.add_device(visit.work, code)
        request = visit.request
        qr = segno.make_qr(f"{request.base_url}dang-nhap/may#{once.replace('-', '')}", error="m").svg_inline(scale=5, border=4)
        return visit.page("samples/device.html", SimpleNamespace(day=code, name=account.name, code=once, qr=qr, address=f"{request.base_url}dang-nhap/may"))

    @post("/{login:str}/tat", needs="days.plan", again="show")
    def end(self, visit: Visit, code: str, login: str) -> Response[Any]:
        commands.end_device(visit.work, code, login)
        return visit.go(f"/ngay/{code}/may", said=N_("The device %(login)s is off."), login=login)
