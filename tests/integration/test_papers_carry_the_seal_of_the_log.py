"""The hand-over record and the manifest carry the newest link of the log: a camera reads it back, and it is found in the chain."""

import subprocess
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

import app  # noqa: F401 - installs the registries
from core import chain, files, pictures
from core.chain.witness import witness
from core.installation import Installation
from core.paper import document
from core.work import Work
from tests.conftest import actor, employed
from tests.integration.test_collection_days import closed_day


def picture(pdf, number=1):
    drawn = subprocess.run(["pdftoppm", "-r", "160", "-png", "-f", str(number), "-l", str(number), "-"], input=pdf, capture_output=True, check=True).stdout
    return Image.open(BytesIO(drawn))


def as_photo(page):
    """As a telephone holds it: askew, grey, saved small."""
    out = BytesIO()
    page.convert("L").rotate(3, expand=True, fillcolor=235).point(lambda dot: 40 + dot * 0.75).save(out, "JPEG", quality=70)
    return out.getvalue()


def test_the_seal_on_the_hand_over_record_is_read_by_a_camera_and_stands_in_the_chain(database):
    with database.transaction() as session:
        session.add(Installation(name="0a1b2c3d4e5f", demo=False, key_fingerprint="f"))
        Work(session, actor()).audit("test.written", "sample:HT1")
    with database.transaction() as session:
        _, _, record = closed_day(Work(session, employed(session)))
        content, printed = files.content(session, record.file_id), record.chain_head
    [where] = [page for page, each in enumerate(PdfReader(BytesIO(content)).pages, 1) if "HOIAM-CHAIN" in each.extract_text()]
    read = chain.read_head_photo(as_photo(picture(content, where)))
    assert (read, read.seq) == (chain.read_head(printed), 1)
    with database.reading() as session:
        found = chain.verify(session, [read])
        assert (found.whole, found.heads) == (True, 1)
        assert found.rows > 1, "the record's own rows are linked after the seal that stands on it"


def test_a_photo_without_the_seal_is_refused_in_words():
    blank = BytesIO()
    Image.new("L", (300, 300), 255).save(blank, "PNG")
    for content, refusal in ((b"", pictures.NotAPicture), (b"not a picture", pictures.NotAPicture), (blank.getvalue(), chain.PhotoOfNoHead)):
        with pytest.raises(refusal):
            chain.read_head_photo(content)


def test_the_longest_seal_still_fits_its_square():
    printed = f"HOIAM-CHAIN {'FFFFFFFFFFFF'} {10 ** 9} {'F' * 32} 20991231T235959Z"
    page = picture(document([witness(printed)], office="Sở Nội vụ", footer_code="X"))
    assert [found.text for found in zxingcpp.read_barcodes(page)] == [printed]
