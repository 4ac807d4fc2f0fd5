"""What may happen to a message, how long it waits, and what is offered when a family was not reached. Pure.

    created → sending → sent
       ↑         ├──→ failed for now → sending …
       |         └──→ failed for good → letter, telephone, visit
       └── by hand, or because no e-mail may go: a letter → printed → handed over
    what was not sent is cancelled when the call is settled or the consent taken back

A crash between the server's "accepted" and our note of it leaves `sending`. The program then does not guess: sending again could tell
a family twice, forgetting could tell it never. A person looks and says which (docs/adr/0009).

The words of the states: GOV.UK Notify, with "for now" and "for good" because its "temporary failure" puzzled people (peers.md).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.errors import Refused
from core.i18n import N_, gettext


class MessageStatus(StrEnum):
    created = "created"
    sending = "sending"
    sent = "sent"
    failed_for_now = "failed_for_now"
    failed_for_good = "failed_for_good"
    cancelled = "cancelled"
    printed = "printed"
    handed_over = "handed_over"


class Channel(StrEnum):
    email = "email"
    letter = "letter"
    telephone = "telephone"
    visit = "visit"


CHANNEL_WORDS = {Channel.email: N_("e-mail"), Channel.letter: N_("letter"), Channel.telephone: N_("telephone"), Channel.visit: N_("visit")}

S = MessageStatus
WAITING = (S.created, S.failed_for_now)
ACTIVE = (*WAITING, S.failed_for_good, S.printed)
MOVES: dict[str, dict[MessageStatus, MessageStatus]] = {
    "claim": dict.fromkeys(WAITING, S.sending),
    "note_sent": {S.sending: S.sent},
    "note_failed": {S.sending: S.failed_for_now},
    "give_up": {S.sending: S.failed_for_good},
    "turn_to_letter": dict.fromkeys(ACTIVE, S.created),
    "try_again": dict.fromkeys((S.failed_for_now, S.failed_for_good, S.sending), S.created),
    "say_it_arrived": {S.sending: S.sent},
    "print": dict.fromkeys(ACTIVE, S.printed),
    "hand_over": {S.printed: S.handed_over},
    "reach": dict.fromkeys((*ACTIVE, S.sending), S.handed_over),
    "cancel": dict.fromkeys(ACTIVE, S.cancelled),
}

STATUS_WORDS = {
    S.created: N_("waiting to be sent"),
    S.sending: N_("being sent"),
    S.sent: N_("sent"),
    S.failed_for_now: N_("not through yet, will be tried again"),
    S.failed_for_good: N_("not reached"),
    S.cancelled: N_("cancelled"),
    S.printed: N_("letter printed"),
    S.handed_over: N_("handed over"),
}
SPECIAL_WORDS = {
    (S.created, Channel.letter): N_("letter to be printed"),
    (S.handed_over, Channel.letter): N_("letter handed over"),
    (S.handed_over, Channel.telephone): N_("talked on the telephone"),
    (S.handed_over, Channel.visit): N_("visited"),
}
KINDS = {S.sent: "good", S.handed_over: "good", S.failed_for_good: "stop", S.cancelled: "plain", S.printed: "thread"}
"""Which tag a state wears; the rest wait."""

SENTENCE = N_("The officer in charge of the file would like to speak with the family. Please contact %(unit)s, %(number)s, and ask for "
              "%(person)s, or we will come to visit the family.")
"""The one body, whatever the reason (face.md, "please call")."""

CODE_WORDS = {
    "connection": N_("no connection to the mail server"), "timeout": N_("the mail server did not answer"), "tls": N_("no safe line to the mail server"),
    "login": N_("the password of the mail server must be plain letters"),
    "dropped": N_("the line broke after the text was given"), "address": N_("the address cannot be written to"),
}
"""What else than a number may stand as the code of an attempt (see commands/mail.py)."""

SERVER_AWAY = frozenset({"connection", "timeout", "tls", "login"})

IN_DOUBT_AFTER = timedelta(minutes=10)
"""An attempt takes seconds; what is still `sending` after this was cut off."""


class WrongMove(Refused):
    message = N_("This message is “%(status)s” by now, so that cannot be done. Nothing was changed. Look at the message again.")


class CallOver(Refused):
    message = N_("Nobody waits for this family's call any more, so no letter was made. Nothing was changed.")


class HandedTooEarly(Refused):
    message = N_("The letter was printed on %(printed)s, and today is %(today)s: the day lies outside of that. Nothing was saved. Write the day again.")


class NoEmailPossible(Refused):
    message = N_("The family gave no e-mail address, or did not agree to be contacted that way. Nothing was changed. Print the letter, or visit.")


class StaysHere(Refused):
    message = N_("Mail may not leave this computer until the office's settings say so (and never from the demo). Nothing was sent; every message waits.")


def words(status: MessageStatus, channel: Channel) -> str:
    return gettext(SPECIAL_WORDS.get((status, channel), STATUS_WORDS[status]))


def code_words(code: str) -> str:
    return gettext(CODE_WORDS[code]) if code in CODE_WORDS else gettext(N_("the mail server answered %(code)s"), code=code)


def move(status: MessageStatus, action: str) -> MessageStatus:
    """The state after. Raises WrongMove."""
    after = MOVES[action].get(status)
    if after is None:
        raise WrongMove(status=gettext(STATUS_WORDS[status]))
    return after


def wait_before_next(tries: int, chance: float) -> timedelta:
    """5 minutes, 20, 80, 320 …, at most a day; up to a fifth more or less by chance, so that a server that comes back is not met by all at once."""
    return timedelta(minutes=min(5 * 4 ** (tries - 1), 24 * 60) * (0.8 + 0.4 * chance))


class Answer(StrEnum):
    """What came of handing a message to a mail server; `unknown` when the line broke after the text was given."""

    taken = "taken"
    later = "later"
    never = "never"
    unknown = "unknown"


def after_answer(answer: Answer, tries: int, allowed: int) -> str | None:
    """The action that follows; None leaves the message `sending`, for a person."""
    if answer is Answer.unknown:
        return None
    if answer is Answer.taken:
        return "note_sent"
    return "give_up" if answer is Answer.never or tries >= allowed else "note_failed"


@dataclass(frozen=True)
class Ways:
    """How a family can be reached besides e-mail. Without consent to be contacted there is no telephone, but always paper and feet."""

    letter: bool
    telephone: bool
    visit: bool


def ways(status: MessageStatus, *, may_contact: bool, has_phone: bool) -> Ways:
    open_ = status in ACTIVE
    return Ways(letter=open_, telephone=(open_ or status is S.sending) and may_contact and has_phone, visit=open_ or status is S.sending)


def check_handed_on(on: date, printed: date, today: date) -> None:
    """Raises HandedTooEarly."""
    if not printed <= on <= today:
        raise HandedTooEarly(printed=f"{printed:%d/%m/%Y}", today=f"{today:%d/%m/%Y}")


def may_leave(host: str, *, demo: bool, beyond: bool) -> bool:
    """Mail goes to this computer only, unless a real office says otherwise."""
    return host.lower() in ("127.0.0.1", "localhost", "::1") or (beyond and not demo)
