"""Pages of the desk: the day's list, and the road of five stones."""

from desk.routes.board import Desk
from desk.routes.consent import ConsentStone
from desk.routes.corrections import SecondThoughts
from desk.routes.kin import KinStone
from desk.routes.lists import DayPeople
from desk.routes.person import PersonStone
from desk.routes.registers import RelativesIntake
from desk.routes.sample import SampleStone
from desk.routes.slip import SlipStone

routes = [DayPeople, RelativesIntake, Desk, PersonStone, KinStone, ConsentStone, SampleStone, SlipStone, SecondThoughts]
