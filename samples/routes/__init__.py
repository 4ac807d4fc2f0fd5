"""Pages of days, tubes, boxes, laboratories, shipments, receipts and registers; the laboratory's own door under /api/v1."""

from samples.routes.apart import ApartTubes
from samples.routes.api import SamplesApi
from samples.routes.boxes import Boxes
from samples.routes.closing import Closing
from samples.routes.days import Days, status_tag
from samples.routes.devices import DayDevices
from samples.routes.kits import DayKits
from samples.routes.laboratories import Laboratories
from samples.routes.plans import Plans
from samples.routes.receipt import Receipts
from samples.routes.registers import ReceiptIntake, RemainsIntake
from samples.routes.shipments import Shipments
from samples.routes.tubes import Samples

routes = [
    Plans, Days, DayKits, DayDevices, Closing, ApartTubes, Samples, Boxes, Laboratories, Shipments, Receipts, RemainsIntake, ReceiptIntake, SamplesApi,
]

__all__ = ["routes", "status_tag"]
