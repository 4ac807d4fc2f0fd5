"""One relative's file across the rooms."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import consent
import families
import matching
import samples
from cases.queries.road import KINDS, Told, road
from core.i18n import N_, gettext
from core.web import Station
from core.work import Work

TAGS = {"accepted": "good", "rejected": "wait", "missing": "wait", "lost": "stop", "quarantined": "stop"}
STATE_WORDS = {
    consent.State.none: ("wait", N_("not asked yet")), consent.State.given: ("good", N_("consent in force")),
    consent.State.refused: ("plain", N_("consent not given")), consent.State.withdrawn: ("stop", N_("consent withdrawn")),
}


@dataclass(frozen=True)
class TubeView:
    code: str
    words: str
    kind: str
    href: str
    stations: tuple[Station, ...]


@dataclass(frozen=True)
class PersonFile:
    person: families.RelativeView
    standing: consent.Standing
    state: tuple[str, str]
    answers: list[tuple[str, bool]]
    tubes: list[TubeView]
    slip: families.SlipView | None
    call: matching.CallView | None
    visit: Any
    open_day: str | None
    told: list[Told]
    kinds: list[tuple[str, str]]
    chosen: str
    revealed: families.Revealed | None = None
    requests: tuple[consent.RequestView, ...] = ()


def person_file(work: Work, donor_code: str, only: str = "", revealed: families.Revealed | None = None) -> PersonFile:
    """Scoped to the viewer's units; the look is written down. Raises NotFound."""
    person = families.relative(work, donor_code)
    tubes = samples.of_donor(work.session, person.donor_id)
    now = consent.standing(work.session, person.donor_id)
    told = road(work, person.donor_id, person.donor_code, tubes)
    kinds = [(key, gettext(words)) for key, words in KINDS.items() if any(each.room == key for each in told)]
    kind, words = STATE_WORDS[now.state]
    may_know = work.actor.may("disclosure.hold")
    return PersonFile(
        person, now, (kind, gettext(words)), [(gettext(consent.PURPOSE_WORDS[purpose]), said) for purpose, said in now.answers.items()],
        [_tube(work, tube) for tube in tubes], families.slip_of(work, person.donor_id),
        matching.open_call(work.session, person.donor_id) if may_know or work.actor.may("notices.send") else None,
        matching.open_visit(work.session, person.donor_id) if may_know else None, _day_for(work, person.donor_id),
        [each for each in told if only in ("", each.room)], kinds, only, revealed,
        tuple(consent.requests_of(work.session, person.donor_id)) if work.actor.may("rights.take") else (),
    )


def _tube(work: Work, tube: samples.SampleFacts) -> TubeView:
    stations = samples.tube_road(samples.custody(work.session, tube.id))
    return TubeView(tube.code, tube.status_words, TAGS.get(tube.status, "plain"), f"/mau/{tube.code}", stations)


def _day_for(work: Work, donor_id: UUID) -> str | None:
    """The open day at whose desk this person can be served: the one whose list names the person, else the newest."""
    if not work.actor.may("desk.use"):
        return None
    held = [day.code for day in samples.days(work.session, work.actor.communes) if day.status == "open"]
    listed = [code for code in held if any(line.donor_id == donor_id for line in samples.expected(work.session, code))]
    return next(iter(listed + held), None)
