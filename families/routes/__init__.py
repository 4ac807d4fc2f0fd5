"""Pages of martyrs, relatives, and their slips."""

from families.routes.registers import MartyrIntake, Martyrs, Relatives

routes = [Martyrs, Relatives, MartyrIntake]
