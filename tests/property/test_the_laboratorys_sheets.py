"""Every row of the simulated laboratory's sheets, in both layouts, against its own answer key."""

import csv
import subprocess
import sys

import pytest

import labels
from matching.intake import stage_results
from matching.rules import TubeFact, posterior
from tests.architecture.house import HOUSE

LINES = ["yes", "yes", "yes", "unknown", "no"]
REMAINS = HOUSE / "demo" / "data" / "remains.csv"


def manifest(folder):
    """Sixty tubes of thirty-five martyrs with all three line values, one of them claimed for two martyrs."""
    tubes, rows = {}, []
    for number in range(1, 61):
        code = labels.make_code(number)
        claims = {f"LS-{number % 35:05d}": LINES[number % 5]}
        if number == 7:
            claims["LS-00099"] = "no"
        tubes[code] = TubeFact(received=True, permitted=True, lines=claims)
        rows += [{"sample_code": code, "martyr_code": martyr, "maternal_line": line} for martyr, line in claims.items()]
    path = folder / "manifest.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path, tubes


@pytest.mark.parametrize("style", ["vi", "en"])
@pytest.mark.parametrize("seed", [1, 2, 3, 17, 40])
def test_every_row_is_judged_as_the_answer_key_says(tmp_path, seed, style):
    path, tubes = manifest(tmp_path)
    out = tmp_path / "results.xlsx"
    subprocess.run([sys.executable, HOUSE / "demo" / "laboratory.py", path, REMAINS, out, "--seed", str(seed), "--style", style], check=True, capture_output=True)
    with REMAINS.open(encoding="utf-8") as file:
        remains = {row["code"] for row in csv.DictReader(file)}
    staged = {row.row: row for row in stage_results(out.name, out.read_bytes(), tubes, remains).rows}
    with out.with_suffix(".answers.csv").open(encoding="utf-8") as file:
        answers = list(csv.DictReader(file))
    wrong = []
    for answer in answers:
        kind, _, why = answer["verdict"].partition(":")
        row = staged[int(answer["sheet_row"])]
        expected = {"accept": "accepted", "refuse": "refused", "flag": "flagged"}[kind]
        if row.verdict != expected or (why and why not in [reason.code for reason in row.reasons]):
            wrong.append((answer, row.verdict, [reason.code for reason in row.reasons]))
    assert (len(answers), wrong) == (len(staged), [])
    assert sum(answer["verdict"] != "accept" for answer in answers) >= 12


def test_the_same_file_twice_adds_nothing(tmp_path):
    path, tubes = manifest(tmp_path)
    out = tmp_path / "results.xlsx"
    subprocess.run([sys.executable, HOUSE / "demo" / "laboratory.py", path, REMAINS, out, "--clean"], check=True, capture_output=True)
    with REMAINS.open(encoding="utf-8") as file:
        remains = {row["code"] for row in csv.DictReader(file)}
    first = stage_results("a.xlsx", out.read_bytes(), tubes, remains)
    known = frozenset(row.values["fingerprint"] for row in first.rows)
    assert stage_results("a.xlsx", out.read_bytes(), tubes, remains, known).counts["skipped"] == len(first.rows)


def test_a_flat_prior_over_three_thousand_and_lr_67_give_two_percent():
    assert round(posterior(67, 1 / 3000), 3) == 0.022
    assert round(posterior(15677, 1 / 3000), 2) == 0.84


def judged(tubes, method="mtDNA HVS-I", conclusion="excluded", **cells):
    head = ["remains_code", "sample_code", "method", "conclusion", *cells]
    code = next(iter(tubes))
    text = ",".join(head) + "\n" + ",".join(["HC-HT-0001", code, method, conclusion, *map(str, cells.values())]) + "\n"
    row = stage_results("r.csv", text.encode(), tubes, {"HC-HT-0001"}).rows[0]
    return row.verdict, [reason.code for reason in row.reasons]


def test_an_mtdna_exclusion_off_the_line_says_nothing_either_and_stops_a_reader():
    off_line = {labels.make_code(1): TubeFact(received=True, permitted=True, lines={"LS-00001": "no"})}
    assert judged(off_line) == ("flagged", ["not-on-maternal-line"])


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [({"differences": "inf"}, "refused"), ({"differences": "1.5"}, "refused"), ({"lr": "nan"}, "refused"),
     ({"lr": "0", "prior": "1", "posterior": "0"}, "flagged")],
)
def test_a_cell_that_is_no_number_of_this_world_is_refused_or_stops_a_reader(cells, verdict):
    on_line = {labels.make_code(1): TubeFact(received=True, permitted=True, lines={"LS-00001": "yes"})}
    assert judged(on_line, **cells)[0] == verdict
