"""Changing what the office says about itself in registers, dossiers and notices."""

from collections.abc import Mapping

from core.work import Work
from privacy.models import PrivacySetting
from privacy.queries import wording as queries
from privacy.rules import wording as rules


def put_wording(work: Work, typed: Mapping[str, str]) -> int:
    """Save what differs from what holds now, and say how much that was. Raises Malformed with the boxes that need another look."""
    now = queries.everything(work.session)
    new = {key: value for key, value in rules.checked(typed).items() if (value or rules.DEFAULTS[key]) != now[key]}
    for key, value in new.items():
        work.save(PrivacySetting(key=key, value=value, actor=work.actor.login))
        work.audit("privacy.wording", f"setting:{key}")
    return len(new)
