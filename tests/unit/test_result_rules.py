"""What a result may be used for: lines, contradictions, opinions, decisions and visits, without a database."""

from datetime import date

import pytest

from matching import rules
from matching.rules import Conclusion, MethodKind, Opinion, ResultRow, ReviewState, calls, decisions, visits
from matching.rules.decisions import Basis, Holding


def row(sample="S1", remains="R1", method=MethodKind.snp, conclusion=Conclusion.match):
    return ResultRow(sample, remains, method, conclusion)


def basis(remains="R1", martyr="M1", **more):
    return Basis(**{"sample_code": "S1", "remains_code": remains, "martyr_code": martyr, "method": "snp", "conclusion": "match",
                    "state": ReviewState.agreed, "claimed": True, "permitted": True, "stopped": False} | more)


def test_an_mtdna_result_is_silent_of_each_martyr_whose_line_the_donor_does_not_share():
    lines = {"M1": "yes", "M2": "no", "M3": "unknown"}
    assert rules.silent_for(MethodKind.mtdna, Conclusion.match, lines) == {"M2": "not-on-maternal-line", "M3": "maternal-line-unknown"}
    assert rules.silent_for(MethodKind.snp, Conclusion.match, lines) == {}
    assert rules.silent_for(MethodKind.mtdna, Conclusion.poor, lines) == {}


def test_a_contradiction_is_seen_against_what_is_on_record_and_only_for_the_same_method():
    excluded = row(conclusion=Conclusion.exclude)
    assert rules.contradictions([row()]) == set()
    assert rules.contradictions([row()], [excluded]) == {0}
    assert rules.contradictions([row(method=MethodKind.mtdna)], [excluded]) == set()
    assert rules.contradictions([row(), row("S2")], [excluded]) == {0}


def test_remains_are_claimed_twice_also_by_an_earlier_file_but_never_by_mtdna():
    martyrs = {"S1": frozenset({"M1"}), "S2": frozenset({"M2"}), "S3": frozenset({"M1", "M2"})}
    assert rules.claimed_twice([row()], martyrs, [row("S2")]) == {0}
    assert rules.claimed_twice([row()], martyrs, [row("S3")]) == set()
    assert rules.claimed_twice([row()], martyrs, [row("S2", method=MethodKind.mtdna)]) == set()
    assert rules.claimed_twice([row(conclusion=Conclusion.open)], martyrs, [row("S2")]) == set()


def test_another_donor_speaks_against_a_match_only_where_he_can_speak():
    lines = {"S1": {"M1": "yes"}, "S2": {"M1": "no"}, "S3": {"M1": "yes"}}
    excluded = Conclusion.exclude
    assert rules.spoken_against([row(), row("S2", conclusion=excluded)], lines) == {0: {"M1"}}
    assert rules.spoken_against([row(), row("S2", method=MethodKind.mtdna, conclusion=excluded)], lines) == {}
    assert rules.spoken_against([row(), row("S3", method=MethodKind.mtdna, conclusion=excluded)], lines) == {0: {"M1"}}
    assert rules.spoken_against([row(), row("S3", "R2", conclusion=excluded)], lines) == {}


@pytest.mark.parametrize(
    ("opinions", "state"),
    [([], "waiting"), ([Opinion.agree], "waiting"), ([Opinion.agree] * 2, "agreed"), ([Opinion.disagree] * 2, "refuted"),
     ([Opinion.agree, Opinion.disagree], "unclear"), ([Opinion.ask_laboratory] * 2, "unclear"), ([Opinion.agree, Opinion.needs_donor], "unclear")],
)
def test_two_people_who_say_the_same_settle_it_and_nothing_else_does(opinions, state):
    assert rules.review_state(opinions) == state


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [({"claimed": False}, decisions.NotHisDonor), ({"permitted": False}, decisions.ConsentNotInForce), ({"conclusion": "open"}, decisions.NoMatch),
     ({"state": ReviewState.refuted}, decisions.NotAgreed), ({"stopped": True}, decisions.QuestionOpen), ({"method": "mtdna"}, decisions.LineageAlone),
     ({"method": "y"}, decisions.LineageAlone)],
)
def test_each_thing_that_is_missing_keeps_a_result_out_of_a_decision(changed, refusal):
    decisions.check_decision([basis()], [], same_skeleton=False)
    with pytest.raises(refusal):
        decisions.check_decision([basis(**changed)], [], same_skeleton=False)


def test_a_decision_rests_on_something():
    with pytest.raises(decisions.NothingToRestOn):
        decisions.check_decision([], [], same_skeleton=True)


def test_a_shared_line_counts_beside_the_persons_own_numbers_of_the_same_pair_only():
    decisions.check_decision([basis(method="mtdna"), basis()], [], same_skeleton=False)
    with pytest.raises(decisions.LineageAlone):
        decisions.check_decision([basis(method="mtdna"), basis("R2", "M2")], [], same_skeleton=False)


def test_one_remains_one_martyr_inside_a_decision_and_across_decisions():
    with pytest.raises(decisions.TwoMartyrs):
        decisions.check_decision([basis(), basis(martyr="M2")], [], same_skeleton=True)
    with pytest.raises(decisions.RemainsDecided):
        decisions.check_decision([basis()], [Holding("1", "R1", "M1")], same_skeleton=True)
    with pytest.raises(decisions.SkeletonUndeclared):
        decisions.check_decision([basis(), basis("R2")], [], same_skeleton=False)
    with pytest.raises(decisions.SkeletonUndeclared):
        decisions.check_decision([basis()], [Holding("1", "R9", "M1")], same_skeleton=False)
    decisions.check_decision([basis(), basis("R2")], [Holding("1", "R9", "M1"), Holding("2", "R8", "M7")], same_skeleton=True)
    decisions.check_decision([basis(), basis("R2", "M2")], [], same_skeleton=False)


def test_a_revoked_decision_goes_nowhere():
    revoked = rules.IdentificationStatus.revoked
    assert decisions.move("1", rules.IdentificationStatus.standing, "revoke") is revoked
    for action in decisions.MOVES:
        with pytest.raises(decisions.DecisionMove):
            decisions.move("1", revoked, action)


def test_for_news_a_visit_comes_first_and_a_withdrawal_before_everything():
    calm = {"withdrawn": False, "asked": False, "visit_planned": False}
    calls.check_call(rules.CallReason.missing_detail, **calm)
    with pytest.raises(calls.NoVisitPlanned):
        calls.check_call(rules.CallReason.news, **calm)
    calls.check_call(rules.CallReason.news, **calm | {"visit_planned": True})
    with pytest.raises(calls.FamilyWithdrew):
        calls.check_call(rules.CallReason.news, **calm | {"withdrawn": True})


def test_a_revoked_decision_is_told_to_those_who_had_heard_it_and_to_nobody_else():
    plan = {"stands": False, "told_before": True, "kin": True, "withdrawn": False, "planned": False, "planned_on": date(2027, 3, 9), "today": date(2027, 3, 9)}
    visits.check_plan("1", **plan)
    with pytest.raises(visits.NotStanding):
        visits.check_plan("1", **plan | {"told_before": False})
