"""The province as a map of tiles, and when a figure is too small to be shown. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.i18n import N_

SMALLEST = 5
"""A count from 1 to 4 could point at a family; it is hidden, and so is whatever it could be worked out from (face.md, tokens)."""

MAP = (
    (".", ".", ".", ".", "Tiên Điền", "Đan Hải"),
    (".", ".", "Sơn Tiến", ".", "Đức Quang", "Nghi Xuân", "Cổ Đạm"),
    ("Sơn Hồng", "Sơn Giang", "Tứ Mỹ", "Đức Thọ", "Bắc Hồng Lĩnh", "Nam Hồng Lĩnh", "Hồng Lộc", "Lộc Hà"),
    (".", "Sơn Tây", "Hương Sơn", "Đức Minh", "Đức Thịnh", "Can Lộc", "Tùng Lộc", "Mai Phụ"),
    ("Sơn Kim 1", "Kim Hoa", "Mai Hoa", "Đức Đồng", "Gia Hanh", "Việt Xuyên", "Đông Kinh", "Trần Phú", "Thạch Khê"),
    (".", "Sơn Kim 2", "Vũ Quang", "Thượng Đức", "Trường Lưu", "Xuân Lộc", "Thạch Hà", "Đồng Tiến", "Thạch Lạc"),
    (".", ".", ".", "Hà Linh", "Đồng Lộc", "Toàn Lưu", "Thành Sen", "Cẩm Bình", "Yên Hòa", "Thiên Cầm"),
    (".", ".", ".", "Hương Bình", "Hương Phố", "Thạch Xuân", "Hà Huy Tập", "Cẩm Xuyên", "Cẩm Trung", "Kỳ Xuân", "Kỳ Khang"),
    (".", ".", ".", ".", "Hương Khê", "Hương Đô", "Cẩm Duệ", "Cẩm Hưng", "Cẩm Lạc", "Kỳ Anh", "Hải Ninh"),
    (".", ".", ".", ".", ".", "Hương Xuân", "Phúc Trạch", ".", "Kỳ Thượng", "Kỳ Văn", "Sông Trí", "Vũng Áng"),
    (".", ".", ".", ".", ".", ".", ".", ".", ".", "Kỳ Lạc", "Kỳ Hoa", "Hoành Sơn"),
)
"""Where each commune stands among 12 × 11 tiles: the shape of the province, not its size."""

STEPS = (20, 40, 60, 75)
"""From which percentage on a tile takes the next of five shades."""


def shade(percent: int) -> int:
    return 1 + sum(percent >= step for step in STEPS)


def place_of(name: str) -> tuple[int, int]:
    """(column, row) of a commune by its name; the names of the 69 are distinct."""
    return next((column, row) for row, names in enumerate(MAP) for column, each in enumerate(names) if each == name)


def short(name: str) -> tuple[str, str]:
    """A name in two lines: "N. Hồng" over "Lĩnh", "Sơn" over "Kim 1"."""
    name = name.replace("Bắc Hồng", "B. Hồng").replace("Nam Hồng", "N. Hồng")
    words = name.split()
    cut = 2 if len(words) == 3 and len(words[0]) <= 2 else 1
    return " ".join(words[:cut]), " ".join(words[cut:])


@dataclass(frozen=True)
class Count:
    """Martyrs of one commune: how many, how many with one maternal-line sample or more, how many with two or more."""

    martyrs: int
    one: int
    two: int


def hidden(counts: Mapping[str, Count]) -> set[str]:
    """The communes whose figures are not shown. One alone could be worked out from the total, so a second one goes with it."""
    small = {code for code, each in counts.items() if 0 < each.martyrs < SMALLEST or 0 < each.one < SMALLEST}
    if len(small) == 1:
        rest = [code for code in counts if code not in small and counts[code].martyrs]
        small |= set(sorted(rest, key=lambda code: (counts[code].one, counts[code].martyrs, code))[:1])
    return small


FIGURES = {
    "collected": (N_("Relatives' samples taken"), N_("Every tube taken and not entered wrongly.")),
    "received": (N_("Reached the laboratory"), N_("Tubes the laboratory confirmed: accepted, or not usable.")),
    "accepted": (N_("Fit to be analysed"), N_("Tubes the laboratory accepted.")),
    "repeat": (N_("To be repeated"), N_("Tubes the laboratory cannot use; the family is asked for another.")),
    "waiting": (N_("Not sent yet"), N_("Taken, in a box or sealed.")),
    "under_way": (N_("Under way"), N_("Sent, and no receipt yet.")),
    "gone": (N_("Not arrived or lost"), N_("On a manifest and not arrived, or declared lost.")),
    "apart": (N_("Set apart"), N_("The consent is no longer in force; the tube is not used.")),
}
GROUPS = {
    "waiting": ("collected", "boxed", "sealed"), "under_way": ("dispatched",), "accepted": ("accepted",), "repeat": ("rejected",),
    "gone": ("missing", "lost"), "apart": ("quarantined", "destroyed", "returned"),
}
"""Every state of a tube that counts stands in exactly one group, so that the groups add up to what was taken."""

FUNNEL = (
    ("martyrs", N_("Martyrs on record")), ("kin", N_("with a relative registered")), ("one", N_("with a maternal-line sample")),
    ("two", N_("with two or more")), ("analysed", N_("with a maternal-line sample analysed")),
)
DEFINITIONS = {
    "martyrs": N_("Every martyr in the registers loaded here."),
    "kin": N_("At least one relative stated kinship to the martyr."),
    "one": N_("At least one person of the maternal line has a sample that can still answer, with consent in force."),
    "two": N_("The same, from two or more different people."),
    "analysed": N_("The laboratory gave a result for at least one of these samples."),
}
