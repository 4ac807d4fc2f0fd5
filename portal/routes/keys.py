"""The family's own short session: a sealed cookie, apart from that of the staff, and nothing personal in any address."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

from litestar.datastructures import Cookie

from core import clock
from core.crypto import KeyMissing, keyring
from core.web import Visit

NAME, CONTEXT = "hoiam_gia_dinh", "portal.cookie"
LASTS = timedelta(minutes=30)
"""Time to read a page slowly, twice; a telephone that is handed on shows nothing the next day."""


@dataclass(frozen=True)
class Key:
    """What this browser holds: the code that was typed and, once the second factor was right, whose it is and which opening this is.

    A cookie can be copied; leaving ends the opening itself (`families.leave_slip`), on the shared telephone and in every copy.
    """

    code: str
    donor: str = ""
    page: str = ""

    @property
    def donor_id(self) -> UUID | None:
        return UUID(self.donor) if self.donor else None


def give(visit: Visit, key: Key) -> Cookie:
    body = json.dumps({**asdict(key), "until": int((clock.now() + LASTS).timestamp())}).encode()
    value = urlsafe_b64encode(keyring().seal(body, CONTEXT)).decode()
    secure = visit.request.url.scheme == "https"
    seconds = int(LASTS.total_seconds())
    return Cookie(key=NAME, value=value, path="/gia-dinh", httponly=True, samesite="lax", secure=secure, max_age=seconds)


def held(visit: Visit) -> Key | None:
    """The key in this browser, if it was sealed here and its time is not over."""
    try:
        body = json.loads(keyring().open(urlsafe_b64decode(visit.request.cookies[NAME]), CONTEXT))
    except (KeyError, ValueError, KeyMissing):
        return None
    return Key(body["code"], body["donor"], body.get("page", "")) if body["until"] > clock.now().timestamp() else None
