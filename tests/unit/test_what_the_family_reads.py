"""Every state of a family's matter, the sentence of the house's own table for it, and the words that never stand on the porch."""

import re
from dataclasses import replace
from datetime import date

import pytest

from core.i18n import LANGUAGES, speaking
from portal.rules import NEXT, SENTENCES, Call, Facts, Meeting, Stage, Tube, road, stage, words

NUMBER = "0239 000 1268"
OFFICE = Call("Hội Liên hiệp Phụ nữ tỉnh Hà Tĩnh", NUMBER, "chị Thu Hà")
GIVEN = Facts(number=NUMBER, consent="given", given_on=date(2026, 11, 14), sex="female")
MEETING = Meeting("nhà văn hóa Thạch Khê", date(2026, 11, 14))
TAKEN = Tube("HT 0002 0421 02", "collected", date(2026, 11, 14))
SENT = replace(TAKEN, status="dispatched", sent_on=date(2026, 11, 17))
ARRIVED = replace(SENT, status="accepted", received_on=date(2026, 11, 19))
WITHDRAWN = replace(GIVEN, consent="withdrawn", withdrawn_on=date(2026, 11, 20), done_before_on=date(2026, 12, 5))
CALLED = Call("Sở Nội vụ Hà Tĩnh", "0239 000 7777", "anh Phan Đức Lộc")

STATES = {
    "registered": (Facts(number=NUMBER, meeting=MEETING), Stage.registered,
        "Gia đình đã đăng ký. Hẹn gặp gia đình tại nhà văn hóa Thạch Khê, 14/11/2026. Nếu đi lại khó khăn, xin gọi 0239 000 1268: cán bộ sẽ đến tận nhà."),
    "registered, no day yet": (Facts(number=NUMBER), Stage.invited, "Gia đình đã đăng ký. Cán bộ sẽ báo ngày và nơi lấy mẫu."),
    "consent given": (GIVEN, Stage.consented, "Cảm ơn gia đình đã đồng thuận. Gia đình có thể rút lại bất cứ lúc nào, không cần nêu lý do."),
    "refused": (Facts(number=NUMBER, consent="refused", refused_on=date(2026, 11, 14)), Stage.refused,
        "Gia đình đã trả lời là chưa muốn cho mẫu. Mọi quyền lợi khác của gia đình vẫn giữ nguyên."),
    "collected": (replace(GIVEN, tubes=(TAKEN,)), Stage.collected,
        "Mẫu của bà đã được nhận ngày 14/11/2026 và niêm phong cẩn thận, mang mã HT 0002 0421 02."),
    "in a box": (replace(GIVEN, tubes=(replace(TAKEN, status="boxed"),), sex="male"), Stage.collected,
        "Mẫu của ông đã được nhận ngày 14/11/2026 và niêm phong cẩn thận, mang mã HT 0002 0421 02."),
    "sealed": (replace(GIVEN, tubes=(replace(TAKEN, status="sealed"),), sex=None), Stage.collected,
        "Mẫu của ông/bà đã được nhận ngày 14/11/2026 và niêm phong cẩn thận, mang mã HT 0002 0421 02."),
    "under way": (replace(GIVEN, tubes=(SENT,)), Stage.under_way, "Mẫu đang trên đường tới phòng xét nghiệm."),
    "received": (replace(GIVEN, tubes=(ARRIVED,)), Stage.received, "Phòng xét nghiệm đã nhận mẫu ngày 19/11/2026."),
    "cannot be used": (replace(GIVEN, tubes=(replace(ARRIVED, status="rejected"),)), Stage.unusable,
        "Mẫu lần này chưa đủ để phân tích. Đây là việc thường gặp, không phải do gia đình. Cán bộ sẽ liên hệ để xin lấy lại."),
    "being replaced": (replace(GIVEN, tubes=(replace(ARRIVED, status="rejected"), replace(TAKEN, code="HT 2", collected_on=date(2026, 12, 1)))), Stage.collected,
        "Mẫu của bà đã được nhận ngày 1/12/2026 và niêm phong cẩn thận, mang mã HT 2."),
    "a tube entered wrongly does not speak": (replace(GIVEN, tubes=(ARRIVED, replace(TAKEN, status="voided"))), Stage.received,
        "Phòng xét nghiệm đã nhận mẫu ngày 19/11/2026."),
    "missing": (replace(GIVEN, tubes=(replace(SENT, status="missing"),)), Stage.searching,
        "Phòng xét nghiệm chưa thấy mẫu này trong số mẫu đã nhận. Chúng tôi đang tìm."),
    "lost": (replace(GIVEN, tubes=(replace(SENT, status="lost"),)), Stage.lost,
        "Chúng tôi không còn tìm thấy mẫu này. Việc này không phải do gia đình; chúng tôi thành thật xin lỗi."),
    "set apart": (replace(GIVEN, tubes=(replace(SENT, status="quarantined"),)), Stage.set_aside, "Mẫu đang được để riêng và chưa sử dụng."),
    "a later no": (replace(GIVEN, consent="refused", tubes=(replace(SENT, status="quarantined"),)), Stage.set_aside, "Mẫu đang được để riêng và chưa sử dụng."),
    "kept, being compared": (replace(GIVEN, tubes=(ARRIVED,), analysed_on=date(2026, 12, 20)), Stage.kept,
        "Mẫu đã được phân tích và lưu giữ an toàn. Việc đối chiếu được tiếp tục mỗi khi có thêm hài cốt liệt sĩ được lấy mẫu. "
        "Việc này có thể kéo dài; khi có tin, chúng tôi chủ động báo gia đình."),
    "analysed, not to be kept": (replace(GIVEN, tubes=(ARRIVED,), analysed_on=date(2026, 12, 20), may_keep=False), Stage.analysed,
        "Mẫu đã được phân tích. Theo ý nguyện của gia đình, mẫu không lưu giữ để đối chiếu về sau."),
    "please call": (replace(GIVEN, tubes=(ARRIVED,), call=CALLED), Stage.please_call,
        "Cán bộ phụ trách hồ sơ muốn được thưa chuyện với gia đình. Xin liên hệ Sở Nội vụ Hà Tĩnh, 0239 000 7777, gặp anh Phan Đức Lộc, "
        "hoặc chúng tôi sẽ đến thăm gia đình."),
    "please call, before any tube": (replace(GIVEN, call=CALLED), Stage.please_call,
        "Cán bộ phụ trách hồ sơ muốn được thưa chuyện với gia đình. Xin liên hệ Sở Nội vụ Hà Tĩnh, 0239 000 7777, gặp anh Phan Đức Lộc, "
        "hoặc chúng tôi sẽ đến thăm gia đình."),
    "withdrawn": (replace(WITHDRAWN, tubes=(replace(ARRIVED, status="quarantined"),), call=CALLED), Stage.withdrawn,
        "Gia đình đã rút lại đồng thuận ngày 20/11/2026. Mẫu đã ngừng sử dụng; việc hủy hoặc trả mẫu sẽ hoàn tất trước 5/12/2026."),
    "withdrawn and destroyed": (replace(WITHDRAWN, tubes=(replace(ARRIVED, status="destroyed", gone_on=date(2026, 12, 1)),)), Stage.withdrawn_destroyed,
        "Gia đình đã rút lại đồng thuận ngày 20/11/2026. Mẫu đã được hủy ngày 1/12/2026, có người làm chứng."),
    "withdrawn and given back": (replace(WITHDRAWN, tubes=(replace(TAKEN, status="returned", gone_on=date(2026, 12, 1)),)), Stage.withdrawn_returned,
        "Gia đình đã rút lại đồng thuận ngày 20/11/2026. Mẫu đã được trả lại ngày 1/12/2026, có người làm chứng."),
    "consented anew after its sample was destroyed": (replace(GIVEN, tubes=(replace(ARRIVED, status="destroyed"),)), Stage.consented,
        "Cảm ơn gia đình đã đồng thuận. Gia đình có thể rút lại bất cứ lúc nào, không cần nêu lý do."),
    "withdrawn before any tube": (WITHDRAWN, Stage.withdrawn_before, "Gia đình đã rút lại đồng thuận ngày 20/11/2026. Chưa có mẫu nào được lấy."),
}
NEVER = re.compile(r"trùng khớp|xác suất|t[ỉỷ] lệ|thất bại|vi phạm|không hợp lệ|\bmatch|\bLR\b|%|\bADN\b|\bDNA\b|likelihood|probab|percent|failed|invalid",
                   re.IGNORECASE)


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", STATES)
def test_each_state_says_its_sentence_word_for_word(name):
    facts, expected, sentence = STATES[name]
    assert stage(facts) is expected
    assert plain(words(facts, OFFICE).sentence) == sentence


def test_every_stage_is_met_by_some_family_and_has_its_words():
    assert {expected for _, expected, _ in STATES.values()} == set(Stage) == set(SENTENCES) == set(NEXT)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STATES)
def test_no_state_ever_says_a_word_that_shocks(name, language):
    facts = STATES[name][0]
    with speaking(language):
        said = words(facts, OFFICE)
        text = " ".join([said.sentence, *said.after, *(f"{stone.word} {stone.hint}" for stone in road(facts))])
    assert NEVER.findall(text) == []


@pytest.mark.parametrize("name", STATES)
def test_the_road_has_one_place_where_we_are_and_nothing_done_after_it(name):
    stones = road(STATES[name][0])
    paces = [stone.state for stone in stones]
    assert paces.count("current") == (0 if STATES[name][1] in (Stage.registered, Stage.invited) else 1)
    assert paces == sorted(paces, key=["done", "current", "ahead"].index)


def test_a_lost_tube_asks_the_family_to_call_the_office():
    said = words(STATES["lost"][0], OFFICE)
    assert NUMBER in plain(said.after[0])
    assert "Xin liên hệ Hội Liên hiệp Phụ nữ tỉnh Hà Tĩnh" in said.after[0]


def test_the_road_of_a_second_tube_tells_of_the_first():
    stones = road(STATES["being replaced"][0])
    assert (stones[0].word, stones[0].hint) == ("Mẫu lần trước", "14/11/2026, chưa đủ để phân tích")


def test_the_road_carries_its_days():
    assert [stone.hint for stone in road(STATES["received"][0])][:4] == ["14/11/2026", "14/11/2026", "17/11/2026", "19/11/2026, đang ở đây"]
    assert [stone.state for stone in road(STATES["kept, being compared"][0])] == ["done"] * 5 + ["current"]


@pytest.mark.parametrize(("tube", "place"), [(replace(TAKEN, status="lost"), 1), (replace(SENT, status="lost"), 2)])
def test_a_tube_is_shown_as_lost_at_the_last_place_that_had_it(tube, place):
    stones = road(replace(GIVEN, tubes=(tube,)))
    assert [stone.state for stone in stones].index("current") == place
    assert stones[place].hint.endswith("bị thất lạc")
