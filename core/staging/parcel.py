"""What lies in the package of a workbook, looked at before any of it is read.

A workbook is a zip of XML. Whoever made it may have made it to harm: unpacked it fills the machine (and its own list of sizes lies about
that), its XML calls itself a thousand times, its macros and links wait for somebody to open it. Nothing of it ever runs here: cells are
read as values and the rest is left alone. What could run elsewhere is named, so that it can be said aloud and, where a file is kept to be
handed out again, refused (OWASP, "File Upload"; ECMA-376 §9.1.1: a part holds no DTD).
"""

import copy
import io
import re
import zipfile
from collections.abc import Iterator

from core.errors import Malformed
from core.i18n import N_
from core.staging.verdicts import Reason, reason

MOST_PARTS = 2_000
"""A workbook of sixty sheets with a picture each has about three hundred."""
LARGEST_UNPACKED = 200 * 1024 * 1024
"""A register of 100,000 rows unpacks to about 40 MB."""
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
MACROS = re.compile(r"vbaproject|/macrosheets/|/dialogsheets/|^basic/|^scripts/", re.IGNORECASE)
OBJECTS = re.compile(r"/embeddings/|/activex/|/oleobject|^object |/objectreplacements/|^customui/|/ctrlprops/", re.IGNORECASE)
LINKS = re.compile(r"/externallinks/|/connections\.xml|/querytables/|/webextensions/", re.IGNORECASE)
OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
MACROS_FOUND = N_("The file carries macros. They were not run and are not kept; only what stands in the cells was read.")
OBJECTS_FOUND = N_("The file carries other files or controls inside. They were not opened; only what stands in the cells was read.")
LINKS_FOUND = N_("The file is tied to other files or programs. Nothing was fetched; the values that were last saved in the cells were read.")


class TornWorkbook(Malformed):
    message = N_("This file is damaged or was cut short. Nothing was saved. Please ask for the file again.")


class TooLarge(Malformed):
    message = N_("This file is too large to be a register. Nothing was saved. Split it into smaller files.")


class HostileWorkbook(Malformed):
    message = N_("This file is not built like a workbook and may be meant to do harm. Nothing was saved. Do not open it; ask the sender how it was made.")


class CarriesMore(Malformed):
    message = N_("%(found)s A file that is kept must hold values only. Nothing was saved. Save it as .xlsx or .csv with values only and load it again.")


def check(packed: zipfile.ZipFile) -> None:
    """Raises TooLarge, HostileWorkbook or TornWorkbook. Every part is unpacked once, in pieces that are thrown away."""
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise TooLarge()
    if len({part.filename for part in parts}) < len(parts):
        raise HostileWorkbook()  # two parts of one name: one reader checks the first and another reads the second
    for part in parts:
        if part.flag_bits & 1:
            raise TornWorkbook()
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise HostileWorkbook()  # no office program packs otherwise (ISO/IEC 29500-2, annex on ZIP: DEFLATE or stored)
        before = b""
        for piece in _pieces(packed, part):
            if part.filename.lower().endswith((".xml", ".rels", ".vml")) and DECLARES.search((before + piece).replace(b"\0", b"")):
                raise HostileWorkbook()
            before = piece[-32:]


def _pieces(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part as it really is: one byte more than it says of itself is asked for, and there must be none."""
    asked = copy.copy(part)
    asked.file_size, left = part.file_size + 1, part.file_size
    with packed.open(asked) as stream:
        while piece := stream.read(1 << 20):
            left -= len(piece)
            if left < 0:
                raise HostileWorkbook()
            yield piece


def carries(content: bytes) -> list[Reason]:
    """What beside cells a workbook holds that could do something when somebody opens it; nothing for a text file."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            book = packed.read("content.xml") if "content.xml" in names else b""
        macros, objects, links = (any(kind.search(name) for name in names) for kind in (MACROS, OBJECTS, LINKS))
        links = links or b"office:dde-source" in book or b"table:table-source" in book
    else:
        macros, objects, links = OLD_MACROS in content, "\x01Ole10Native".encode("utf-16-le") in content, False
    found = ((macros, "macros", MACROS_FOUND), (objects, "objects", OBJECTS_FOUND), (links, "links", LINKS_FOUND))
    return [reason(code, words) for there, code, words in found if there]


def must_carry_nothing(content: bytes) -> None:
    """For a file that is kept and handed out again. Raises CarriesMore."""
    if found := carries(content):
        raise CarriesMore(found=found[0].sentence())
