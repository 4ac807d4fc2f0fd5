"""What the desk sees: the day's list with its names, and one person with everything the rooms know."""

from desk.queries.board import Board, Line, board, chosen, coming_days, day_here, found, open_days, waiting
from desk.queries.registers import stage_relatives
from desk.queries.seat import Seat, seat, whom_next

__all__ = ["Board", "Line", "Seat", "board", "chosen", "coming_days", "day_here", "found", "open_days", "seat", "stage_relatives", "waiting", "whom_next"]
