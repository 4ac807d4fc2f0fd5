"""Who is looked for: the public record of martyrs, and a search that forgives missing marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from rapidfuzz import fuzz, process
from sqlmodel import Session, col, func, select

from core import names
from core.errors import NotFound
from core.places import unit_name
from families import intake
from families.models import Martyr

LIKENESS = 72
"""Below this score of 100 a name is another name."""


@dataclass(frozen=True)
class MartyrView:
    id: UUID
    code: str
    name: str
    sex: str | None
    birth_text: str
    death_text: str
    home: str
    communes: tuple[str, ...]
    unit: str
    rank: str
    place_of_death: str
    burial: str
    certificate_no: str
    birth_year: int | None
    death_year: int | None


def _view(row: Martyr) -> MartyrView:
    return MartyrView(
        row.id, row.code, row.name, row.sex, row.birth_text, row.death_text, row.home_text, tuple(unit_name(c) for c in row.commune_codes), row.unit,
        row.rank, row.place_of_death, row.burial, row.certificate_no, row.birth_year, row.death_on.year if row.death_on else None,
    )


def martyr(session: Session, id_or_code: UUID | str) -> MartyrView:
    """One martyr. Raises NotFound."""
    wanted = Martyr.id == id_or_code if isinstance(id_or_code, UUID) else Martyr.code == str(id_or_code).upper()
    row = session.exec(select(Martyr).where(wanted)).first()
    if row is None:
        raise NotFound()
    return _view(row)


def martyr_names(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """Code → name of the public record; a code that is none of a martyr is left out."""
    listed, found = list(codes), dict[str, str]()
    for start in range(0, len(listed), 500):
        found |= dict(session.exec(select(Martyr.code, Martyr.name).where(col(Martyr.code).in_(listed[start : start + 500]))).all())
    return found


@dataclass(frozen=True)
class Index:
    """Every martyr's folded name, and folded surroundings, in memory: 30,000 take a few megabytes and milliseconds."""

    views: tuple[MartyrView, ...]
    keys: tuple[str, ...]
    around: tuple[str, ...]


_indexes: dict[str, tuple[object, Index]] = {}


def martyr_index(session: Session) -> Index:
    """The search index, made again when a martyr was added."""
    place = str(session.get_bind().engine.url)
    newest = (
        session.exec(select(func.count()).select_from(Martyr)).one(), session.exec(select(Martyr.id).order_by(col(Martyr.number).desc()).limit(1)).first()
    )
    if place not in _indexes or _indexes[place][0] != newest:
        views = tuple(_view(row) for row in session.exec(select(Martyr).order_by(col(Martyr.number))))
        around = tuple(names.fold(f"{v.home} {' '.join(v.communes)} {v.birth_text} {v.death_text} {v.death_year or ''} {v.code}") for v in views)
        _indexes[place] = (newest, Index(views, tuple(names.fold(v.name) for v in views), around))
    return _indexes[place][1]


def find_martyrs(session: Session, text: str, limit: int = 20) -> list[MartyrView]:
    """Martyrs whose name is like the typed one; further words (commune, years, code) lift those they fit."""
    index, wanted = martyr_index(session), names.fold(text)
    if not wanted:
        return list(index.views[:limit])
    near = process.extract(wanted, index.keys, scorer=fuzz.token_set_ratio, limit=limit * 10, score_cutoff=LIKENESS)
    by_code = [(index.keys[i], 100.0, i) for i, view in enumerate(index.views) if names.fold(view.code) == wanted]

    def rank(hit: tuple[str, float, int]) -> tuple[float, float, int]:
        _, score, place = hit
        view = index.views[place]
        extra = sum(word in index.around[place].split() for word in wanted.split())
        exact = 5 if names.tidy(text).lower().startswith(view.name.lower()) else 0
        return (-(score + 3 * extra + exact), -fuzz.ratio(wanted, index.keys[place]), place)

    return [index.views[place] for _, _, place in sorted([*by_code, *near], key=rank)[:limit]]


def martyrs_named(session: Session, name: str, death_year: int | None) -> list[intake.Candidate]:
    """The martyrs a relatives' list may mean: the folded name is the same, and the year of death does not speak against it."""
    index, wanted = martyr_index(session), names.fold(name)
    same = [view for view, key in zip(index.views, index.keys, strict=True) if key == wanted]
    exact = [view for view in same if view.name.lower() == names.tidy(name).lower()] or same
    fitting = [view for view in exact if death_year is None or view.death_year in (None, death_year)]
    agreeing = [view for view in fitting if death_year is not None and view.death_year == death_year]
    return [intake.Candidate(view.code, view.sex, view.birth_year, view.death_year) for view in agreeing or fitting]


def known_martyrs(session: Session) -> intake.Known:
    """What a new register is compared with."""
    prints, alike = [], {}
    for row in session.exec(select(Martyr)):
        prints.append(row.fingerprint)
        death = row.death_on.isoformat()[: {"day": 10, "month": 7}.get(row.death_precision, 4)] if row.death_on else None
        values = {"name": row.name, "certificate_no": row.certificate_no, "birth_year": row.birth_year, "death": death, "home_text": row.home_text}
        alike |= dict.fromkeys(intake.alike_keys(values), row.code)
    return intake.Known(frozenset(prints), alike)
