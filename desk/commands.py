"""What the desk does across rooms: each step is one command of the room it belongs to."""

import families
import samples
from core.staging import Staged
from core.work import Work


def load_expected(work: Work, staged: Staged, day_code: str | None) -> None:
    """Register everybody on the list and, where a day is named, expect them there."""
    donor_ids = families.load_relatives(work, staged)
    if day_code:
        samples.expect(work, day_code, donor_ids)


def on_kinship_revised(work: Work, event: families.KinshipRevised) -> None:
    """Hand the claims that hold now over to the samples; both versions stay in the sample's history."""
    claims = tuple(
        samples.Claim(claim.martyr_id, claim.martyr_code, claim.relation_path, claim.maternal_line)
        for claim in families.claims(work.session, event.donor_id)
    )
    samples.revise_claims(work, event.donor_id, claims)
