"""Facts in the past tense travel up to whoever listens, inside the same transaction (DESIGN law 9).

An event is a frozen dataclass with ids and codes only. `app.py` says which functions react to which event;
a reaction that fails takes the whole change with it, so nothing is announced that did not happen.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.work import Work

Reaction = Callable[["Work", Any], None]

_reactions: dict[type, tuple[Reaction, ...]] = {}


def install(reactions: Mapping[type, Sequence[Reaction]]) -> None:
    """Replace the table of reactions; called once by `app.py`."""
    _reactions.clear()
    _reactions.update({event: tuple(functions) for event, functions in reactions.items()})


def publish(work: "Work", event: object) -> None:
    for reaction in _reactions.get(type(event), ()):
        reaction(work, event)
