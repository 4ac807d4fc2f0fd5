"""What the search-and-scan box finds in this room."""

from core.i18n import N_, gettext
from core.web import Hit
from core.work import Work
from families.queries.in_trees import find_in_trees
from families.queries.martyrs import find_martyrs
from families.queries.people import find_relatives, numbers_in
from families.queries.slips import find_by_slip


def found(work: Work, text: str) -> list[Hit]:
    """Martyrs and relatives for the search box; a slip code that is known means one family and nothing else."""
    hits: list[Hit] = find_by_slip(work, text) if work.actor.may("families.see") else []
    if hits:
        return hits
    number = bool(numbers_in(text))
    if work.actor.may("martyrs.see") and not number:
        hits += [
            Hit(v.name, f"{v.birth_text} – {v.death_text} · {v.home}", f"/ho-so/liet-si/{v.code}", gettext(N_("Martyrs")), exact=v.code == text.strip().upper())
            for v in find_martyrs(work.session, text, 8)
        ]
    if work.actor.may("families.see"):
        hits += [
            Hit(r.name, f"{r.birth_year or ''} · {r.commune}", f"/ho-so/{r.donor_code}", gettext(N_("Relatives")), exact=number)
            for r in find_relatives(work, text, 8)
        ]
    if work.actor.may("families.see") and work.actor.may("martyrs.see") and not number:
        hits += [
            Hit(t.name, f"{t.birth_year or ''} · {t.martyr_code}", f"/ho-so/liet-si/{t.martyr_code}/pha-he?nguoi={t.key}", gettext(N_("In family trees")))
            for t in find_in_trees(work, text, 8)
        ]
    return hits
