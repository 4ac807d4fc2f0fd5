"""ADR 0005: what is personal is on no disk in clear, in whatever spelling, wherever the program leaves bytes.

A clerk's day through the real pages with 200 relatives: their list is loaded, they are found, opened, revealed, put on paper, asked to call,
exported and backed up. Then every file is searched for every one of them: the database and its WAL, the backup, the log, what left as a file (zipped files
opened), temporary files; on PostgreSQL its dump and the whole folder of the server. The master key is looked for too.
"""

import base64
import io
import json
import logging
import re
import subprocess
import tempfile
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import quote

import numpy
import openpyxl
import pytest
from litestar.testing import TestClient
from sqlalchemy import text
from sqlmodel import select

import app
import consent
from core import crypto, names
from core.files import SealedFile
from core.installation import copy_sqlite
from core.settings import Settings
from core.web.intake import StagedFile
from families.models import Individual
from tests.integration.test_the_desk import SITE, Hall
from tests.site import build_site

MASTER = bytes.fromhex("9d0cf5a1b7e34862f0c19e5d7a2b4836c1d8e7f60594a3b2716f5e4d3c2b1a09")
FAMILY = ("Khổng", "Tạ", "Ngụy", "Đàm", "Ông", "Mạc", "Lục", "Âu", "Giáp", "Từ", "Khuất", "Nghiêm", "Đới", "Sầm", "Vi", "Ninh", "Bế", "Hứa", "Lò", "Tiêu")
REST = ("Thị Xuyến", "Hữu Ngoạn", "Thuỷ Vượng", "Đức Quỳnh", "Văn Thưởng", "Ngọc Khuê", "Bích Diễm", "Quảng Đệ", "Mỹ Lệ", "Trọng Uỷ")
PEOPLE = [(f"{family} {rest}", f"09{71234567 + 7919 * n}", f"042{149000117 + 104729 * n}", f"Xóm Đò Cây Gạo {n + 11}, xã Thạch Khê")
          for n, (family, rest) in enumerate((family, rest) for family in FAMILY for rest in REST)]
HEAD = ("Họ và tên thân nhân", "Năm sinh", "SĐT", "Số CCCD", "Địa chỉ", "Quan hệ với liệt sĩ", "Họ tên liệt sĩ")


def spellings(said: str) -> set[bytes]:
    """Every way in which these letters may lie in a file."""
    forms = {said, said.upper(), said.lower(), names.fold(said)}
    forms |= {unicodedata.normalize("NFD", form) for form in forms}
    forms |= {json.dumps(form)[1:-1] for form in forms} | {quote(said), quote(said, safe="").replace("%20", "+")}
    if said.isdigit():
        forms |= {f"{said[:4]} {said[4:7]} {said[7:]}", f"+84{said[1:]}"}
    return {form.encode(encoding) for form in forms for encoding in ("utf-8", "utf-16-le", "utf-16-be")}


SECRETS = {form: said for person in PEOPLE for said in person for form in spellings(said)}
KEY = dict.fromkeys((MASTER, MASTER.hex().encode(), MASTER.hex().upper().encode(), base64.b64encode(MASTER), base64.urlsafe_b64encode(MASTER)), "the key")


def found_in(content: bytes, wanted: dict[bytes, str]) -> set[str]:
    """Which of the wanted lie in these bytes: where three bytes agree, the rest is compared."""
    heads: dict[int, list[bytes]] = {}
    for form in wanted:
        heads.setdefault(int.from_bytes(form[:3], "big"), []).append(form)
    if len(content) < 3:
        return set()
    known = numpy.zeros(1 << 24, bool)
    known[list(heads)] = True
    one = numpy.frombuffer(content, numpy.uint8).astype(numpy.uint32)
    triples = (one[:-2] << 16) | (one[1:-1] << 8) | one[2:]
    return {wanted[form] for at in numpy.flatnonzero(known[triples]).tolist() for form in heads[int(triples[at])] if content.startswith(form, at)}


def opened(content: bytes) -> list[bytes]:
    """The bytes, and where they are a zip what lies in it, however deep."""
    if content[:4] != b"PK\x03\x04":
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return [content, *(part for name in packed.namelist() for part in opened(packed.read(name)))]


def leaks(*folders: Path) -> dict[str, set[str]]:
    wanted, told = SECRETS | KEY, {}
    for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()):
        found = set().union(*(found_in(part, wanted) for part in opened(path.read_bytes()))) | found_in(path.name.encode(), wanted)
        if found:
            told[path.name] = found
    return told


def list_of_relatives() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    for number, (name, phone, citizen, address) in enumerate(PEOPLE):
        book.active.append((name, 1930 + number % 60, phone, citizen, address, "em gái ruột" if number % 2 else "em trai ruột", "Nguyễn Văn Ân"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def house(database, tmp_path, monkeypatch):
    """One hall whose every trace stays below one folder: its log, its temporary files, what is taken away."""
    crypto.unlock(crypto.Keyring(MASTER))
    for name in ("tmp", "exports", "backups"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    log = logging.FileHandler(tmp_path / "log.txt")
    logging.getLogger().addHandler(log)
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE) as client:
        hall = Hall(database, client)
        hall.folder = tmp_path
        yield hall
    logging.getLogger().setLevel(level)
    logging.getLogger().removeHandler(log)
    log.close()


def a_day_at_the_office(hall: Hall) -> None:
    site, send = hall.client, lambda path, **boxes: hall.client.post(path, data={"_csrf_token": hall.csrf, **boxes})
    preview = site.post("/than-nhan/nap", data={"_csrf_token": hall.csrf, "about": hall.day}, files={"file": ("DANH SÁCH.xlsx", list_of_relatives())})
    assert PEOPLE[0][0] in preview.text
    send(f"{preview.url.path}/nhan")
    site.post("/than-nhan/nap", data={"_csrf_token": hall.csrf, "about": ""}, files={"file": ("để đó.xlsx", list_of_relatives())})
    codes = list(hall.rows(consent.Donor.code))
    for name, phone, citizen, address in PEOPLE[:4]:
        assert name in send("/tim", q=name).text + hall.post("/tim", tim=name).text
        send("/tim", q=phone)
        send("/tim", q=f"{citizen}||{name}|15031958|Nữ|{address}|25042021")
    for code in codes[:3]:
        site.get(f"/ho-so/{code}")
        send(f"/ho-so/{code}/xem-so", reason="call")
        send(f"/ban/{hall.day}/{code}/nguoi", name=PEOPLE[9][0], citizen_id="042", phone=PEOPLE[9][1], born="không rõ")  # refused, shown again
        send(f"/tham/goi/moi/{code}", reason="missing_detail", note=f"Gặp {PEOPLE[3][0]}, {PEOPLE[3][3]}")
    for message in set(re.findall(r"/lien-lac/[0-9a-f-]{36}", site.get("/lien-lac").text)):
        send(f"{message}/xem-so")
        send(f"{message}/in")
        assert site.get(f"{message}/thu").content.startswith(b"%PDF")
    hall.walked_to_the_sample()
    send(f"/ban/{hall.day}/{hall.lai}/phieu")
    site.get(f"/ban/{hall.day}/{hall.lai}/phieu/in")
    assert send(f"/ngay/{hall.day}/nguoi/in").content.startswith(b"%PDF")
    for path in ("/nguoi", ""):
        site.get(f"/ngay/{hall.day}{path}")
    site.get("/ho-so/khong-co?ten=x")
    _take_away(hall, send)


def _take_away(hall: Hall, send) -> None:
    tree, keep = "/ho-so/liet-si/LS-00001/pha-he/tep", hall.folder / "exports"
    page = send(tree, form="gedcom5", receiver="family")
    (keep / "named.pdf").write_bytes(send(re.search(r'action="(/xuat/[^"]+)"', page.text)[1]).content)
    send(tree, form="gedcom7", receiver="office")  # never fetched
    for number, path in enumerate((f"{tree}/fam", f"{tree}/ped", f"{tree}/gedcom7", "/uu-tien/18604/ma.xlsx", "/bao-cao/xa.csv", "/bao-cao/thang.pdf")):
        answer = hall.client.get(path)
        assert answer.status_code == 200, path
        (keep / f"{number}").write_bytes(answer.content)


def every_place(hall: Hall) -> list[Path]:
    """Where bytes of this day lie, after the database was made to write down all it holds."""
    settings = Settings(hall.folder, hall.database.url)
    if settings.on_sqlite:
        copy_sqlite(settings, hall.folder / "backups" / "copy.sqlite3")
        return [hall.folder]
    with hall.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        data = Path(connection.execute(text("SHOW data_directory")).scalar_one())
        connection.execute(text("CHECKPOINT"))
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
    with (hall.folder / "backups" / "dump.sql").open("wb") as dump:
        subprocess.run([programs / "pg_dump", hall.database.url.replace("+psycopg", "")], stdout=dump, check=True)
    return [hall.folder, data.parent]


def test_after_a_day_at_the_office_no_file_holds_a_relative_or_the_key(house):
    a_day_at_the_office(house)
    with house.database.transaction() as session:
        on_record = set(session.exec(select(Individual.id)).all())
    assert len(on_record) > len(PEOPLE)
    assert [row.id for row in house.rows(SealedFile)] and house.rows(StagedFile)
    places = every_place(house)
    assert b"LS-00001" in b"".join(path.read_bytes() for path in (house.folder / "backups").iterdir())
    assert leaks(*places) == {}


@pytest.mark.parametrize("said", [PEOPLE[0][0], PEOPLE[7][1], PEOPLE[11][2], PEOPLE[13][3]])
def test_the_search_would_find_each_of_them_in_every_spelling(tmp_path, said):
    for number, form in enumerate(spellings(said)):
        (tmp_path / f"{number}").write_bytes(b"\0" * 1000 + form + b"\xff" * 17)
    book = openpyxl.Workbook()
    book.active.append([said])
    book.save(tmp_path / "book.xlsx")
    assert set(leaks(tmp_path)) == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("form", KEY)
def test_the_search_would_find_the_key(tmp_path, form):
    (tmp_path / "a").write_bytes(b"x" + form)
    assert leaks(tmp_path) == {"a": {"the key"}}
