"""The site as tests meet it: put together once a process (two hundred routes take a third of a second), with the database of each test."""

import re
from copy import copy
from typing import Any

from litestar import Litestar
from litestar.datastructures import State
from litestar.events import SimpleEventEmitter

from core import crypto
from core.db import Database
from core.web import site
from core.web.edge import LOOPBACK


def says_why(client: Any, subject: str, why: str = "kinship") -> None:
    """Whoever is signed in answers why a record that is not their own case is opened."""
    held = re.search(r'name="_csrf_token" value="(\w+)"', client.get("/hom-nay").text)
    assert held
    client.post("/vi-sao", data={"_csrf_token": held[1], "subject": subject, "back": "/hom-nay", "why": why})


_built: dict[tuple[object, ...], Litestar] = {}


def build_site(controllers: list[Any], database: Database, *, demo: bool, hosts: list[str] | None = None) -> Litestar:
    """What `core.web.site.build_site` builds: its routes shared, its state and its coming and going its own."""
    key = (tuple(map(id, controllers)), tuple(hosts or ()), crypto.blind("csrf", "site"))
    if key not in _built:
        _built[key] = site.build_site(controllers, database, demo=demo, hosts=hosts)
    own = copy(_built[key])
    own.asgi_router = copy(own.asgi_router)
    own.asgi_router.app = own
    own.state, own.event_emitter = State({"database": database, "demo": demo, "names": frozenset(hosts or LOOPBACK)}), SimpleEventEmitter([])
    return own
