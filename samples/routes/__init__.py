"""Pages of days, tubes, boxes, shipments and registers."""

from samples.routes.boxes import Boxes
from samples.routes.closing import Closing
from samples.routes.days import Days, status_tag
from samples.routes.kits import DayKits
from samples.routes.plans import Plans
from samples.routes.registers import ReceiptIntake, RemainsIntake
from samples.routes.shipments import Shipments
from samples.routes.tubes import Samples

routes = [Plans, Days, DayKits, Closing, Samples, Boxes, Shipments, RemainsIntake, ReceiptIntake]

__all__ = ["routes", "status_tag"]
