"""What nobody asked this family yet, with the answers as buttons."""

from dataclasses import dataclass
from urllib.parse import urlencode

import families
from core.i18n import N_, gettext

SAME_MOTHER = {
    "full": N_("Yes, of one mother and one father"), "half-m": N_("Yes, of one mother; the fathers differ"), "half-p": N_("No, only the father is the same"),
}


@dataclass(frozen=True)
class OpenQuestion:
    """`answers` are (value, words) to be posted to `action` for `key`; where there are none, the answer is given at `href`.

    `asked` and `of` say which question an answer is for, and about the kinship to whom.
    """

    text: str
    key: str
    action: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    href: str = ""
    asked: str = ""
    of: str = ""


def open_questions(tree: families.FamilyTree, here: str) -> list[OpenQuestion]:
    """The questions about those whom this viewer may see."""
    found = []
    for each in tree.pedigree.opens:
        if not {each.person, each.of} & tree.hidden and each.person in tree.pedigree.by_key:
            found.append(_question(tree, here, each))
    return found


def _question(tree: families.FamilyTree, here: str, each: families.Open) -> OpenQuestion:
    who, whose = tree.names.get(each.person, ""), tree.names.get(each.of, "")
    if each.kind in (families.OpenKind.sibling, families.OpenKind.mother):
        text = gettext(N_("%(whose)s and %(who)s: were both born of one mother?"), whose=whose, who=who)
        answers = tuple((answer, gettext(SAME_MOTHER[answer])) for answer in SAME_MOTHER if answer in each.answers)
        return OpenQuestion(text[:1].upper() + text[1:], each.person, "cung-me", answers, of=each.of if each.kind is families.OpenKind.mother else "")
    if each.kind is families.OpenKind.child:
        text = gettext(N_("Is %(name)s a man or a woman? The line of the children hangs on it."), name=whose)
        return OpenQuestion(text, each.of, href=f"{here}?{urlencode({'nguoi': each.of, 'sua': '1'})}")
    question = families.question_for(each.paths, tree.pedigree.by_key[each.of].sex)
    if question is None:
        return OpenQuestion(f"{who}: {gettext(N_('Which kin of the martyr is this?'))}", each.person, href=f"/ho-so/{each.person}")
    answers = tuple((answer.key, answer.words) for answer in question.answers)
    return OpenQuestion(f"{who}: {question.words()}", each.person, "noi-ro", answers, asked=question.key, of=each.of)
