"""The stones from the consent to the comparison, with their days. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.i18n import N_, gettext
from portal.rules.stages import GONE, OVER, Facts, Stage, current_tube, day, stage


class Pace(StrEnum):
    done = "done"
    current = "current"
    ahead = "ahead"


@dataclass(frozen=True)
class Station:
    """One stone of the road, as the macro `road` wants it."""

    state: str
    word: str
    hint: str = ""


ROAD = (
    N_("The family consents"), N_("The sample is received and sealed"), N_("The sample sets out"), N_("The laboratory has received it"),
    N_("Analysis and safe keeping"), N_("Comparison"),
)
REACHED: Mapping[Stage, int] = {
    Stage.registered: 0, Stage.invited: 0, Stage.consented: 1, Stage.collected: 2, Stage.under_way: 3, Stage.searching: 3, Stage.received: 4,
    Stage.unusable: 4, Stage.kept: 5, Stage.analysed: 5,
}
"""How many stones of ROAD were reached, the last of them being where the sample is now."""


HERE: Mapping[Stage, str] = {
    Stage.collected: N_("kept with care"), Stage.under_way: N_("on its way"), Stage.received: N_("it is here"), Stage.searching: N_("we are looking for it"),
    Stage.lost: N_("cannot be found any more"), Stage.unusable: N_("not enough for the analysis this time"),
}


def road(facts: Facts) -> list[Station]:
    """The stones from the consent to the comparison, with their days; earlier tubes and an ending stand in the same line."""
    tube = current_tube(facts.tubes)
    days = [facts.given_on, *((tube.collected_on, tube.sent_on, tube.received_on) if tube else (None,) * 3), facts.analysed_on if tube else None]
    now = stage(facts)
    if now in (*OVER, Stage.refused, Stage.set_aside):
        return [*_earlier(facts), *_passed(days), *_ending(facts, now)]
    reached = REACHED[now] if now in REACHED else sum(1 for each in days if each)
    stones = [*_earlier(facts)]
    for place, word in enumerate(ROAD):
        stones.append(_stone(word, days[place] if place < len(days) else None, place + 1, reached, now))
    return stones


def _stone(word: str, on: date | None, place: int, reached: int, now: Stage) -> Station:
    if place == len(ROAD):
        again = gettext(N_("whenever more remains of martyrs are sampled"))
        return Station(Pace.current if now is Stage.kept else Pace.ahead, gettext(word), again)
    here = place == reached and now is not Stage.kept
    if place > reached:
        return Station(Pace.ahead, gettext(word))
    note = gettext(HERE[now]) if here and now in HERE else ""
    hint = ", ".join(part for part in (day(on), note) if part)
    return Station(Pace.current if here else Pace.done, gettext(word), hint)


def _passed(days: list[date | None]) -> list[Station]:
    return [Station(Pace.done, gettext(word), day(on)) for word, on in zip(ROAD, days, strict=False) if on]


def _earlier(facts: Facts) -> list[Station]:
    """Tubes before the one that speaks."""
    said = {"rejected": N_("not enough for the analysis"), "lost": N_("cannot be found any more"), "missing": N_("not found")}
    stones = []
    for tube in [tube for tube in facts.tubes if tube.status != "voided"][:-1]:
        fate = gettext(said[tube.status]) if tube.status in said else ""
        stones.append(Station(Pace.done, gettext(N_("An earlier sample")), ", ".join(part for part in (day(tube.collected_on), fate) if part)))
    return stones


def _ending(facts: Facts, now: Stage) -> list[Station]:
    if now is Stage.refused:
        return [Station(Pace.current, gettext(N_("The family chose not to give a sample")), day(facts.refused_on))]
    if now is Stage.set_aside:
        return [Station(Pace.current, gettext(N_("The sample is kept apart")))]
    took_back = gettext(N_("The family takes its consent back"))
    if now is Stage.withdrawn_before:
        return [Station(Pace.current, took_back, day(facts.withdrawn_on))]
    if now in GONE.values():
        tube, gone = current_tube(facts.tubes), N_("The sample is destroyed") if now is Stage.withdrawn_destroyed else N_("The sample is given back")
        return [Station(Pace.done, took_back, day(facts.withdrawn_on)), Station(Pace.current, gettext(gone), day(tube.gone_on if tube else None))]
    before = gettext(N_("before %(day)s"), day=day(facts.done_before_on))
    return [Station(Pace.current, took_back, day(facts.withdrawn_on)), Station(Pace.ahead, gettext(N_("The sample is destroyed or given back")), before)]
