"""Pages of days, tubes, boxes, shipments and registers."""

from samples.routes.boxes import Boxes
from samples.routes.days import Days
from samples.routes.registers import ReceiptIntake, RemainsIntake
from samples.routes.shipments import Shipments
from samples.routes.tubes import Samples

routes = [Days, Samples, Boxes, Shipments, RemainsIntake, ReceiptIntake]
