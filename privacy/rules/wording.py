"""What the office says about itself in registers, dossiers and notices. Every text is its own and can be changed; none is invented here. Pure.

An empty text is shown as a gap to be filled, so a paper never says what nobody wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.errors import Malformed
from core.i18n import N_


@dataclass(frozen=True)
class Wording:
    """`kind`: line, text (several lines), number (with `least` and `most`), day (27/7/2027) or yearly (27/7)."""

    key: str
    label: str
    hint: str = ""
    kind: str = "line"
    first: str = ""
    least: int = 0
    most: int = 0


GROUPS: tuple[tuple[str, tuple[Wording, ...]], ...] = (
    (N_("The controller and the data-protection officer"), (
        Wording("controller_address", N_("Address of the controller")),
        Wording("controller_head", N_("Who represents the controller (name, post)")),
        Wording("officer_name", N_("Data-protection officer or unit")),
        Wording("officer_contact", N_("How to reach the data-protection officer"), N_("Telephone, e-mail, post.")),
        Wording("officer_decision", N_("Number and date of the decision that names the officer")),
    )),
    (N_("What is processed, and why"), (
        Wording("bases", N_("Legal bases"), N_("One a line: law, decree, plan, decision."), "text",
                "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15\nNghị định số 356/2025/NĐ-CP\nPháp lệnh Ưu đãi người có công với cách mạng"),
        Wording("description", N_("Description of the processing"), N_("In the office's own words; stands first in the dossier."), "text"),
        Wording("processors", N_("Processors besides the laboratories on record"), N_("One a line; the laboratories are added by themselves."), "text"),
        Wording("recipients", N_("Who else receives data, and which"), N_("One a line."), "text"),
        Wording("hosting", N_("Where the data lie"), N_("Room, computer, who has the key to the room."), "text"),
    )),
    (N_("Transfer abroad"), (
        Wording("abroad", N_("Data that go abroad"), N_("Leave empty when none do; otherwise which, to whom, to which country, on which basis."), "text"),
        Wording("not_abroad", N_("Why no data go abroad"), N_("One a line."), "text",
                "Phần mềm chạy trên máy của cơ quan, không cần dịch vụ nước ngoài: bản đồ, phông chữ và mã vạch có sẵn bên trong.\n"
                "Thư điện tử đi qua máy chủ thư của cơ quan; không dùng Zalo hay dịch vụ đẩy thông báo.\n"
                "Phòng xét nghiệm chỉ nhận mã, không nhận tên."),
    )),
    (N_("Dates and clocks"), (
        Wording("first_processing_on", N_("Day of the first processing"),
                N_("Empty: the day of the first entry in this program. The 60 days run from it."), "day"),
        Wording("dossier_days", N_("Days until the impact assessment must be ready"), "", "number", "60", 1, 365),
        Wording("dossier_age_days", N_("Days after which a dossier is looked at again"), "", "number", "180", 1, 1825),
        Wording("breach_hours", N_("Hours until the Ministry of Public Security must be told"), "", "number", "72", 1, 720),
        Wording("review_day", N_("Day of the yearly review of what is kept"), N_("Day and month, such as 27/7."), "yearly", "27/7"),
        Wording("campaign_end", N_("End of the campaign"), N_("A review is due on this day too."), "day", "27/7/2027"),
    )),
    (N_("The notice of a breach"), (
        Wording("notice_to", N_("To whom the notice is addressed"), "", "line",
                "Cục An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao (A05), Bộ Công an"),
        Wording("notice_form", N_("Code of the form"), N_("As the decree's annex has it; nothing is printed while this is empty.")),
        Wording("notice_place", N_("Place of signing"), "", "line", "Hà Tĩnh"),
        Wording("notice_signer", N_("Post of whoever signs")),
    )),
    (N_("The office's own words in the dossier"), (
        Wording("risk_words", N_("Risks and measures the office adds"), N_("One a line: risk – measure."), "text"),
        Wording("opinion", N_("Opinion of the data-protection officer"), "", "text"),
    )),
)
WORDINGS = {each.key: each for _, group in GROUPS for each in group}
DEFAULTS = {each.key: each.first for each in WORDINGS.values()}
LONGEST = {"line": 200, "text": 4000, "number": 6, "day": 10, "yearly": 5}
TOO_LONG = N_("This text is too long. Please shorten it.")
NOT_A_DATE = N_("Please write a day such as 27/7/2027.")
NOT_YEARLY = N_("Please write a day and a month, such as 27/7.")
OUT_OF_RANGE = N_("Please write a whole number within the limits.")


def read_day(text: str) -> date | None:
    """Day of `27/7/2027`. Raises ValueError."""
    if not text:
        return None
    day, month, year = (int(part) for part in text.split("/"))
    if not 2000 <= year <= 2200:
        raise ValueError("a year that no campaign has")
    return date(year, month, day)


def read_yearly(text: str) -> tuple[int, int]:
    """Day and month of `27/7`. Raises ValueError; 29 February is no yearly day."""
    day, month = (int(part) for part in text.split("/"))
    date(2027, month, day)
    return day, month


def wrong_with(wording: Wording, value: str) -> str | None:
    """What is wrong with a typed value, or None. An empty box takes the value the program came with."""
    if len(value) > LONGEST[wording.kind]:
        return TOO_LONG
    if not value:
        return None
    try:
        if wording.kind == "day":
            read_day(value)
        elif wording.kind == "yearly":
            read_yearly(value)
        elif wording.kind == "number" and not wording.least <= int(value) <= wording.most:
            raise ValueError
    except ValueError:
        return {"day": NOT_A_DATE, "yearly": NOT_YEARLY}.get(wording.kind, OUT_OF_RANGE)
    return None


def checked(typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, as it may be stored. Raises Malformed with every box that needs another look."""
    fields = {key: wrong for key, value in typed.items() if (wrong := wrong_with(WORDINGS[key], value))}
    if fields:
        raise Malformed(fields=fields)
    return dict(typed)
