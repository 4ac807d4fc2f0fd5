"""The one thing that is done here: reading what is masked, which is an act of its own."""

import families
from cases import rules
from core.work import Work


def reveal(work: Work, donor_code: str, reason: str) -> families.Revealed:
    """Numbers and address in clear. Raises ReasonMissing, and NotFound outside the viewer's units."""
    if reason not in list(rules.RevealReason):
        raise rules.ReasonMissing()
    shown = families.reveal(work, donor_code, reason)
    work.audit("cases.revealed", f"donor:{donor_code}", reason=reason)
    return shown
