"""Pages of files, of the rights desk and of the log."""

from cases.routes.chain import Chain
from cases.routes.family import FamilyTree
from cases.routes.files import Files
from cases.routes.log import Log
from cases.routes.rights import Rights
from cases.routes.tree_files import TreeFiles

routes = [Chain, FamilyTree, Files, Log, Rights, TreeFiles]
