"""A visitor who opens every page that a role may see, keeps one example of each form, and types what nobody should."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from hypothesis import strategies as st
from litestar.testing import TestClient

MARK = "<q7x onload=1>\"'"
"""If this comes back as it is, what is typed is not escaped."""
NOBODY = "00000000-0000-0000-0000-000000000000"
NASTY = [
    "", " ", "x" * 3_000, MARK, "Le\u0302 Thi\u0323 \u202eabc 😀", "a\0b\x1b[31m", "-1", "0", "9" * 30, "1e309", "²³", "NaN", "None", "31/02/2026", "01/01/0001",
    "9999-12-31", "2026-13-45", "' OR 1=1 --", "%s %n %(x)s {0} {{7*7}} ${7*7}", '=HYPERLINK("http://x.example")', "+84912345678", "@SUM(1)", NOBODY,
    "a\r\nSet-Cookie: x=1", "../../etc/passwd", "true", "[]", '{"a": 1}', "HT1234567849", "LS-00001", "female", "yes",
]
typed = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=12), st.integers().map(str))
files = st.sampled_from([b"", b"PK\x03\x04torn", b"\x89PNG\r\n\x1a\n", b"0 HEAD\n1 CHAR UTF-8\n0 TRLR\n", b"a,b\n=1,2\n", b"\xff\xfea\0", b"%PDF-1.7", b"x" * 5000])


@dataclass(frozen=True)
class FoundForm:
    page: str
    action: str
    boxes: tuple[tuple[str, tuple[str, ...]], ...]
    uploads: tuple[str, ...] = ()

    @property
    def kind(self) -> tuple[str, tuple[str, ...]]:
        return pattern(self.action), tuple(name for name, _ in self.boxes)

    def strategy(self):
        """Of every box: as the page had it, something nasty, twice, or left out."""
        one = {name: st.one_of(st.just(list(values[:1])), typed.map(lambda each: [each]), st.tuples(typed, typed).map(list)) for name, values in self.boxes}
        return st.fixed_dictionaries({}, optional=one)


@dataclass
class Reader(HTMLParser):
    """The links and the posting forms of one page."""

    page: str
    links: set[str] = field(default_factory=set)
    forms: list[FoundForm] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)
        self._form, self._boxes, self._uploads, self._select = None, {}, [], None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in said:
            self.links.add(urljoin(self.page, said["href"]))
        if tag == "form":
            self._form = urljoin(self.page, said.get("action") or self.page) if said.get("method", "").lower() == "post" else None
            self._boxes, self._uploads = {}, []
        if tag in ("input", "select", "textarea", "button") and self._form and said.get("name"):
            if said.get("type") == "file":
                self._uploads.append(said["name"])
            else:
                self._boxes.setdefault(said["name"], []).append(said.get("value", ""))
                self._select = said["name"] if tag == "select" else None
        if tag == "option" and self._form and self._select:
            self._boxes[self._select].append(said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form:
            boxes = tuple((name, tuple(values)) for name, values in sorted(self._boxes.items()) if name != "_csrf_token")
            self.forms.append(FoundForm(self.page, self._form, boxes, tuple(self._uploads)))
            self._form = None


def pattern(address: str) -> str:
    """Which kind of page an address is: codes and ids are places."""
    return re.sub(r"/(?:[0-9a-f-]{36}|[^/]*\d[^/]*)(?=/|$)", "/{}", urlsplit(address).path)


def walk(client: TestClient, start: str, most: int = 140) -> Iterator[tuple[str, str, Reader]]:
    """Every kind of page once, breadth first: its address, its text, its links and forms."""
    seen: set[str] = set()
    waiting = [start]
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if pattern(address) in seen or not address.startswith("/") or address.startswith("/static"):
            continue
        seen.add(pattern(address))
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code < 500, f"{address}: {answer.status_code}"
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        read = Reader(answer.url.path)
        read.feed(answer.text)
        waiting += sorted(urlsplit(link)._replace(fragment="", scheme="", netloc="").geturl() for link in read.links if urlsplit(link).netloc in ("", "127.0.0.1"))
        yield address, answer.text, read
