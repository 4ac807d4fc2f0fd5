"""One way of kinship as a family of its own, for the desk and the result page: the martyr, the donor, and whoever stands between them. Pure.

Two siblings hang from both parents, or from the one they share; where nobody asked, every reading is kept and the tie is dotted.
"""

from dataclasses import replace

from core.i18n import gettext
from families.rules.drawing import Drawing, Marks, draw
from families.rules.paths import kin_words
from families.rules.pedigree import Individual, Pedigree, SocialTie, TieKind
from families.rules.relations import SEX_OF, steps_of

MARTYR, DONOR = "martyr", "donor"


class _Way:
    """People are added one by one; `here` is where the way stands now."""

    def __init__(self, martyr_sex: str | None):
        self.people = {MARTYR: Individual(MARTYR, martyr_sex, martyr=True)}
        self.unions: list[tuple[str, str]] = []
        self.social: list[SocialTie] = []
        self.words: dict[str, str] = {}
        self.here = MARTYR

    def add(self, sex: str | None, words: str, **facts: object) -> str:
        key = f"~{len(self.people)}"
        self.people[key] = replace(Individual(key, sex, inferred=True), **facts)  # type: ignore[arg-type]
        self.words[key] = words
        return key

    def parent(self, role: str, words: str = "") -> str:
        """The parent on record, or a new one."""
        now = self.people[self.here]
        found = now.mother if role == "mother" else now.father
        if found is None:
            found = self.add(SEX_OF[role], words or gettext(kin_words(role)))
            self.people[self.here] = replace(self.people[self.here], **{role: found})  # type: ignore[arg-type]
        elif words:
            self.words[found] = words
        return found

    def step(self, step: str, words: str) -> None:
        half, _, bare = step.rpartition(".")
        kin = bare.removesuffix("?")
        if kin in ("mother", "father"):
            self.here = self.parent(kin, words)
        elif kin in ("brother", "sister"):
            mother = self.parent("mother") if half != "half-p" else None
            father = self.parent("father") if half != "half-m" else None
            open_ = ((father, mother), (None, mother), (father, None)) if bare.endswith("?") else ()
            self.here = self.add(SEX_OF[kin], words, **({"readings": open_} if open_ else {"father": father, "mother": mother}))
        elif kin in ("son", "daughter"):
            sex = self.people[self.here].sex
            either: tuple[tuple[str | None, str | None], ...] = ((self.here, None), (None, self.here))
            known = {"male": {"father": self.here}, "female": {"mother": self.here}}.get(sex or "", {"readings": either})
            self.here = self.add(SEX_OF[kin], words, **known)
        else:
            self._by_law(kin, words)

    def _by_law(self, kin: str, words: str) -> None:
        before = self.here
        other = {"male": "female", "female": "male"}.get(self.people[before].sex or "")
        self.here = self.add(other if kin == "spouse" else None, words)
        if kin == "spouse":
            self.unions.append((before, self.here))
        else:
            self.social.append(SocialTie(self.here, before, TieKind.adoptive))


def lay_out(path: str, *, martyr_sex: str | None, martyr_words: str, donor_words: str) -> Drawing:
    """The picture of a path; an empty path is the martyr alone."""
    way, steps = _Way(martyr_sex), steps_of(path) if path else []
    for number, step in enumerate(steps, 1):
        way.step(step, kin_words(".".join(steps[:number])))
    if steps:
        way.people[way.here] = replace(way.people[way.here], donor=True, inferred=False)
    marks = {key: Marks(words) for key, words in way.words.items()} | {MARTYR: Marks(martyr_words)}
    if steps:
        marks[way.here] = Marks(donor_words, here=True)
    return draw(Pedigree(tuple(way.people.values()), tuple(way.unions), tuple(way.social)), marks)
