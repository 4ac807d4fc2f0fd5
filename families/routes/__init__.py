"""Pages of martyrs, relatives, their slips, and the words for kin."""

from families.routes.open_kin import OpenQuestions
from families.routes.registers import MartyrIntake, Martyrs, Relatives
from families.routes.slips import Slips
from families.routes.words import KinWords

routes = [Martyrs, Relatives, Slips, MartyrIntake, KinWords, OpenQuestions]
