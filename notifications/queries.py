"""What waits, what went, who was not reached; only inside the reader's units, and each look at a family is written down."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select

import consent
import families
import matching
from core import clock, files, office
from core.auth import SYSTEM, accounts
from core.errors import NotFound
from core.i18n import N_, gettext, speaking
from core.installation import Installation
from core.web import Kept, Moment, Waiting, must_see
from core.work import Work
from notifications import rules
from notifications.models import Message, MessageAttempt
from notifications.rules import Channel, MessageStatus, Ways

A_PAGE = 20
S = MessageStatus


def _in_doubt() -> ColumnElement[bool]:
    return and_(col(Message.status) == S.sending, col(Message.moved_at) < clock.now() - rules.IN_DOUBT_AFTER)


def _letters_to_print() -> ColumnElement[bool]:
    return and_(col(Message.status) == S.created, col(Message.channel) == Channel.letter)


def views() -> dict[str, ColumnElement[bool]]:
    """The filters of the page, by the word in its address."""
    printed = col(Message.status) == S.printed
    unreached = or_(col(Message.status) == S.failed_for_good, _in_doubt())
    return {
        "can-lam": or_(_letters_to_print(), printed, unreached),
        "chua-den": unreached,
        "cho-gui": and_(col(Message.status).in_([*rules.WAITING, S.sending]), col(Message.channel) == Channel.email),
        "da-gui": col(Message.status).in_([S.sent, S.handed_over]),
        "da-huy": col(Message.status) == S.cancelled,
    }


@dataclass(frozen=True)
class MessageLine:
    id: UUID
    donor_code: str
    name: str
    place: str
    channel: str
    words: str
    kind: str
    since: datetime


@dataclass(frozen=True)
class Outbox:
    lines: tuple[MessageLine, ...]
    counts: dict[str, int]
    page: int
    last: int


def _ids(work: Work, wanted: ColumnElement[bool]) -> list[UUID]:
    """The messages of families whom this person may see, the longest unmoved first."""
    query = select(Message.id, Message.donor_id).where(wanted).order_by(col(Message.moved_at), col(Message.id))
    pairs = work.session.exec(query).all()
    seen = families.visible(work, (donor_id for _, donor_id in pairs))
    return [message_id for message_id, donor_id in pairs if donor_id in seen]


def outbox(work: Work, view: str, page: int = 1) -> Outbox:
    """One page of one view, the longest wait first; what is over, newest first."""
    found = {name: _ids(work, wanted) for name, wanted in views().items()}
    ids = found[view][::-1] if view in ("da-gui", "da-huy") else found[view]
    last = max(1, -(-len(ids) // A_PAGE))
    page = min(max(1, page), last)
    lines = tuple(_line(work, message(work, message_id)) for message_id in ids[(page - 1) * A_PAGE : page * A_PAGE])
    return Outbox(lines, {name: len(rows) for name, rows in found.items()}, page, last)


def _line(work: Work, row: Message) -> MessageLine:
    person = families.relative(work, row.donor_id, "outbox")
    status, channel = MessageStatus(row.status), Channel(row.channel)
    return MessageLine(
        row.id, row.donor_code, person.name, person.commune, gettext(rules.CHANNEL_WORDS[channel]), words(row), rules.KINDS.get(status, "wait"), row.moved_at
    )


def words(row: Message) -> str:
    if row.status == S.sending and row.moved_at < clock.now() - rules.IN_DOUBT_AFTER:
        return gettext(N_("cut off: did it arrive?"))
    return rules.words(MessageStatus(row.status), Channel(row.channel))


def message(work: Work, message_id: UUID, *, lock: bool = False) -> Message:
    """Raises NotFound, also outside the reader's units."""
    query = select(Message).where(Message.id == message_id)
    row = work.session.exec(query.with_for_update().execution_options(populate_existing=True) if lock else query).first()
    if row is None:
        raise NotFound()
    must_see(work, row.donor_id)
    return row


@dataclass(frozen=True)
class Step:
    """One attempt, as a station on the message's line."""

    at: datetime
    words: str
    who: str
    code: str = ""
    href: str | None = None
    kind: str = ""


@dataclass(frozen=True)
class MessageView:
    id: UUID
    call_id: UUID
    donor_code: str
    status: MessageStatus
    words: str
    kind: str
    channel: Channel
    due_at: datetime | None
    reach: families.Reach
    ways: Ways
    may_email: bool
    call_open: bool
    in_doubt: bool
    body: str
    letter: UUID | None
    printed_on: date | None
    steps: tuple[Step, ...]
    revealed: bool = False


def attempts(session: Session, message_id: UUID) -> list[MessageAttempt]:
    return list(session.exec(select(MessageAttempt).where(MessageAttempt.message_id == message_id).order_by(col(MessageAttempt.id))))


def view(work: Work, message_id: UUID, *, revealed: bool = False) -> MessageView:
    """Everything about one message; number and address masked until somebody asks for them. The look is written down."""
    row, session = message(work, message_id), work.session
    rows, full = attempts(session, row.id), families.reach(work, row.donor_id)
    reach = full if revealed else families.masked(full)
    status, may = MessageStatus(row.status), consent.permits(session, row.donor_id, consent.Purpose.contact)
    names = {account.login: account.name for account in accounts(session)}
    printed = next((each for each in reversed(rows) if each.file_id), None)
    return MessageView(
        row.id, row.call_id, row.donor_code, status, words(row), rules.KINDS.get(status, "wait"), Channel(row.channel), row.due_at, reach,
        rules.ways(status, may_contact=may, has_phone=bool(reach.phone)), may and bool(reach.email), open_call(session, row) is not None,
        status is S.sending and row.moved_at < clock.now() - rules.IN_DOUBT_AFTER, body(session, row),
        printed.file_id if printed else None, clock.local(printed.occurred_at).date() if printed else None, tuple(_step(each, names) for each in rows),
        revealed,
    )


def _step(row: MessageAttempt, names: dict[str, str]) -> Step:
    status = MessageStatus(row.status)
    said = rules.words(status, Channel(row.channel))
    said += f" ({rules.code_words(row.code)})" if row.code else ""
    kind = {"failed_for_good": "stop", "failed_for_now": "wait", "cancelled": "wait"}.get(row.status, "")
    return Step(row.occurred_at, said[:1].upper() + said[1:], SYSTEM.name if row.actor == SYSTEM.login else names.get(row.actor, row.actor), kind=kind)


def letter(work: Work, message_id: UUID) -> bytes:
    """The newest letter as it was printed; the look is written down. Raises NotFound."""
    row = message(work, message_id)
    printed = [each.file_id for each in attempts(work.session, row.id) if each.file_id]
    if not printed:
        raise NotFound()
    work.saw(f"donor:{row.donor_code}", "letter")
    return files.content(work.session, printed[-1])


def open_call(session: Session, row: Message) -> matching.CallView | None:
    """The call this message is about, while somebody still waits for it."""
    call = matching.open_call(session, row.donor_id)
    return call if call and call.call_id == row.call_id else None


def sentence(call: matching.CallView) -> str:
    """The one body, in Vietnamese, whoever sits at the screen: it is the family that reads it."""
    with speaking("vi"):
        return gettext(rules.SENTENCE, unit=call.unit, number=call.number, person=call.person)


def body(session: Session, row: Message) -> str:
    """What the family will read; once it was sent or printed, what it did read."""
    told = [each.body for each in attempts(session, row.id) if each.body]
    call = open_call(session, row)
    return told[-1] if told else sentence(call) if call else ""


def stays_here(session: Session) -> bool:
    """Whether the settings keep every e-mail on this computer although its server is elsewhere."""
    demo = session.exec(select(Installation.demo)).first() or False
    beyond = office.get(session, "smtp_beyond_loopback") == "yes"
    return not rules.may_leave(office.get(session, "smtp_host"), demo=demo, beyond=beyond)


def waiting(work: Work) -> list[Waiting]:
    """For "Hôm nay": letters to print, letters to carry, families nobody reached."""
    if not work.actor.may("notices.send"):
        return []
    tasks = [
        (_letters_to_print(), N_("%(count)s letters to families wait to be printed"), N_("No e-mail may go to them."), N_("Print them"), "can-lam"),
        (col(Message.status) == S.printed, N_("%(count)s printed letters are not handed over yet"), N_("Mark the day on which each was handed over."),
         N_("Mark them"), "can-lam"),
        (views()["chua-den"], N_("%(count)s families were not reached"), N_("Choose another way: letter, telephone, visit."), N_("See them"), "chua-den"),
    ]
    lines = []
    for wanted, title, hint, verb, view_name in tasks:
        ids = _ids(work, wanted)
        if ids:
            first = work.session.get(Message, ids[0])
            assert first
            since = first.moved_at
            lines.append(Waiting(gettext(title, count=len(ids)), gettext(hint), f"/lien-lac?xem={view_name}", gettext(verb), since=since, count=len(ids)))
    return lines


def moments(work: Work, donor_id: UUID) -> list[Moment]:
    """What a family was told, on its timeline."""
    rows = work.session.exec(select(Message).where(Message.donor_id == donor_id)).all()
    href = "/lien-lac/{}" if work.actor.may("notices.send") else None
    done = (S.sent, S.handed_over, S.failed_for_good, S.cancelled)
    return [
        Moment(each.occurred_at, gettext(N_("Asking the family to call: %(words)s."), words=rules.words(MessageStatus(each.status), Channel(each.channel))),
               each.actor, "", href.format(row.id) if href else None)
        for row in rows for each in attempts(work.session, row.id) if each.status in done
    ]


def copied(work: Work, donor_id: UUID) -> list[Kept]:
    """For a data copy: that the family was asked to call, when and by which channel."""
    rows = tuple(("message", f"{clock.local(moment.at):%d/%m/%Y}", moment.words) for moment in moments(work, donor_id))
    why, until = gettext(N_("To ask you to call; a message never says more.")), gettext(N_("As long as the record above."))
    return [Kept("messages", gettext(N_("Messages we sent you")), rows, why, until)] if rows else []
