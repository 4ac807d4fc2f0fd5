"""Pages of martyrs, relatives, and their slips."""

from families.routes.registers import MartyrIntake, Martyrs, Relatives
from families.routes.slips import Slips

routes = [Martyrs, Relatives, Slips, MartyrIntake]
