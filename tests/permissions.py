"""`make permissions`: docs/permissions.md, drawn from the table that the program itself reads, so that no paper says what the program does not."""

from core.auth import POWERFUL, ROLE_WORDS, SKILL_WORDS, TRAINED, Role
from core.auth.permissions import TABLE
from core.i18n import gettext, speaking
from tests.architecture.house import HOUSE

PAPER = HOUSE / "docs" / "permissions.md"
HEAD = """# Who may do what

Made by `make permissions` from `core/auth/permissions.py`; a test holds this page to it. The page `/quyen-han` shows the same to the
administrator, the data-protection officer and the auditor. Whoever has several roles may do what any of them allows, only for the communes
of the account; what lies outside is "not found". How accounts work: `accounts.md`; why: `adr/0014-who-may.md`.
"""


def drawn() -> str:
    with speaking("vi"):
        short = {role: f"{number}" for number, role in enumerate(Role, 1)}
        legend = "\n".join(f"{short[role]}. {gettext(ROLE_WORDS[role])} (`{role}`){' · hai bước' if role in POWERFUL else ''}" for role in Role)
        parts = [HEAD, legend + "\n"]
        for group in TABLE:
            head = f"## {gettext(group.title)}\n\n| {' | '.join(['được làm', *short.values()])} |\n|{'---|' * (len(short) + 1)}\n"
            parts.append(head + "\n".join(_line(each) for each in group.permissions) + "\n")
    return "\n".join(parts)


def _line(each: object) -> str:
    training = f" (khi đã tập huấn: {gettext(SKILL_WORDS[TRAINED[each.key]])})" if each.key in TRAINED else ""
    return f"| {gettext(each.words)}{training} | {' | '.join('✓' if role in each.roles else '' for role in Role)} |"


if __name__ == "__main__":
    PAPER.write_text(drawn(), encoding="utf-8")
