"""What a person does about a message: print and carry the letter, telephone, visit, try again, cancel."""

from datetime import date, datetime, time
from uuid import UUID

import families
import matching
from core import clock, files, office
from core.work import Work
from notifications import papers, queries, rules
from notifications.commands.outbox import email_of, step
from notifications.models import Message
from notifications.rules import Channel, MessageStatus


def _open_message(work: Work, message_id: UUID) -> tuple[Message, matching.CallView]:
    """Raises NotFound or CallOver."""
    row = queries.message(work, message_id, lock=True)
    call = queries.open_call(work.session, row)
    if call is None:
        raise rules.CallOver()
    return row, call


def reveal(work: Work, message_id: UUID) -> None:
    """Number and address in clear, to call the family or to go there: an act of its own. Raises NotFound."""
    row = queries.message(work, message_id)
    work.audit("notifications.revealed", f"donor:{row.donor_code}", reason="call")


def print_letter(work: Work, message_id: UUID) -> None:
    """Draw the letter with today's address, keep it sealed, and note that it was printed. Raises CallOver or WrongMove."""
    row, call = _open_message(work, message_id)
    reach, text = families.reach(work, row.donor_id), queries.sentence(call)
    address = "\n".join(line for line in (reach.address or "", reach.commune, "tỉnh Hà Tĩnh") if line)
    facts = papers.LetterFacts(
        name=reach.name, address=address, sentence=text, office=call.unit, number=call.number, hours=office.get(work.session, "callback_hours"),
        person=call.person, code=row.donor_code, form_code=office.get(work.session, "form_code_letter"), on=clock.today(),
    )
    rules.move(MessageStatus(row.status), "print")
    kept = files.keep(work, "letter", papers.letter(facts), "application/pdf", of=row.donor_id)
    step(work, row, "print", channel=Channel.letter, body=text, address=address, file_id=kept.id)


def hand_over(work: Work, message_id: UUID, on: date) -> None:
    """The letter is in the family's hands since that day. Raises HandedTooEarly or WrongMove."""
    row = queries.message(work, message_id, lock=True)
    rules.move(MessageStatus(row.status), "hand_over")
    printed = max(clock.local(each.occurred_at).date() for each in queries.attempts(work.session, row.id) if each.file_id)
    rules.check_handed_on(on, printed, clock.today())
    noon = datetime.combine(on, time(12), clock.VIETNAM)
    step(work, row, "hand_over", at=noon if on < clock.today() else None)


def to_letter(work: Work, message_id: UUID) -> None:
    """No e-mail after all: a letter waits to be printed."""
    row, _ = _open_message(work, message_id)
    step(work, row, "turn_to_letter", channel=Channel.letter)


def try_again(work: Work, message_id: UUID) -> None:
    """By e-mail, from the beginning. Raises NoEmailPossible, CallOver or WrongMove."""
    row, _ = _open_message(work, message_id)
    if not email_of(work, row.donor_id):
        raise rules.NoEmailPossible()
    step(work, row, "try_again", channel=Channel.email, due_at=clock.now())


def say_it_arrived(work: Work, message_id: UUID) -> None:
    """A person knows that a message which was cut off did arrive."""
    step(work, queries.message(work, message_id, lock=True), "say_it_arrived")


def cancel(work: Work, message_id: UUID) -> None:
    step(work, queries.message(work, message_id, lock=True), "cancel")


def spoke(work: Work, message_id: UUID) -> None:
    """Talked with the family on the telephone; the call is settled with it. Raises WrongMove."""
    _reached(work, message_id, Channel.telephone, matching.CallEnd.talked)


def visited(work: Work, message_id: UUID) -> None:
    """Was at the family's; the call is settled with it. Raises WrongMove."""
    _reached(work, message_id, Channel.visit, matching.CallEnd.visited)


def _reached(work: Work, message_id: UUID, channel: Channel, end: matching.CallEnd) -> None:
    row = queries.message(work, message_id, lock=True)
    step(work, row, "reach", channel=channel)
    if queries.open_call(work.session, row):
        matching.settle_call(work, row.call_id, end)
