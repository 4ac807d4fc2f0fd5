"""A martyr's whole family on one page: the picture, what is open or contradicts itself, and the card of the person somebody chose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import consent
import families
import matching
import samples
from cases.queries.family_card import Card, card_of
from cases.queries.family_open import OpenQuestion, open_questions
from cases.queries.family_words import kin_words
from core.work import Work


@dataclass(frozen=True)
class FamilyPage:
    """`here` is the page's own address; `card` stands for the chosen person, else for the martyr."""

    martyr: families.MartyrView
    here: str
    drawing: families.Drawing
    troubles: tuple[str, ...]
    checks: list[str]
    questions: list[OpenQuestion]
    advice: matching.Advice
    names: Mapping[str, str]
    hidden: int
    card: Card
    may_write: bool
    ended: list[families.EndedTie]

    @property
    def middle(self) -> int:
        """What a screen narrower than the tree shows first."""
        return round(self.drawing.by_key[self.card.key].x)


def family_page(work: Work, code: str, chosen: str = "", adding: str = "", correcting: bool = False) -> FamilyPage:
    """Scoped: names inside the viewer's units, each look written down. Raises NotFound.

    Whoever has no name is called what he or she is to this martyr, also where another martyr's kinship made the place.
    """
    of = families.martyr(work.session, code)
    tree = families.family_tree(work, of.code)
    advice = matching.advise(work.session, of.code)
    here = f"/ho-so/liet-si/{of.code}/pha-he"
    known = tree.pedigree.by_key
    wanted = tree.pedigree.aliases.get(chosen, chosen)
    key = wanted if wanted in known and wanted not in tree.hidden else of.code
    words = kin_words(work, tree, of.code)
    tree = replace(tree, names={**tree.names, **{person.key: words[person.key] for person in tree.pedigree.people if person.inferred and person.key in words}})
    drawing = families.draw(tree.pedigree, _marks(work, tree, words, here, key, advice), of.code)
    may = work.actor.may("families.write")
    card = card_of(work, tree, drawing, words, key, adding=adding if may else "", correcting=correcting and may)
    checks = [words for words in matching.doubts(work, of.code) if words not in tree.contradictions]
    names = {key: name for key, name in tree.names.items() if key not in tree.hidden}
    return FamilyPage(of, here, drawing, tree.contradictions, checks, open_questions(tree, here), advice, names, len(tree.hidden), card, may,
                      families.ended_ties(work, of.code) if may else [])


def _marks(
    work: Work, tree: families.FamilyTree, words: Mapping[str, str], here: str, chosen: str, advice: matching.Advice,
) -> dict[str, families.Marks]:
    """What the picture shows of everybody; of those outside the viewer's units nothing but that they are there."""
    donors = consent.donor_ids(work.session, [key for key, person in tree.pedigree.by_key.items() if person.donor and key not in tree.hidden])
    given = {tube.donor_code for tube in samples.for_martyrs(work.session, [tree.martyr]) if tube.can_answer}
    standing = consent.standings(work.session, donors.values())
    willing = {code for code, donor in donors.items() if standing[donor].state is consent.State.given}
    following = advice.next.key if advice.next else ""
    marks = {key: families.Marks(tree.names[key]) for key in tree.hidden}
    for key, person in tree.pedigree.by_key.items():
        if key not in tree.hidden:
            marks[key] = families.Marks(
                tree.names[key], years(person), words.get(key, ""), sampled=key in given, willing=key in willing, next=key == following,
                chosen=key == chosen, href=f"{here}?{urlencode({'nguoi': key})}#nguoi",
            )
    return marks


def years(person: families.Individual) -> str:
    """1950–1972, 1950–, –1972; nothing where nobody knows."""
    born, died = person.birth_year, person.death_year
    return f"{born or ''}–{died or ''}" if born or died else ""
