"""Six families that every picture was looked at for: a nuclear family, a remarried mother, four generations, two martyrs, cousins by two sisters, forty people."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from families.rules.drawing import Marks
from families.rules.pedigree import Individual, Life, Pedigree, SocialTie, TieKind

Family = tuple[Pedigree, dict[str, Marks]]
WOMEN = ("Lài", "Xuân", "Hường", "Nhung", "Sâm", "Thơm", "Tuyết", "Cúc", "Đào", "Loan", "Mận", "Hòe")
MEN = ("Bình", "Cường", "Dũng", "Hiếu", "Khánh", "Lâm", "Mạnh", "Nam", "Phú", "Quang", "Sơn", "Thắng")


class Pen:
    """Writes a family down, one person after another."""

    def __init__(self) -> None:
        self.people: dict[str, Individual] = {}
        self.unions: list[tuple[str, str]] = []
        self.social: list[SocialTie] = []
        self.unplaced: dict[str, tuple[str, ...]] = {}
        self.marks: dict[str, Marks] = {}

    def add(self, key: str, words: str, sex: str | None, born: int | None = None, of: tuple[str | None, str | None] = (None, None), **facts: Any) -> str:
        marks = {name: facts.pop(name) for name in ("sampled", "willing", "next", "kin") if name in facts}
        father, mother = of
        note = f"{born or '?'}–{facts.get('death_year') or ''}" if born or facts.get("death_year") else ""
        self.people[key] = replace(Individual(key, sex, father, mother, born), **facts)
        self.marks[key] = Marks(words, note, **marks)
        return key

    def done(self) -> Family:
        return Pedigree(tuple(self.people.values()), tuple(self.unions), tuple(self.social), self.unplaced), self.marks


DEAD = {"life": Life.dead}
ALIVE = {"life": Life.alive}


def nuclear() -> Family:
    pen = Pen()
    pen.add("~f", "cha", "male", inferred=True, **DEAD)
    pen.add("i-m", "Nguyễn Thị Sâm", "female", 1928, death_year=1999, **DEAD)
    both = ("~f", "i-m")
    pen.add("TN-1", "Nguyễn Thị Lài", "female", 1950, both, donor=True, sampled=True, **ALIVE)
    pen.add("LS-1", "Nguyễn Văn Ân", "male", 1952, both, martyr=True, death_year=1972, **DEAD)
    pen.add("TN-2", "Nguyễn Văn Bình", "male", 1955, both, donor=True, willing=True, next=True, **ALIVE)
    return pen.done()


def remarried() -> Family:
    """The mother was married twice; a younger brother, of whom nobody asked, and a wife."""
    pen = Pen()
    pen.add("~f", "cha", "male", inferred=True, **DEAD)
    pen.add("i-m", "Trần Thị Nhung", "female", 1930, death_year=2004, **DEAD)
    pen.add("i-h", "Lê Văn Phú", "male", 1927, death_year=1990, **DEAD)
    pen.add("LS-1", "Nguyễn Văn Ân", "male", 1950, ("~f", "i-m"), martyr=True, death_year=1971, **DEAD)
    pen.add("TN-1", "Nguyễn Văn Cường", "male", 1953, donor=True, readings=(("~f", "i-m"), (None, "i-m"), ("~f", None)), **ALIVE)
    pen.add("TN-2", "Lê Thị Hường", "female", 1958, ("i-h", "i-m"), donor=True, sampled=True, **ALIVE)
    pen.add("TN-3", "Lê Văn Nam", "male", 1961, ("i-h", "i-m"), donor=True, willing=True, next=True, **ALIVE)
    pen.add("i-w", "Võ Thị Cúc", "female", 1951, **ALIVE)
    pen.unions.append(("LS-1", "i-w"))
    return pen.done()


def four_generations() -> Family:
    """From the mother's mother to the daughter of a niece; a sister long dead whose children live, an adopted child, somebody not placed yet."""
    pen = Pen()
    pen.add("~mm", "bà ngoại", "female", inferred=True, **DEAD)
    pen.add("~mf", "ông ngoại", "male", inferred=True, **DEAD)
    pen.add("i-m", "Phan Thị Đào", "female", 1925, ("~mf", "~mm"), death_year=1988, **DEAD)
    pen.add("i-a", "Phan Thị Mận", "female", 1930, ("~mf", "~mm"), death_year=2010, **DEAD)
    pen.add("~f", "cha", "male", inferred=True, **DEAD)
    pen.add("LS-1", "Hồ Xuân Sơn", "male", 1948, ("~f", "i-m"), martyr=True, death_year=1968, **DEAD)
    pen.add("i-s", "Hồ Thị Xuân", "female", 1945, ("~f", "i-m"), death_year=1995, **DEAD)
    pen.add("TN-1", "Đặng Văn Lâm", "male", 1955, (None, "i-a"), donor=True, sampled=True, **ALIVE)
    pen.add("TN-2", "Bùi Thị Thơm", "female", 1968, (None, "i-s"), donor=True, next=True, **ALIVE)
    pen.add("i-n", "Bùi Văn Mạnh", "male", 1970, (None, "i-s"), **ALIVE)
    pen.add("TN-3", "Lưu Thị Hòe", "female", 1992, (None, "TN-2"), donor=True, willing=True, **ALIVE)
    pen.add("i-c", "Bùi Văn Quang", "male", 1998, ("i-n", None), **ALIVE)
    pen.add("i-ad", "Hồ Văn Tùng", "male", 1960, **ALIVE)
    pen.social.append(SocialTie("i-ad", "~f", TieKind.adoptive))
    pen.add("TN-9", "Hồ Thị Loan", "female", 1951, donor=True, **ALIVE)
    pen.unplaced["TN-9"] = ("father.sister?", "mother.sister?")
    return pen.done()


def two_martyrs() -> Family:
    """Uncle and nephew on the mother's side."""
    pen = Pen()
    pen.add("~mm", "bà ngoại", "female", inferred=True, **DEAD)
    pen.add("~mf", "ông ngoại", "male", inferred=True, **DEAD)
    pen.add("LS-2", "Dương Viết Thắng", "male", 1930, ("~mf", "~mm"), martyr=True, death_year=1954, **DEAD)
    pen.add("i-m", "Dương Thị Tuyết", "female", 1926, ("~mf", "~mm"), death_year=2001, **DEAD)
    pen.add("i-f", "Thái Văn Vinh", "male", 1922, death_year=1980, **DEAD)
    pen.add("LS-1", "Thái Văn Hiếu", "male", 1949, ("i-f", "i-m"), martyr=True, death_year=1970, **DEAD)
    pen.add("TN-1", "Thái Thị Loan", "female", 1952, ("i-f", "i-m"), donor=True, sampled=True, **ALIVE)
    pen.add("i-u", "Thái Văn Khánh", "male", 1925, **DEAD)
    pen.add("~ff", "ông nội", "male", inferred=True)
    pen.people["i-f"] = replace(pen.people["i-f"], father="~ff")
    pen.people["i-u"] = replace(pen.people["i-u"], father="~ff")
    pen.add("TN-2", "Thái Văn Dũng", "male", 1956, ("i-u", None), donor=True, next=True, **ALIVE)
    return pen.done()


def two_sisters() -> Family:
    """Two sisters married two brothers: their children are cousins twice over."""
    pen = Pen()
    for key, words, sex in (("~mf", "ông ngoại", "male"), ("~mm", "bà ngoại", "female"), ("~ff", "ông nội", "male"), ("~fm", "bà nội", "female")):
        pen.add(key, words, sex, inferred=True, **DEAD)
    pen.add("i-m", "Biện Thị Xuân", "female", 1926, ("~mf", "~mm"), **DEAD)
    pen.add("i-a", "Biện Thị Sâm", "female", 1930, ("~mf", "~mm"), **DEAD)
    pen.add("i-f", "Phan Văn Nam", "male", 1924, ("~ff", "~fm"), **DEAD)
    pen.add("i-u", "Phan Văn Lâm", "male", 1928, ("~ff", "~fm"), **DEAD)
    pen.add("LS-1", "Phan Đình Mạnh", "male", 1950, ("i-f", "i-m"), martyr=True, death_year=1972, **DEAD)
    pen.add("TN-1", "Phan Thị Cúc", "female", 1953, ("i-u", "i-a"), donor=True, sampled=True, **ALIVE)
    pen.add("TN-2", "Phan Văn Phú", "male", 1957, ("i-u", "i-a"), donor=True, willing=True, next=True, **ALIVE)
    return pen.done()


def forty() -> Family:
    """Forty people in four generations, with a second wife, a marriage between cousins' lines and people of no known parents."""
    pen = Pen()
    names = _names()
    pen.add("~g1", "ông cố", "male", 1900, inferred=True, **DEAD)
    pen.add("i-g2", f"Lê Thị {next(names['female'])}", "female", 1903, death_year=1980, **DEAD)
    pen.add("~h1", "ông nội", "male", inferred=True, **DEAD)
    pen.add("~h2", "bà nội", "female", inferred=True, **DEAD)
    second = [pen.add(f"i-b{n}", f"Lê {'Thị' if n % 2 else 'Văn'} {next(names['female' if n % 2 else 'male'])}", "female" if n % 2 else "male", 1922 + 3 * n,
                      ("~g1", "i-g2"), **DEAD) for n in range(1, 6)]
    father = pen.add("i-f", f"Trần Văn {next(names['male'])}", "male", 1920, ("~h1", "~h2"), death_year=1985, **DEAD)
    pen.add("i-fu", f"Trần Văn {next(names['male'])}", "male", 1926, ("~h1", "~h2"), **DEAD)
    pen.add("i-f2", f"Võ Thị {next(names['female'])}", "female", 1935, **DEAD)
    pen.add("LS-1", "Trần Quốc Dũng", "male", 1951, (father, second[0]), martyr=True, death_year=1972, **DEAD)
    for n, sex in enumerate(("female", "male", "female")):
        pen.add(f"TN-{n + 1}", f"Trần {'Thị' if sex == 'female' else 'Văn'} {next(names[sex])}", sex, 1948 + 5 * n, (father, second[0]), donor=True,
                sampled=n == 0, willing=n == 1, next=n == 2, **ALIVE)
    pen.add("TN-4", f"Trần Thị {next(names['female'])}", "female", 1962, (father, "i-f2"), donor=True, **ALIVE)
    pen.add("TN-5", f"Trần Văn {next(names['male'])}", "male", 1958, ("i-fu", None), donor=True, **ALIVE)
    count = 6
    for aunt in second[1:]:
        woman = pen.people[aunt].sex == "female"
        spouse = pen.add(f"~s{aunt[2:]}", "chồng" if woman else "vợ", "male" if woman else "female", inferred=True)
        for n in range(2):
            sex = "female" if (count + n) % 2 else "male"
            key = f"TN-{count}" if n == 0 else f"i-c{count}"
            pen.add(key, f"Hồ {'Thị' if sex == 'female' else 'Văn'} {next(names[sex])}", sex, 1950 + count, (spouse, aunt) if woman else (aunt, spouse),
                    donor=n == 0, sampled=count == 7, **ALIVE)
            count += 1
    parents = ["TN-1", "TN-3", "TN-6", "i-c7", "TN-8", "i-c9"]
    while len(pen.people) < 40:
        parent = parents[len(pen.people) % len(parents)]
        sex = "female" if len(pen.people) % 3 else "male"
        of = (None, parent) if pen.people[parent].sex == "female" else (parent, None)
        pen.add(f"i-d{len(pen.people)}", f"Bùi {'Thị' if sex == 'female' else 'Văn'} {next(names[sex])}", sex, 1975 + len(pen.people) % 11, of, **ALIVE)
    return pen.done()


def _names() -> dict[str, Iterator[str]]:
    return {"female": (WOMEN[n % 12] for n in range(99)), "male": (MEN[n % 12] for n in range(99))}


SIX: dict[str, Callable[[], Family]] = {
    "nuclear": nuclear, "remarried": remarried, "four-generations": four_generations, "two-martyrs": two_martyrs, "two-sisters": two_sisters, "forty": forty,
}
