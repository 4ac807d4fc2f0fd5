"""One family of the fictional province drawn as a clerk draws it: a mother who married twice, a sister long dead whose children live, a
mother's brother who is a martyr too, somebody nobody asked about, and a relative whose word leaves the kinship open."""

import families
from core.work import Work
from families import KinFacts, Life, Reachable

MARTYR, UNCLE = "LS-00010", "LS-00032"


def draw_one(work: Work) -> None:
    """The family of one martyr, around the sister and the half brother who gave samples."""
    of, uncle = families.martyr(work.session, MARTYR), families.martyr(work.session, UNCLE)
    kin, _ = families.kin_of(work, of.id)
    sister = next(each for each in kin if each.relation_word == "em gái ruột")
    half = next(each for each in kin if each.relation_word == "em cùng mẹ khác cha")
    families.state_kinship(work, sister.donor_id, uncle.id, "sister.daughter", "cháu gọi bằng cậu")
    _elders(work, half.donor_code, uncle.name.split()[0])
    _of_a_dead_sister(work)
    aunt = _add(work, _parent(work, MARTYR, "mother"), "sister", f"{uncle.name.split()[0]} Thị Mận", 1929, reach=Reachable.weak, life=Life.alive)
    _add(work, aunt, "son", "Đặng Quốc Lâm", 1958, life=Life.alive, reach=Reachable.near)
    _add(work, MARTYR, "brother?", f"{of.name.split()[0]} Viết Cường", 1945, life=Life.alive, reach=Reachable.far)
    _add(work, MARTYR, "spouse", "Võ Thị Cúc", 1942, life=Life.alive)
    facts = families.RelativeFacts(name="Hồ Thị Loan", sex="female", birth_year=1944, birth_text="1944", commune_code="18604")
    cousin = families.register_relative(work, facts)
    families.state_kinship(work, cousin.donor_id, of.id, None, "chị họ")


def _elders(work: Work, half: str, surname: str) -> None:
    mother = _add(work, MARTYR, "mother", f"{surname} Thị Đào", 1919, died=2001)
    _add(work, mother, "mother", "Hồ Thị Nhung", 1898, died=1979)
    _add(work, MARTYR, "father", "", 1915, died=1950)
    _add(work, half, "father", "Dương Văn Phú", 1918, died=1990)


def _of_a_dead_sister(work: Work) -> None:
    sister = _add(work, MARTYR, "sister", f"{families.martyr(work.session, MARTYR).name.split()[0]} Thị Xuân", 1943, died=2009)
    daughter = _add(work, sister, "daughter", "Bùi Thị Thơm", 1966, life=Life.alive, reach=Reachable.near)
    _add(work, sister, "son", "Bùi Văn Mạnh", 1970, life=Life.alive, reach=Reachable.far)
    _add(work, daughter, "daughter", "Lưu Thị Hòe", 1992, life=Life.alive)


def _parent(work: Work, key: str, role: str) -> str:
    return str(getattr(families.pedigree_of(work.session, MARTYR).by_key[key], role))


def _add(work: Work, to: str, step: str, name: str, born: int, died: int | None = None, life: Life = Life.unknown, reach: Reachable = Reachable.unknown) -> str:
    facts = KinFacts(name, birth_year=born, birth_text=str(born), death_year=died, death_text=str(died or ""), life=Life.dead if died else life, reach=reach)
    return families.add_kin(work, MARTYR, to, step, facts)
