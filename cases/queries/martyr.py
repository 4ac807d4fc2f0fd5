"""One martyr's file: the public record, the kin, and how far the family is."""

from dataclasses import dataclass

import families
import matching
import samples
from core.i18n import N_, gettext
from core.work import Work

ENOUGH = (N_("No maternal-line sample yet"), N_("One maternal-line sample"), N_("Two or more maternal-line samples"))


@dataclass(frozen=True)
class MartyrFile:
    martyr: families.MartyrView
    kin: list[tuple[families.KinView, str]]
    kin_elsewhere: int
    sees_kin: bool
    sufficient: int
    words: str
    tubes: list[samples.SampleFacts]
    results: list[matching.ResultLine]
    advice: matching.Advice | None
    names: dict[str, str]
    checks: list[str]


def martyr_file(work: Work, code: str) -> MartyrFile:
    """The record is public; its kin are shown inside the viewer's units, results to those who may see results. Raises NotFound."""
    of = families.martyr(work.session, code)
    tubes = samples.for_martyrs(work.session, [of.code])
    sees_kin = work.actor.may("families.see")
    kin, elsewhere = families.kin_of(work, of.id) if sees_kin else ([], 0)
    gave = {tube.donor_id: tube.status_words for tube in tubes}
    count = matching.sufficiency(tubes).get(of.code, 0)
    results = matching.results_of(work.session, [tube.code for tube in tubes]) if work.actor.may("results.see") else []
    shown = [tube for tube in tubes if work.actor.may("samples.see") and work.actor.sees(tube.commune_code)]
    named = [(relative, gave.get(relative.donor_id, gettext(N_("no sample yet")))) for relative in kin]
    advice, names = _advice(work, of.code, kin) if sees_kin else (None, {})
    checks = matching.doubts(work, of.code) if sees_kin else []
    return MartyrFile(of, named, elsewhere, sees_kin, count, gettext(ENOUGH[min(count, 2)]), shown, results, advice, names, checks)


def _advice(work: Work, code: str, kin: list[families.KinView]) -> tuple[matching.Advice, dict[str, str]]:
    """Whom to ask next, and the names this viewer may see; those of the kin above were written down already."""
    advice, names = matching.advise(work.session, code), {relative.donor_code: relative.name for relative in kin}
    others = families.cards(work, (line.key for line in advice.lines if line.key.startswith("i-")), "martyr's file")
    return advice, names | {key: card.name for key, card in others.items()}
