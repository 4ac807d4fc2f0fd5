"""Pages of the desk."""

from desk.routes.lists import DayPeople
from desk.routes.registers import RelativesIntake

routes = [DayPeople, RelativesIntake]
