"""When a family's slip opens, when it asks for patience, and when it waits for a person. Pure.

    issued ──revoke──▶ revoked         (a new slip revokes the earlier ones)
    issued: wrong tries → please wait an hour → please call ──unlock by staff──▶ as new

The code is the secret (53.9 bits); the second factor keeps a slip found on the road from being read. It has only 35 likely years, so
that few guesses a month are left to whoever holds the paper. A code that was never issued is counted and answered in the same words.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from core.errors import Refused
from core.i18n import N_


class SlipEventKind(StrEnum):
    issued = "issued"
    printed = "printed"
    unlocked = "unlocked"
    revoked = "revoked"


HOUR, MONTH = timedelta(hours=1), timedelta(days=30)
CODE_PATIENCE, CODE_HOLD, CLIENT_PATIENCE, SITE_PATIENCE = 5, 10, 30, 300
"""Wrong tries: of one code in an hour and in a month, of one client (a village may share one address) and of everybody in an hour."""


class PleaseWait(Refused):
    status = 429
    message = N_("There were many tries just now. Please wait an hour and try again, or call %(number)s for help.")


class PleaseCall(Refused):
    status = 429
    message = N_("To keep the family's information safe, this slip is resting. Please call %(number)s: we open it again for you.")


class NoSlip(Refused):
    message = N_("This family has no slip in force. Nothing was changed. Make a new slip first.")


@dataclass(frozen=True)
class WrongTries:
    """How often it went wrong lately. What staff unlocked is not counted for the code any more."""

    code_hour: int = 0
    code_month: int = 0
    client_hour: int = 0
    site_hour: int = 0


def check_tries(tries: WrongTries, number: str) -> None:
    """Raises PleaseCall or PleaseWait; `number` is the office's own."""
    if tries.code_month >= CODE_HOLD:
        raise PleaseCall(number=number)
    if tries.code_hour >= CODE_PATIENCE or tries.client_hour >= CLIENT_PATIENCE or tries.site_hour >= SITE_PATIENCE:
        raise PleaseWait(number=number)


def knows(typed: str, birth_year: int | None, phone: str | None) -> bool:
    """Whether the second factor is right: the year of birth, or the last four digits of the telephone. Takes the same time for every answer."""
    digits = "".join(letter for letter in typed if letter.isdecimal())
    wanted = [f"{birth_year:04d}" if birth_year else "", (phone or "")[-4:]]
    same = [hmac.compare_digest(digits.encode().ljust(8), right.encode().ljust(8)) & (len(right) == 4) for right in wanted]
    return any(same) and len(digits) == 4
