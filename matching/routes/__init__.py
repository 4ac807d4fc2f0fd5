"""Pages of results, decisions, visits and calls, of the race list and of what laboratories read."""

from matching.routes.advice import Race
from matching.routes.api import ResultsApi
from matching.routes.decisions import Decisions
from matching.routes.profiles import Profiles
from matching.routes.registers import ResultIntake
from matching.routes.results import Results
from matching.routes.visits import Calls, Visits

routes = [Results, ResultIntake, Decisions, Visits, Calls, ResultsApi, Race, Profiles]
