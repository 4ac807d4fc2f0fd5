"""What the desk sees: the day's list with its names, and one person with everything the rooms know."""

from desk.queries.board import Board, Line, chosen, coming_days, day_here, found, looked_at, on_the_list, open_days, waiting
from desk.queries.registers import stage_relatives
from desk.queries.seat import Seat, seat, whom_next

__all__ = [
    "Board", "Line", "Seat", "chosen", "coming_days", "day_here", "found", "looked_at", "on_the_list", "open_days", "seat", "stage_relatives", "waiting",
    "whom_next",
]
