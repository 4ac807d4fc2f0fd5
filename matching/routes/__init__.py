"""Pages of results."""

from matching.routes.registers import ResultIntake
from matching.routes.results import Results

routes = [Results, ResultIntake]
