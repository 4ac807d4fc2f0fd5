"""Where a family's sample is, in one sentence, and what happens next. Pure.

The first that holds speaks: withdrawn, please call, refused, the newest tube, consent without a tube, registered. The sentences are those
of face.md word for word. "Please call" is the same whatever the reason, so that nobody can read a result into it; no sentence here is
about kin, about a martyr, or about what a comparison said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.errors import Refused
from core.i18n import N_, gettext


class Stage(StrEnum):
    registered = "registered"
    invited = "invited"
    consented = "consented"
    refused = "refused"
    collected = "collected"
    under_way = "under_way"
    received = "received"
    unusable = "unusable"
    searching = "searching"
    lost = "lost"
    set_aside = "set_aside"
    kept = "kept"
    analysed = "analysed"
    please_call = "please_call"
    withdrawn = "withdrawn"
    withdrawn_before = "withdrawn_before"
    withdrawn_destroyed = "withdrawn_destroyed"
    withdrawn_returned = "withdrawn_returned"


class CodeOrFactorWrong(Refused):
    status = 422
    message = N_("The code or what goes with it is not right yet. Please look at the slip again, or call %(number)s for help.")


@dataclass(frozen=True)
class Tube:
    """One tube: its printed code, where it is, and the days of its road."""

    code: str
    status: str
    collected_on: date
    sent_on: date | None = None
    received_on: date | None = None
    gone_on: date | None = None


@dataclass(frozen=True)
class Call:
    """Somebody wants to talk with the family: which office, which number, whom to ask for."""

    unit: str
    number: str
    person: str


@dataclass(frozen=True)
class Meeting:
    place: str
    on: date


@dataclass(frozen=True)
class Facts:
    """Everything the page may know; `consent` is none, given, refused or withdrawn, `tubes` the oldest first."""

    number: str
    consent: str = "none"
    given_on: date | None = None
    refused_on: date | None = None
    withdrawn_on: date | None = None
    done_before_on: date | None = None
    may_keep: bool = True
    tubes: tuple[Tube, ...] = ()
    analysed_on: date | None = None
    call: Call | None = None
    meeting: Meeting | None = None
    sex: str | None = None


TUBE_STAGES: Mapping[str, Stage] = {
    "collected": Stage.collected, "boxed": Stage.collected, "sealed": Stage.collected, "dispatched": Stage.under_way, "accepted": Stage.received,
    "rejected": Stage.unusable, "missing": Stage.searching, "lost": Stage.lost, "quarantined": Stage.set_aside,
}
GONE: Mapping[str, Stage] = {"destroyed": Stage.withdrawn_destroyed, "returned": Stage.withdrawn_returned}
OVER = frozenset({Stage.withdrawn, Stage.withdrawn_before, *GONE.values()})
"""Consent was taken back."""

NO_BREAK = "\u00a0"
WE_ANNOUNCE = N_("When there is news, we tell the family ourselves.")
NOTHING_TO_DO = N_("The family need not do anything more.")
CALL_SENTENCE = N_(
    "The officer in charge of the file would like to speak with the family. Please call %(unit)s, %(number)s, and ask for %(person)s, or we will come "
    "and visit the family."
)
ELSE_HOME = N_("If travelling is hard, please call %(number)s: an officer will come to your home.")

SENTENCES: Mapping[Stage, str] = {
    Stage.registered: N_(
        "The family has registered. We look forward to meeting you at %(place)s on %(day)s. If travelling is hard, please call %(number)s: an officer "
        "will come to your home."
    ),
    Stage.invited: N_("The family has registered. We will let you know the day and the place."),
    Stage.consented: N_("Thank you for your consent. The family can take it back at any time, without giving a reason."),
    Stage.refused: N_("The family chose not to give a sample. Nothing else changes for the family."),
    Stage.collected: N_("The sample of %(donor)s was received on %(day)s and carefully sealed, under the code %(code)s."),
    Stage.under_way: N_("The sample is on its way to the laboratory."),
    Stage.received: N_("The laboratory received the sample on %(day)s."),
    Stage.unusable: N_(
        "The sample is not enough for the analysis this time. This happens often and is not the family's doing. An officer will get in touch to ask for "
        "another one."
    ),
    Stage.searching: N_("The laboratory has not found this sample among those that arrived. We are looking for it."),
    Stage.lost: N_("We cannot find this sample any more. This is not the family's doing, and we are sincerely sorry."),
    Stage.set_aside: N_("The sample is kept apart and is not being used."),
    Stage.kept: N_(
        "The sample was analysed and is kept safely. The comparison goes on whenever more remains of martyrs are sampled. This may take long; when there "
        "is news, we tell the family ourselves."
    ),
    Stage.analysed: N_("The sample was analysed. As the family wished, it is not kept for later comparison."),
    Stage.please_call: CALL_SENTENCE,
    Stage.withdrawn: N_(
        "The family took its consent back on %(day)s. The sample is no longer used; it will be destroyed or given back before %(before)s."
    ),
    Stage.withdrawn_before: N_("The family took its consent back on %(day)s. No sample was taken."),
    Stage.withdrawn_destroyed: N_("The family took its consent back on %(day)s. The sample was destroyed on %(gone)s, before a witness."),
    Stage.withdrawn_returned: N_("The family took its consent back on %(day)s. The sample was given back on %(gone)s, before a witness."),
}

NEXT: Mapping[Stage, tuple[str, ...]] = {
    Stage.registered: (N_("Please bring a citizen card if there is one. Taking the sample takes only a few minutes and does not hurt."),),
    Stage.invited: (ELSE_HOME,),
    Stage.consented: (N_("Taking the sample comes next: a small drop of blood or a swab inside the cheek."), ELSE_HOME),
    Stage.refused: (NOTHING_TO_DO, N_("If the family thinks otherwise one day, a call is enough.")),
    Stage.collected: (N_("The sample goes to the laboratory with the next box."), NOTHING_TO_DO, WE_ANNOUNCE),
    Stage.under_way: (N_("The laboratory confirms when it has the sample."), NOTHING_TO_DO, WE_ANNOUNCE),
    Stage.received: (N_("The sample is analysed and then kept safely. This may take many months."), NOTHING_TO_DO, WE_ANNOUNCE),
    Stage.unusable: (N_("Giving a sample again takes only a few minutes, and an officer can come to your home."),),
    Stage.searching: (NOTHING_TO_DO, N_("An officer tells the family as soon as we know, and asks for another sample only if it is needed.")),
    Stage.lost: (CALL_SENTENCE,),
    Stage.set_aside: (N_("An officer will explain why. The family can call at any time."),),
    Stage.kept: (NOTHING_TO_DO,),
    Stage.analysed: (NOTHING_TO_DO, WE_ANNOUNCE),
    Stage.please_call: (N_("If a call is not easy, please just wait: we will come."),),
    Stage.withdrawn: (NOTHING_TO_DO, N_("If the family thinks otherwise one day, a call is enough.")),
    Stage.withdrawn_before: (NOTHING_TO_DO, N_("If the family thinks otherwise one day, a call is enough.")),
    Stage.withdrawn_destroyed: (NOTHING_TO_DO, N_("If the family thinks otherwise one day, a call is enough.")),
    Stage.withdrawn_returned: (NOTHING_TO_DO, N_("If the family thinks otherwise one day, a call is enough.")),
}


def current_tube(tubes: tuple[Tube, ...]) -> Tube | None:
    """The tube that speaks: the newest that was not entered wrongly."""
    counted = [tube for tube in tubes if tube.status != "voided"]
    return counted[-1] if counted else None


def stage(facts: Facts) -> Stage:
    """Where the family's matter stands."""
    tube = current_tube(facts.tubes)
    if facts.consent == "withdrawn":
        if tube and tube.status in GONE and not any(each.status == "quarantined" for each in facts.tubes):
            return GONE[tube.status]
        return Stage.withdrawn if tube and facts.done_before_on else Stage.withdrawn_before if not tube else Stage.set_aside
    if facts.call:
        return Stage.please_call
    if facts.consent == "refused":
        return Stage.set_aside if tube else Stage.refused
    if tube and tube.status in GONE:
        tube = None
    if tube:
        found = TUBE_STAGES[tube.status]
        after = Stage.kept if facts.may_keep else Stage.analysed
        return after if found is Stage.received and facts.analysed_on else found
    if facts.consent == "given":
        return Stage.consented
    return Stage.registered if facts.meeting else Stage.invited


def day(value: date | None) -> str:
    return f"{value.day}/{value.month}/{value.year}" if value else ""


def donor_word(sex: str | None) -> str:
    """How the donor is spoken of without a name."""
    return gettext({"male": N_("the gentleman"), "female": N_("the lady")}.get(sex or "", N_("the gentleman or lady")))


@dataclass(frozen=True)
class Words:
    """What the family reads first: the first sentence in large print, the rest of it, and what happens next."""

    stage: Stage
    lead: str
    rest: str
    after: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"{self.lead} {self.rest}".strip()


def words(facts: Facts, office: Call) -> Words:
    """The sentence of this stage. `office` answers when nobody asked the family to call and yet it should."""
    now, tube, call = stage(facts), current_tube(facts.tubes), facts.call or office
    on = {
        Stage.registered: facts.meeting.on if facts.meeting else None, Stage.collected: tube.collected_on if tube else None,
        Stage.received: tube.received_on if tube else None, **dict.fromkeys(OVER, facts.withdrawn_on),
    }.get(now)
    number = call.number if now in (Stage.please_call, Stage.lost) else facts.number
    values = {
        "place": facts.meeting.place if facts.meeting else "", "day": day(on), "before": day(facts.done_before_on), "code": tube.code if tube else "",
        "gone": day(tube.gone_on) if tube else "",
        "donor": donor_word(facts.sex), "number": number.replace(" ", NO_BREAK), "unit": call.unit, "person": call.person,
    }
    lead, stop, rest = gettext(SENTENCES[now]).partition(". ")
    return Words(now, (lead + stop).rstrip() % values, rest % values, tuple(gettext(each, **values) for each in NEXT[now]))
