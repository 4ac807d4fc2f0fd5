"""One person, one martyr, the log, and what stands beside Today: put together from what the rooms tell."""

from cases.queries.beside import beside
from cases.queries.chain import chain_page
from cases.queries.erased import Tombstone, tombstone
from cases.queries.exports import exports_page
from cases.queries.family import FamilyPage, family_page
from cases.queries.log import Act, act, log_page
from cases.queries.martyr import MartyrFile, martyr_file
from cases.queries.person import PersonFile, person_file
from cases.queries.rights import RequestPage, copied, copy_of, desk_page, may_copy, receiver, request_page, waiting, who_asks
from cases.queries.road import Told, road
from cases.queries.tree_files import InFile, TreeRow, commented, in_file, tree_rows, tubes_for

__all__ = [
    "Act", "FamilyPage", "InFile", "MartyrFile", "PersonFile", "RequestPage", "Told", "Tombstone", "TreeRow", "act", "beside", "chain_page", "commented",
    "copied", "copy_of", "desk_page", "exports_page", "family_page", "in_file", "log_page", "martyr_file", "may_copy", "person_file", "receiver",
    "request_page", "road", "tombstone", "tree_rows", "tubes_for", "waiting", "who_asks",
]
