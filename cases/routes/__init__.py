"""Pages of files and of the log."""

from cases.routes.files import Files
from cases.routes.log import Log
from cases.routes.trees import TreeFiles

routes = [Files, Log, TreeFiles]
