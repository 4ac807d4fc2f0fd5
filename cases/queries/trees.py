"""Which tube stands for whom when a laboratory is handed a family's tree."""

import samples
from core.work import Work

USABLE = frozenset({"collected", "boxed", "sealed", "dispatched", "accepted"})


def tubes_for(work: Work, martyr_code: str) -> dict[str, str]:
    """A donor's code → the newest tube that may be tested for this martyr right now (law 7)."""
    tubes = [
        tube for tube in samples.for_martyrs(work.session, [martyr_code])
        if tube.status in USABLE and any(claim.martyr_code == martyr_code for claim in tube.agreed)
    ]
    return {tube.donor_code: tube.code for tube in sorted(tubes, key=lambda tube: tube.collected_at)}
