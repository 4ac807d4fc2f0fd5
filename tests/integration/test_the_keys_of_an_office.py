"""docs/keys.md, done: where the key may lie, a new master while everything goes on, the officers' sheets, and backups that an erasure closes."""

import io
import json
import shutil
import subprocess
from dataclasses import replace

import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image
from sqlmodel import select

from app import hoiam
from core import crypto, installation
from core.crypto import house, masters, recovery, renewal
from core.crypto.keys import DataKey
from core.crypto.resealing import remaining
from core.crypto.ring import Master
from core.db import Database
from core.installation import Installation, open_installation
from core.settings import Settings
from families.models import Individual

NAME, PASSPHRASE = "Trần Thị Lài", "con trâu đi trước cái cày"


@pytest.fixture(autouse=True)
def quick_and_two_disks(monkeypatch, tmp_path):
    """Argon2id light; whatever lies below `usb` is another disk; nobody's own folder is touched."""
    monkeypatch.setattr(masters, "COST", {"t": 1, "m": 8, "p": 1})
    monkeypatch.setattr(masters, "device_of", lambda path: 2 if tmp_path / "usb" in path.parents else 1)
    monkeypatch.setattr(masters, "old_path", lambda name: tmp_path / "user" / f"{name}.key")
    monkeypatch.setattr(house, "BATCH", 3)


@pytest.fixture
def home(tmp_path):
    def settings(**how):
        return Settings(tmp_path / "home", f"sqlite:///{tmp_path / 'home' / 'hoiam.sqlite3'}", **how)

    return settings


@pytest.fixture
def usb(tmp_path):
    return tmp_path / "usb" / "hoiam.key"


def with_people(settings, count=1):
    database = open_installation(settings)
    people = [Individual(name=NAME) for _ in range(count)]
    with database.transaction() as session:
        session.add_all(people)
    database.engine.dispose()
    return people


def names_in(settings):
    database = open_installation(settings)
    with database.transaction() as session:
        found = [person.name for person in session.exec(select(Individual))]
    database.engine.dispose()
    return found


def test_the_key_never_lies_on_the_disk_of_the_data(home, usb, tmp_path):
    for beside in (tmp_path / "home" / "hoiam.key", tmp_path / "other" / "hoiam.key"):
        with pytest.raises(masters.KeyBesideData):
            open_installation(home(key_file=beside))
        assert not beside.exists()
    with_people(home(key_file=usb))
    assert names_in(home(key_file=usb)) == [NAME]
    assert usb.stat().st_mode & 0o077 == 0
    assert crypto.keyring().master.secret.hex().encode() not in b"".join(path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file())


def test_an_office_without_a_key_file_is_asked_twice_for_a_passphrase_and_the_wrong_one_opens_nothing(home, monkeypatch):
    asked = []
    monkeypatch.setattr(masters, "ask_hidden", lambda question: asked.append(question) or PASSPHRASE)
    with_people(home())
    assert len(asked) == 2
    assert names_in(home(passphrase="con trâu đi trước cái cày")) == [NAME]  # typed with letters taken apart
    with pytest.raises(masters.WrongPassphrase):
        open_installation(home(passphrase="con trau di truoc cai cay"))


@pytest.mark.parametrize(("answers", "why"), [(["ngắn", "ngắn"], masters.PassphraseWeak), ([PASSPHRASE, PASSPHRASE + "!"], masters.PassphrasesDiffer)])
def test_a_weak_or_mistyped_passphrase_makes_no_installation(home, monkeypatch, answers, why):
    answer = iter(answers)
    monkeypatch.setattr(masters, "ask_hidden", lambda _: next(answer))
    with pytest.raises(why):
        open_installation(home())


def test_where_nobody_can_be_asked_the_sentence_says_what_to_do(home, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(masters.KeyWanted):
        open_installation(home())


def test_an_older_installation_with_its_key_beside_the_data_is_refused_until_the_key_is_led_away(home, usb, tmp_path):
    with_people(home(key_file=usb), 4)
    name = row_of(home(key_file=usb)).name
    (tmp_path / "user").mkdir()
    usb.rename(tmp_path / "user" / f"{name}.key")
    with pytest.raises(masters.KeyBesideData, match="key-beside-data"):
        open_installation(home())
    renewal.rotate(home(key_file=usb), "file", "cli")
    assert not (tmp_path / "user" / f"{name}.key").exists()
    assert names_in(home(key_file=usb)) == [NAME] * 4


def row_of(settings):
    with open_installation(settings).transaction() as session:
        return session.exec(select(Installation)).one()


def blind_and_signer():
    return crypto.blind("an", "individual.name"), crypto.keyring().public_key


@pytest.mark.parametrize("to", ["file", "passphrase"])
def test_a_new_master_opens_everything_and_the_former_one_nothing_and_no_index_or_signature_changes(home, usb, to):
    with_people(home(key_file=usb), 5)
    before, old = blind_and_signer(), usb.read_text()
    assert renewal.rotate(home(key_file=usb, passphrase=PASSPHRASE), to, "cli") == 9
    after = home(key_file=usb) if to == "file" else home(passphrase=PASSPHRASE)
    assert names_in(after) == [NAME] * 5
    assert blind_and_signer() == before
    usb.write_text(old)
    with pytest.raises((installation.WrongKey, masters.WrongPassphrase)):
        open_installation(home(key_file=usb, passphrase="x"))


def test_from_a_passphrase_to_a_file_and_to_another_passphrase(home, usb):
    with_people(home(passphrase=PASSPHRASE), 2)
    renewal.rotate(home(passphrase=PASSPHRASE, key_file=usb), "file", "cli")
    assert names_in(home(key_file=usb)) == [NAME] * 2
    assert row_of(home(key_file=usb)).kdf is None


@pytest.mark.parametrize("to", ["file", "passphrase"])
@pytest.mark.parametrize("place", range(6))
def test_killed_at_any_batch_a_rotation_leaves_everything_readable_and_can_be_run_again(home, usb, monkeypatch, place, to):
    with_people(home(key_file=usb), 5)
    real, calls = house._batch, []

    def dying(*arguments):
        calls.append(1)
        if len(calls) > place:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(house, "_batch", dying)
    both = home(key_file=usb, passphrase=PASSPHRASE)
    with pytest.raises(KeyboardInterrupt):
        renewal.rotate(both, to, "cli")
        raise KeyboardInterrupt
    monkeypatch.setattr(house, "_batch", real)
    assert names_in(both) == [NAME] * 5
    with_people(both)
    renewal.rotate(both, to, "cli")
    assert names_in(home(key_file=usb) if to == "file" else home(passphrase=PASSPHRASE)) == [NAME] * 6


def test_a_running_program_reads_and_writes_while_the_master_changes_and_loses_nothing(home, usb, monkeypatch):
    settings = home(key_file=usb)
    with_people(settings, 5)
    serving = open_installation(settings)
    own = crypto.keyring()
    real = house._batch

    def meanwhile(*arguments):
        done, ours = real(*arguments), crypto.keyring()
        crypto.unlock(own)
        with serving.transaction() as session:
            session.add(Individual(name=NAME))
            assert {person.name for person in session.exec(select(Individual))} == {NAME}
        crypto.unlock(ours)
        return done

    monkeypatch.setattr(house, "_batch", meanwhile)
    renewal.rotate(settings, "file", "cli")
    crypto.unlock(own)
    with serving.transaction() as session:
        session.add(Individual(name=NAME))
    assert len(set(names_in(settings))) == 1
    assert crypto.masters_in_use(serving.session()) == {Master(masters.read_file(usb)[0]).fingerprint}


def test_two_new_masters_at_once_would_lose_one_of_them_so_the_second_waits(home, usb, monkeypatch):
    settings = home(key_file=usb)
    with_people(settings, 5)
    real, refused = house._batch, []

    def meanwhile(*arguments):
        with pytest.raises(renewal.RotationRuns):
            renewal.rotate(settings, "file", "cli")
        refused.append(1)
        return real(*arguments)

    monkeypatch.setattr(house, "_batch", meanwhile)
    renewal.rotate(settings, "file", "cli")
    monkeypatch.setattr(house, "_batch", real)
    assert refused and names_in(settings) == [NAME] * 5
    renewal.rotate(settings, "file", "cli")  # the lock fell with the first one
    assert names_in(settings) == [NAME] * 5


@pytest.mark.postgres
def test_on_postgresql_too_only_one_new_master_is_made_at_a_time(postgres_url, home):
    settings = replace(home(), database_url=postgres_url)
    with renewal._one_at_a_time(settings), pytest.raises(renewal.RotationRuns), renewal._one_at_a_time(settings):
        pass
    with renewal._one_at_a_time(settings):
        pass


@pytest.mark.parametrize("said", ["12", "ab" * 31, "ab" * 33, "khoa", f"{'ab' * 32},cd"])
def test_what_is_no_key_is_never_taken_for_one(home, said):
    with pytest.raises(masters.NotAKey) as refused:
        open_installation(home(key=said))
    assert said not in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"not a photo", b"GIF89a"])
def test_a_file_that_is_no_photo_of_a_sheet_is_refused_in_words(tmp_path, content):
    (tmp_path / "photo.jpg").write_bytes(content)
    said = CliRunner().invoke(hoiam, ["keys", "recover", str(tmp_path / "photo.jpg")])
    assert said.exit_code == 2 and isinstance(said.exception, SystemExit)


def test_the_sheets_of_two_officers_open_what_nobody_else_can(home, usb, tmp_path):
    with_people(home(key_file=usb), 2)
    with open_installation(home(key_file=usb)).transaction() as session:
        (tmp_path / "sheet.pdf").write_bytes(renewal.recovery_sheet(session, 2, 3))
    usb.unlink()
    with pytest.raises(crypto.KeyMissing):
        open_installation(home(key_file=usb))
    subprocess.run(["pdftoppm", "-r", "90", "-png", "sheet.pdf", "page"], cwd=tmp_path, check=True)
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == 3
    shares = [renewal.share_in_photo(page) for page in pages]
    assert len({zxingcpp.read_barcodes(Image.open(page))[0].text for page in pages}) == 3
    secret = recovery.combine(shares[1:])
    renewal.rotate(home(key_file=usb), "file", "cli", [secret])
    assert names_in(home(key_file=usb)) == [NAME] * 2


def test_a_share_is_typed_as_it_was_printed_and_a_slip_of_the_finger_names_its_line():
    secret = bytes(range(32))
    shares = recovery.split(secret, 2, 3)
    lines = recovery.written(shares[0])
    assert recovery.read("\n".join(lines).lower()) == shares[0] == recovery.read(recovery.packed(shares[0]))
    wrong = lines[2].translate(str.maketrans(lines[2][0], "A" if lines[2][0] != "A" else "B"))
    with pytest.raises(recovery.ShareMisread) as said:
        recovery.read("\n".join([*lines[:2], wrong, *lines[3:]]))
    assert said.value.values["line"] == 3
    for pair in ([0, 1], [0, 2], [2, 1]):
        assert recovery.combine([shares[each] for each in pair]) == secret
    with pytest.raises(recovery.SharesTooFew):
        recovery.combine([shares[0], shares[0]])
    with pytest.raises(recovery.ShareOfAnotherKey):
        recovery.combine([shares[0], recovery.split(bytes(32), 2, 3)[1]])


def test_a_backup_of_before_an_erasure_stays_closed_for_whoever_was_erased_and_opens_for_everybody_else(home, usb, tmp_path):
    settings = home(key_file=usb)
    erased, other = with_people(settings, 2)
    copy = tmp_path / "ban-sao.db"
    installation.copy_sqlite(settings, copy)
    installation.copy_sqlite(settings, tmp_path / "home" / "backups" / "before.sqlite3")
    shutil.copyfile(settings.database_url.removeprefix("sqlite:///"), tmp_path / "home" / "backups" / "killed-on-the-way.sqlite3.part")
    database = open_installation(settings)
    with database.transaction() as session:
        wrapped = session.get(DataKey, erased.id).wrapped
        still = session.get(DataKey, other.id).wrapped
    assert wrapped not in copy.read_bytes() and still not in copy.read_bytes()
    assert wrapped in copy.with_name("ban-sao.db.keys").read_bytes()
    with database.transaction() as session:
        crypto.destroy_key(session, erased.id)
    database.engine.dispose()
    everything = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert [path.name for path in everything if wrapped in path.read_bytes()] == []
    assert any(still in path.read_bytes() for path in everything if path.name == "before.sqlite3.keys")
    installation.restore_sqlite(settings, copy)  # with the office's own old copy of the keys beside it
    opened = open_installation(settings)
    with opened.transaction() as session:
        assert (session.get(Individual, erased.id).name, session.get(Individual, other.id).name) == (None, NAME)
    assert not (tmp_path / "home" / "restored.keys").exists()


def test_a_restore_that_stops_before_the_keys_are_back_goes_on_with_the_next_start(home, usb, tmp_path):
    settings = home(key_file=usb)
    with_people(settings)
    installation.copy_sqlite(settings, tmp_path / "b.db")
    (tmp_path / "b.db.keys").unlink()
    installation.restore_sqlite(settings, tmp_path / "b.db")
    installation.restore_sqlite(settings, tmp_path / "b.db")
    assert names_in(settings) == [NAME]


def test_what_was_sealed_before_data_keys_is_sealed_anew_at_the_next_start(home, usb, tmp_path):
    settings = home(key_file=usb)
    (one,) = with_people(settings)
    database = open_installation(settings)
    old = crypto.keyring().seal(NAME.encode(), "individual.name")
    with database.transaction() as session:
        session.connection().execute(Individual.__table__.update().values(name=_Raw(old)))
        session.connection().execute(DataKey.__table__.delete().where(DataKey.__table__.c.id == one.id))
    database.engine.dispose()
    with Database(settings.database_url).transaction() as session:
        assert remaining(session) == 1
    assert names_in(settings) == [NAME]
    with Database(settings.database_url).transaction() as session:
        assert remaining(session) == 0
        assert session.get(DataKey, one.id) is not None


class _Raw(bytes):
    """Bytes that a sealed column takes as they are."""

    @property
    def seal(self):
        class AsItIs:
            def close(_, plain, __):
                return bytes(self)

        return AsItIs()


def test_the_office_does_all_this_on_the_command_line_and_no_key_is_ever_said(tmp_path, monkeypatch):
    monkeypatch.setenv("HOIAM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOIAM_KEY_FILE", str(tmp_path / "usb" / "hoiam.key"))

    def run(*words):
        answer = CliRunner().invoke(hoiam, ["keys", *map(str, words)])
        assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
        return answer.exit_code, answer.output

    code, said = run("status")
    assert (code, json.loads(said)["destroyed"], json.loads(said)["sealed-the-old-way"]) == (0, 0, 0)
    assert run("rotate")[0] == run("reseal")[0] == run("recovery-sheet", tmp_path / "s.pdf")[0] == 0
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")
    assert run("recovery-sheet", tmp_path / "t.pdf", "--officers", "2", "--needed", "3")[0] == 2
    assert run("rotate", "--to", "passphrase")[0] == 2
    key = (tmp_path / "usb" / "hoiam.key").read_text().strip()
    assert len(key) == 64 and all(key not in out for _, out in [run("status"), run("rotate")])
