"""Dates as GEDCOM writes them ("ABT 1945", "BET 1940 AND 1945", "12 MAR 1945") and as Vietnamese families write them into the same line.

The text is kept in the words of a Vietnamese form; the year counts only where it is said, not where it is an edge or of another calendar.
"""

import re

from core.dates import LONGEST, read_date
from core.names import tidy

MONTHS = {name: place for place, name in enumerate(("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), 1)}
ABOUT = r"(ABT|ABOUT|CAL|EST|CIRCA|CA|~)\.?"
EDGES = {"BEF": "trước", "AFT": "sau", "FROM": "từ", "TO": "đến"}
DAY = re.compile(r"(?:(\d{1,2}) )?(?:([A-Z]{3})[A-Z]* )?(\d{3,4})(?:/\d\d)?")


def read_gedcom_date(text: str, *, latest_year: int) -> tuple[str, int | None]:
    """(the text as a form would say it, the year where the text says one)."""
    written = tidy(text)[:LONGEST]
    said = written.upper()
    if (calendar := re.match(r"@#D([A-Z ]+)@ *", said)) or (calendar := re.match(r"(JULIAN|HEBREW|FRENCH_R|CHINESE|GREGORIAN) ", said)):
        if calendar[1].strip() != "GREGORIAN":
            return written, None
        written, said = written[calendar.end():], said[calendar.end():]
    if (interpreted := re.match(r"INT ([^(]+?)(?: *\(.*)?$", said)) is not None:
        said = interpreted[1]
    if between := re.fullmatch(r"BET(?:WEEN)? (.+) AND (.+)", said):
        return f"từ {_words(between[1])} đến {_words(between[2])}", None
    if span := re.fullmatch(r"FROM (.+) TO (.+)", said):
        return f"từ {_words(span[1])} đến {_words(span[2])}", None
    first, _, rest = said.partition(" ")
    if first.rstrip(".") in EDGES and rest:
        return f"{EDGES[first.rstrip('.')]} {_words(rest)}", None
    if (about := re.match(ABOUT + r" *(?=\d|[A-Z]{3} )", said)) is not None:
        year = _year(said[about.end():], latest_year)
        return f"khoảng {_words(said[about.end():])}", year
    if DAY.fullmatch(said):
        return _words(said), _year(said, latest_year)
    read = read_date(written.strip("()"), latest_year=latest_year)
    return written.strip("()"), read.year


def _words(said: str) -> str:
    """`12 MAR 1945` → 12/03/1945; what is no such date stays as written."""
    match = DAY.fullmatch(said.strip())
    if not match or (match[2] and match[2] not in MONTHS) or (match[1] and not match[2]):
        return said.strip()
    day = f"{int(match[1]):02d}/" if match[1] else ""
    return f"{day}{MONTHS[match[2]]:02d}/{match[3]}" if match[2] else match[3]


def _year(said: str, latest_year: int) -> int | None:
    match = DAY.fullmatch(said.strip())
    year = int(match[3]) if match else None
    return year if year is not None and 1000 <= year <= latest_year else None
