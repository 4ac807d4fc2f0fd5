"""Every page and form of the fictional province as every role, and the API, with whatever a person, a scanner or an attacker sends.

Bounded and the same every time: `make test` runs it whole. Looked for: an answer of 500 and above, a traceback, what was typed coming back
unescaped, and a name, number or telephone of a family outside the viewer's communes.
"""

import re
from collections import Counter
from types import SimpleNamespace

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient
from sqlmodel import select

import app
import consent
import demo
from core import auth, looks
from core.auth import Role
from core.db import Database, metadata
from core.installation import Installation
from families.models import Individual, Martyr
from samples.models import CollectionDay, Laboratory
from tests.forms import MARK, NOBODY, files, walk
from tests.site import build_site

SITE = "http://127.0.0.1"
CALM = {"max_examples": 3, "deadline": None, "derandomize": True, "database": None, "phases": [Phase.generate], "suppress_health_check": list(HealthCheck)}
ENDS_IT_ALL = re.compile(r"^/(dang-xuat|dang-nhap|ngon-ngu)")
TRACE = re.compile(r"Traceback|File \"/|sqlalchemy|psycopg|litestar", re.IGNORECASE)


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    made = Database(f"sqlite:///{tmp_path_factory.mktemp('province') / 'x.sqlite3'}")
    metadata.create_all(made.engine)
    with made.transaction() as session:
        session.add(Installation(name="test", demo=True, key_fingerprint="x"))
    demo.load(made)
    with made.transaction() as session:
        auth.add_account(session, "het.thay", "Người Thử", list(Role), password="x")
        auth.add_account(session, "can.bo.xa", "Cán Bộ Xã", [Role.commune_officer], [quiet_commune(session)], password="x")
        for login in ("het.thay", "can.bo.xa"):
            said_why(session, auth.account_named(session, login))
    yield made
    made.engine.dispose()


def said_why(session, account):
    """What everybody answers before a record that is no own case: here for all of them, so that the walk reads what lies behind."""
    subjects = [f"donor:{code}" for code in session.exec(select(consent.Donor.code))] + [f"martyr:{code}" for code in session.exec(select(Martyr.code))]
    session.add_all(looks.LookReason(actor_id=account.id, actor=account.login, subject=subject, reason="check") for subject in subjects)


def quiet_commune(session):
    """Where most people live of the communes without a day; whoever stands on the list of a day is seen by those who hold it."""
    held = set(session.exec(select(CollectionDay.commune_code)).all())
    homes = Counter(code for code in session.exec(select(Individual.commune_code).where(Individual.donor_id.is_not(None))) if code and code not in held)
    return homes.most_common(1)[0][0]


@pytest.fixture(scope="module")
def site(province):
    made = build_site(app.ROUTES, province, demo=True)
    made.state["patience"] = SimpleNamespace(take=lambda *_: None)
    return made


def enter(client, province, login):
    with province.transaction() as session:
        client.cookies.set("hoiam_session", auth.sessions.open_session(session, auth.account_named(session, login)), domain="127.0.0.1")
    return client


def logins(province):
    with province.transaction() as session:
        return [account.login for account in auth.accounts(session) if account.token_hash is None and account.active]


@pytest.fixture(scope="module")
def outsiders(province):
    """What must never reach the commune officer: of everybody who lives elsewhere, and that nobody at home shares."""
    with province.transaction() as session:
        home = quiet_commune(session)
        public = {martyr.name for martyr in session.exec(select(Martyr))}
        people = session.exec(select(Individual).where(Individual.donor_id.is_not(None))).all()
        said = {inside: {text for p in people if (p.commune_code == home) is inside for text in (p.name, p.phone, p.citizen_id) if text} for inside in (True, False)}
    assert said[True] and len(said[False] - said[True]) > 50, "the province is not what this test takes it for"
    return said[False] - said[True] - public


def leaks(text, outsiders):
    return [each[:3] + "…" for each in outsiders if each in text]


def csrf(client):
    return re.search(r'name="_csrf_token" value="(\w+)"', client.get("/tim").text)[1]


@pytest.fixture(scope="module")
def walked(site, province):
    """Of every account: the pages it may see, as (address, text), and one example of each form on them."""
    found = {}
    for login in logins(province):
        with TestClient(site, base_url=SITE) as client:
            most = 140 if login in ("het.thay", "can.bo.xa") else 25
            read = list(walk(enter(client, province, login), "/", most))
        forms = {form.kind: form for _, _, page in reversed(read) for form in page.forms if not ENDS_IT_ALL.match(form.action)}
        found[login] = ([(address, text) for address, text, _ in read], list(forms.values()))
    return found


def test_no_page_of_any_role_breaks_and_an_officer_of_one_commune_reads_of_nobody_elsewhere(walked, outsiders):
    assert [address for pages, _ in walked.values() for address, text in pages if TRACE.search(text)] == []
    assert [(address, leaks(text, outsiders)) for address, text in walked["can.bo.xa"][0] if leaks(text, outsiders)] == []
    assert len(walked["het.thay"][0]) > 60, "the pages were not found"
    assert len(walked["can.bo.xa"][0]) > 5


def post(client, form, boxes, uploads, token):
    data = {"_csrf_token": token, **boxes}
    sent = {"files": dict.fromkeys(form.uploads, ("x.xlsx", uploads))} if form.uploads else {}
    return client.post(form.action, data=data, follow_redirects=True, **sent)


def broken(answer, form, boxes):
    wrong = answer.status_code >= 500 or TRACE.search(answer.text) or MARK in answer.text
    return (form.action, answer.status_code, boxes) if wrong else None


def test_a_form_sent_from_elsewhere_in_another_shape_or_about_others_changes_nothing(site, province, walked, outsiders):
    """Without its token, as JSON, as a torn body, and with another family's codes in its address and boxes."""
    forms = walked["het.thay"][1]
    with TestClient(site, base_url=SITE) as client:
        enter(client, province, "het.thay")
        token = csrf(client)
        for form in forms:
            said = [
                client.post(form.action, data={"x": "1"}), client.post(form.action, data={"_csrf_token": token[:-1] + "g"}), client.post(form.action, json={"a": 1}),
                client.post(form.action, content=b"--x\r\ntorn", headers={"Content-Type": "multipart/form-data; boundary=x"}),
            ]
            assert {answer.status_code for answer in said} <= {400, 403}, form.action
            assert not any(TRACE.search(answer.text) for answer in said)
        strange = client.post("/tim", content=b"\xff\xfe=%ff&_csrf_token=" + token.encode(), headers={"Content-Type": "application/x-www-form-urlencoded"})
        assert strange.status_code < 500
    with TestClient(site, base_url=SITE) as client:
        token = csrf(enter(client, province, "can.bo.xa"))
        for form in forms:
            for action in {form.action, re.sub(r"[0-9a-f-]{36}", NOBODY, form.action)}:
                answer = client.post(action, data={"_csrf_token": token, **{name: list(values[:1]) for name, values in form.boxes}}, follow_redirects=False)
                assert answer.status_code < 500 and leaks(answer.text, outsiders) == [], action
        for page in {form.page for form in forms}:
            got = client.get(page, follow_redirects=False)
            assert got.status_code < 500 and leaks(got.text, outsiders) == [], page


@pytest.fixture
def api(site, province):
    with province.transaction() as session:
        laboratory = session.exec(select(Laboratory)).first()
        login = f"may.{auth.made_up_password() if hasattr(auth, 'made_up_password') else id(site)}"
        _, token = auth.add_token(session, login, "Máy", [Role.laboratory], laboratory.code)
    with TestClient(site, base_url=SITE) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


def test_the_api_keeps_what_it_promises_and_names_nobody(api, province, outsiders):
    """Schemathesis: requests that fit the description and that do not; every status and shape of an answer must be one that it names."""
    schema = schemathesis.openapi.from_dict(api.get("/api/v1/schema/openapi.json").json())
    codes = [row["code"] for row in api.get("/api/v1/shipments").json()]
    operations = [each.ok() for each in schema.get_all_operations()]
    assert len(operations) > 5 and codes
    for operation in operations:
        cases = st.one_of(operation.as_strategy(), operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))

        @settings(**CALM | {"max_examples": 25})
        @given(cases, st.sampled_from(codes), st.booleans())
        def fuzz(case, code, real):
            if real and "code" in (case.path_parameters or {}):
                case.path_parameters["code"] = code
            sent = {key: value for key, value in case.as_transport_kwargs(base_url=SITE).items() if key in ("method", "url", "headers", "params", "json", "data")}
            if isinstance(body := sent.pop("data", None), bytes | str):
                sent["content"] = body
            sent["headers"] = {name: value for name, value in dict(sent.get("headers") or {}).items() if name.lower() != "authorization"}
            answer = api.request(**sent)
            assert answer.status_code < 500, (case.method, case.path, sent)
            assert leaks(answer.text, outsiders) == [] and not TRACE.search(answer.text)
            named = {int(status) for status in operation.definition.raw["responses"]}
            assert answer.status_code in named | {405}, (case.method, operation.path, answer.status_code, answer.text[:200])

        fuzz()


@pytest.mark.parametrize("login", ["can.bo.xa", "het.thay"])
def test_no_form_of_any_page_breaks_or_echoes_or_leaks(site, province, walked, outsiders, login):
    forms = walked[login][1]
    assert len(forms) > (50 if login == "het.thay" else 2), "the forms were not found"
    with TestClient(site, base_url=SITE) as client:
        token = csrf(enter(client, province, login))
        for form in forms:

            @settings(**CALM)
            @given(form.strategy(), files)
            def fuzz(boxes, uploads):
                answer = post(client, form, boxes, uploads, token)
                if answer.url.path == "/dang-nhap":
                    enter(client, province, login)
                assert broken(answer, form, boxes) is None
                assert login == "het.thay" or leaks(answer.text, outsiders) == []

            fuzz()
