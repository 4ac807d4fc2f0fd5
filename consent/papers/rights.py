"""The letters of the rights desk: receipt, first answer, extension, refusal, answer (layout after Decree 30/2020; no form number is invented).

The legal basis, the authority one may complain to and the form code are settings of the office. The officer's own words stand in the letter.
"""

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable
from sqlmodel import Session

from consent.models import DataRequest
from consent.rules.rights import CHANNEL_WORDS, EXTENSION_WORDS, KIND_WORDS, REFUSAL_WORDS, Channel, ExtensionReason, RefusalReason, RequestKind, Step
from core import office, paper
from core.i18n import N_, gettext


@dataclass(frozen=True)
class Receiver:
    """To whom the letter goes; handed in, drawn once, kept only inside the sealed PDF. After an erasure nothing but the code is known."""

    name: str
    address: str = ""


@dataclass(frozen=True)
class Desk:
    """What the office says about itself on these letters."""

    name: str
    place: str
    basis: str
    authority: str
    callback: str
    hours: str
    form_code: str
    officer: str


def desk_of(session: Session, officer: str) -> Desk:
    said = office.everything(session)
    return Desk(
        said["office_name"], "Hà Tĩnh", said["rights_basis"], said["complaint_authority"], said["callback_number"], said["callback_hours"],
        said["form_code_rights"], officer,
    )


TITLES = {
    None: N_("Receipt of a request of a data subject"), Step.first_answer: N_("First answer to a request of a data subject"),
    Step.extend: N_("Notice of more time for a request"), Step.refuse: N_("Notice that a request is refused"),
    Step.answer: N_("Answer to a request of a data subject"),
}
OUTCOMES = {
    RequestKind.see: N_("What we keep about you was shown and explained to you."),
    RequestKind.copy: N_("A copy of your personal data was handed to you, on paper or as a file, as you wished."),
    RequestKind.correct: N_("Your personal data were corrected as you asked. What stood there before stays in the history, for proof only."),
    RequestKind.restrict: N_("Your data are not used for anything new from now on: no tube is packed or sent, and no message goes out, until you say "
                             "otherwise."),
    RequestKind.withdraw: N_("Your consent is withdrawn. Nothing more is done on its ground, and your sample was taken out of use. What was done before stays "
                             "lawful."),
    RequestKind.erase: N_("Your personal data were destroyed in our program, and nothing in it brings them back. Your sample, if one was taken, is out of use; "
                          "whoever holds it was asked to destroy it or to give it back. Only the code, the sample numbers and the days remain, as proof "
                          "that it was done. The slip you were given opens nothing any more, and you may throw it away."),
    RequestKind.complain: N_("Your complaint was looked into. What was found stands below."),
}


def letter(step: Step | None, row: DataRequest, donor_code: str, to: Receiver, desk: Desk, *, word: str = "", note: str = "", on: date) -> bytes:
    """The PDF of one step (None: the receipt). `row` already carries the new last day."""
    asker = Receiver(row.representative or to.name, to.address) if step is None else to
    body: list[Flowable] = [
        paper.title(gettext(TITLES[step]), gettext(N_("Request %(code)s"), code=row.code)), paper.facts(_facts(step, row, donor_code, asker, to)),
        paper.gap(3), *(paper.paragraph(words, "large") for words in _said(step, row, word)),
    ]
    if note:
        body.append(paper.paragraph(note, "large"))
    body += [*_closing(step, desk), paper.paragraph(gettext(N_("On the ground of: %(basis)s."), basis=desk.basis), "small")]
    asks = paper.Signer(gettext(N_("Whoever asks")), name=asker.name if step is None else "")
    takes = paper.Signer(gettext(N_("For the office")), name=desk.officer)
    body.append(paper.signatures(asks, takes) if step is None else paper.signatures(paper.Signer(""), takes))
    return paper.document(body, office=[desk.name], footer_code=f"{desk.form_code} {row.code}".strip(), on=on, place=desk.place)


def _day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def _facts(step: Step | None, row: DataRequest, donor_code: str, asker: Receiver, to: Receiver) -> list[tuple[str, object]]:
    kind, channel = gettext(KIND_WORDS[RequestKind(row.kind)]), gettext(CHANNEL_WORDS[Channel(row.channel)])
    pairs: list[tuple[str, object]] = [(gettext(N_("To")) if step else gettext(N_("Whoever asks")), asker.name)] if asker.name else []
    pairs += [(gettext(N_("On behalf of")), to.name), (gettext(N_("By which paper")), row.basis or "")] if step is None and row.representative else []
    pairs += [(gettext(N_("Address")), to.address)] if to.address else []
    pairs += [(gettext(N_("Donor code")), donor_code), (gettext(N_("What is asked")), kind)]
    pairs += [(gettext(N_("In the person's words")), row.asked)] if step is None else []
    pairs.append((gettext(N_("Received on")), f"{_day(row.received_on)}, {channel}"))
    if step in (None, Step.first_answer, Step.extend):
        pairs += [(gettext(N_("First answer by")), _day(row.first_answer_by))] if step is None else []
        pairs.append((gettext(N_("Carried out by")), _day(row.due_on)))
    return pairs


def _said(step: Step | None, row: DataRequest, word: str) -> list[str]:
    kind = RequestKind(row.kind)
    due = _day(row.due_on)
    if step is None:
        return [gettext(N_("We received this request today and keep it under the code above. It costs nothing. Keep this paper; with the code we find it "
                           "at once. We may ask to make sure who asks before anything is shown, handed out or changed."))]
    if step is Step.first_answer:
        return [gettext(N_("We received your request and are working on it. It will be carried out by %(day)s at the latest. If we need more from you, we "
                           "will call or write."), day=due)]
    if step is Step.extend:
        return [gettext(N_("Your request needs more time than we said at first. The reason: %(why)s"), why=gettext(EXTENSION_WORDS[ExtensionReason(word)])),
                gettext(N_("It will be carried out by %(day)s at the latest. The time can be extended only this once."), day=due)]
    if step is Step.refuse:
        return [gettext(N_("We cannot do what you asked. The reason: %(why)s"), why=gettext(REFUSAL_WORDS[RefusalReason(word)]))]
    return [gettext(OUTCOMES[kind])]


def _closing(step: Step | None, desk: Desk) -> list[Flowable]:
    number = desk.callback.replace(" ", "\u00a0")
    call = gettext(N_("Questions: %(office)s, telephone %(number)s (%(hours)s)."), office=desk.name, number=number, hours=desk.hours)
    if step in (Step.refuse, Step.answer):
        also = gettext(N_("If you do not agree, you may complain to us, or to %(authority)s."), authority=desk.authority)
        return [paper.paragraph(also, "large"), paper.paragraph(call, "large")]
    return [paper.paragraph(call, "large")]
