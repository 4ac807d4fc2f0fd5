"""What this room tells somebody about their own record: nothing that is about another relative."""

from uuid import UUID

from sqlmodel import col, select

import consent
from core.i18n import N_, gettext
from core.places import unit_name
from core.web import Kept
from core.work import Work
from families.models import Individual, IndividualVersion
from families.queries.people import claims
from families.rules.relation.paths import said

SEX_WORDS = {"female": N_("female"), "male": N_("male")}


def copied(work: Work, donor_id: UUID) -> list[Kept]:
    """The person's own entries and the kinship to the martyr as it was told; never who else stands in the tree, who told it, or how others are kin."""
    person = work.session.exec(select(Individual).where(Individual.donor_id == donor_id)).first()
    if person is None:
        return []
    work.saw(f"donor:{consent.donor(work.session, donor_id).code}", "data copy")
    rows = [
        ("name", N_("Full name"), person.name), ("sex", N_("Sex"), gettext(SEX_WORDS[person.sex]) if person.sex in SEX_WORDS else ""),
        ("born", N_("Born"), person.birth_text or str(person.birth_year or "")),
        ("citizen_id", N_("Citizen number"), person.citizen_id), ("phone", N_("Telephone"), person.phone),
        ("phone_owner", N_("Whose telephone"), person.phone_owner),
        ("email", N_("E-mail"), person.email), ("commune", N_("Commune"), unit_name(person.commune_code) if person.commune_code else ""),
        ("address", N_("Address"), person.address),
    ]
    revised = len(work.session.exec(select(IndividualVersion.id).where(col(IndividualVersion.individual_id) == person.id)).all())
    parts = [Kept(
        "person", gettext(N_("About you")), tuple((key, gettext(word), value) for key, word, value in rows if value),
        gettext(N_("To know whose sample it is, and to reach you.")),
        gettext(N_("Until the purpose is reached, consent is withdrawn or you ask to erase it.")),
        gettext(N_("Corrected so far: %(count)s times. What stood there before is kept sealed, as proof."), count=revised) if revised else "",
    )]
    kin = tuple(
        ("martyr", f"{each.martyr_name} ({each.martyr_code})", each.relation_word or said(each.relation_path or ""))
        for each in claims(work.session, donor_id)
    )
    if kin:
        parts.append(Kept("kinship", gettext(N_("Your kinship to the martyr, as it was told")), kin, gettext(N_("To know what a comparison can show.")),
                          gettext(N_("As long as the record above.")),
                          gettext(N_("What was told about other relatives is theirs, and does not stand here."))))
    return parts
