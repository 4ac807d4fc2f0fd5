"""Pages of the desk."""

from desk.routes.registers import RelativesIntake

routes = [RelativesIntake]
