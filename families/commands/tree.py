"""The family tree is drawn further: somebody is added, named, known better, found to be somebody else, or a tie ends."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlmodel import select

from core import clock, names
from core.crypto import blind
from core.db import Record
from core.work import Work
from families.commands.growing import Growing
from families.models import Individual, IndividualMerge, IndividualVersion, NameToken, Parentage, Sibling, Union
from families.queries.family_tree import standing_name
from families.queries.kin_rows import PersonRow, key_of
from families.rules.pedigree import Life, ParentRole, Reachable, TieKind
from families.rules.pedigree.kin_facts import (
    AlreadyInTree,
    JoinedAlready,
    KinFacts,
    NoSuchTie,
    PlaceTaken,
    SameAlready,
    StepKind,
    TwoCodes,
    check_couple,
    check_facts,
    fitting_sex,
    living,
    role_of,
    step_named,
)
from families.rules.pedigree.refusals import ErasedPlace


def add_kin(
    work: Work, martyr_code: str, to_key: str, step: str, facts: KinFacts, *, other_parent: str | None = None, own: UUID | None = None
) -> str:
    """A relative beside somebody of the tree ("+ mẹ", "+ chị gái cùng mẹ"); the key of the new person.

    `own` is an id that the form brought along: sent twice, it adds one person. A parent who stands there without a name gets this one.
    Raises what families.rules.pedigree.kin_facts and refusals tell, NotInThisFamily, and NotFound outside the actor's units.
    """
    kin = step_named(step)
    check_facts(facts, clock.today().year)
    sex = fitting_sex(kin.sex, facts.sex)
    change = Growing(work, martyr_code)
    to = change.standing(to_key)
    if own and key_of(own) in change.by_key:
        return key_of(own)
    if kin.kind is StepKind.parent and kin.tie is TieKind.biological and (there := _parent(change, to, kin.role)):
        return _named(change, there, facts, step, to)
    change.said_by(facts)
    beside = change.person(to)
    if kin.kind is StepKind.spouse:
        sex = sex or {"male": "female", "female": "male"}.get(change.sex(to) or "")
    person = change.add_person(facts, sex=sex, own=own)
    if kin.kind is StepKind.parent:
        change.parentage(beside, person, kin.role or role_of(sex), kin.tie)
    elif kin.kind is StepKind.sibling:
        change.sibling(person, beside, step)
    elif kin.kind is StepKind.spouse:
        change.union(beside, person)
    else:
        change.parentage(person, beside, role_of(change.sex(to)), kin.tie)
        if other_parent:
            change.parentage(person, change.person(other_parent), role_of(change.sex(other_parent)), kin.tie)
    _refuse_twin(change, person, facts, to, step)
    change.keep("families.kin_added", to=to, step=step, key=person.key)
    return person.key


def _parent(change: Growing, key: str, role: ParentRole | None) -> str | None:
    """The parent who stands there, where nobody named that parent yet."""
    child = change.before.by_key[key]
    found = child.mother if role is ParentRole.mother else child.father
    if found is None or change.before.by_key[found].inferred:
        return found
    person = change.by_key[found]
    open_place = not person.donor_id and not person.martyr_id and standing_name(change.work.session, change.rows, person) is None
    return found if open_place else None


def _refuse_twin(change: Growing, person: PersonRow, facts: KinFacts, to: str, step: str) -> None:
    """The same name beside the same person by the same step is a second click, or a colleague who was quicker."""
    if not facts.name:
        return
    kin, of = step_named(step), change.by_key[to]
    held = {
        StepKind.parent: [parent for child, parent in change.rows.parentages if child == of.id],
        StepKind.child: [child for child, parent in change.rows.parentages if parent == of.id],
        StepKind.sibling: [one for one, other in change.rows.siblings if other == of.id],
        StepKind.spouse: [end for couple in change.rows.unions if of.id in couple for end in couple],
    }[kin.kind]
    for own in held:
        if own not in (person.id, of.id):
            name = standing_name(change.work.session, change.rows, change.rows.people[own])
            if name and names.fold(name) == names.fold(facts.name):
                raise AlreadyInTree()


def name_kin(work: Work, martyr_code: str, key: str, facts: KinFacts) -> str:
    """Somebody whom the tree only inferred, or whom nobody named, gets a name and years; the key of the person on record."""
    check_facts(facts, clock.today().year)
    change = Growing(work, martyr_code)
    return _named(change, change.standing(key), facts, "")


def _named(change: Growing, key: str, facts: KinFacts, step: str, child: str | None = None) -> str:
    if not change.before.by_key[key].inferred:
        return _better_known(change, key, facts)
    change.said_by(facts)
    person = change.adopt(key, change.add_person(facts, sex=fitting_sex(facts.sex, change.sex(key))), child)
    change.keep("families.kin_named", place=key, key=person.key, **({"step": step} if step else {}))
    return person.key


def _better_known(change: Growing, key: str, facts: KinFacts) -> str:
    """What a record leaves open is filled in; another name than the one on record is somebody else. Raises PlaceTaken."""
    person = change.person(key)
    if person.erased:
        raise ErasedPlace()
    name = standing_name(change.work.session, change.rows, person)
    if person.martyr_id or (name and facts.name and names.fold(name) != names.fold(facts.name)):
        raise PlaceTaken()
    old = facts_of(_row(change, person))
    filled = {field: getattr(facts, field) or getattr(old, field) for field in ("birth_year", "birth_text", "death_year", "death_text")}
    life = old.life if facts.life is Life.unknown else facts.life
    reach = old.reach if facts.reach is Reachable.unknown else facts.reach
    return _revised(change, key, replace(facts, name=facts.name if not name else "", life=life, reach=reach, **filled))


def revise_kin(work: Work, martyr_code: str, key: str, facts: KinFacts) -> str:
    """What is known better of somebody on record; what stood there before is kept sealed."""
    check_facts(facts, clock.today().year)
    change = Growing(work, martyr_code)
    return _revised(change, change.standing(key), facts)


def _revised(change: Growing, key: str, facts: KinFacts) -> str:
    """A name is never taken away here, and a martyr's stands in the public record."""
    person, work = change.person(key), change.work
    if person.erased:
        raise ErasedPlace()
    row = _row(change, person)
    wanted: dict[str, Any] = {
        "sex": facts.sex or row.sex, "birth_year": facts.birth_year, "birth_text": facts.birth_text or None, "death_year": facts.death_year,
        "death_text": facts.death_text or None, "life": living(facts), "reach": facts.reach,
    }
    if facts.name and not person.martyr_id:
        wanted["name"] = names.proper(facts.name)
    former = {field: getattr(row, field) for field, value in wanted.items() if getattr(row, field) != value}
    if not former:
        return key
    change.rows.people[person.id] = PersonRow(
        person.id, person.key, person.donor_id, person.martyr_id, wanted["sex"], facts.birth_year, facts.death_year, wanted["life"], facts.reach,
        person.commune_code,
    )
    change.check()
    for field in former:
        setattr(row, field, wanted[field])
    change.new += [IndividualVersion(individual_id=person.id, actor_id=work.actor.account_id, former=former), *_fresh_tokens(change, row)]
    change.keep("families.kin_revised", key=change.rows.key(person.id), what=sorted(former))
    return change.rows.key(person.id)


def _row(change: Growing, person: PersonRow) -> Individual:
    fresh = (row for row in change.new if isinstance(row, Individual) and row.id == person.id)
    return next(fresh, None) or change.work.session.get_one(Individual, person.id)


def _fresh_tokens(change: Growing, row: Individual) -> list[NameToken]:
    known = set(change.work.session.exec(select(NameToken.token).where(NameToken.individual_id == row.id)))
    tokens = {blind(word, "individual.name") for word in names.tokens(row.name or "")}
    return [NameToken(individual_id=row.id, token=token) for token in sorted(tokens - known)]


def same_person(work: Work, martyr_code: str, key: str, other_key: str) -> str:
    """Two places of the tree are one person; the key that remains. Raises TwoCodes where each has a code, and the refusals of a pedigree."""
    change = Growing(work, martyr_code)
    one, other = change.standing(key), change.standing(other_key)
    if one == other:
        raise SameAlready()
    fitting_sex(change.sex(one), change.sex(other))
    if change.before.by_key[one].inferred:
        one, other = other, one
    stays = change.person(one)
    if change.before.by_key[other].inferred:
        change.adopt(other, stays)
    else:
        stays, goes = _which_stays(change, stays, change.person(other))
        change.merge(goes, stays)
    change.keep("families.kin_merged", key=change.rows.key(stays.id), other=other if change.rows.key(stays.id) != other else one)
    return change.rows.key(stays.id)


def _which_stays(change: Growing, one: PersonRow, other: PersonRow) -> tuple[PersonRow, PersonRow]:
    """Whoever has a code stays; else whoever has a name; else the first on record."""
    coded = [bool(person.donor_id or person.martyr_id) for person in (one, other)]
    if all(coded):
        raise TwoCodes()
    named = [standing_name(change.work.session, change.rows, person) is not None for person in (one, other)]
    return (other, one) if (coded[1], named[1], other.id < one.id) > (coded[0], named[0], one.id < other.id) else (one, other)


def add_union(work: Work, martyr_code: str, key: str, other_key: str, said: KinFacts | None = None) -> None:
    """Two people of the tree were a couple. Raises JoinedAlready and NoCouple."""
    change = Growing(work, martyr_code)
    check_couple(change.before, change.standing(key), change.standing(other_key))
    if said:
        change.said_by(said)
    one, other = change.person(key), change.person(other_key)
    change.union(one, other)
    change.keep("families.couple_added", key=change.rows.key(one.id), other=change.rows.key(other.id))


def add_parentage(
    work: Work, martyr_code: str, child_key: str, parent_key: str, role: ParentRole | None = None, kind: TieKind = TieKind.biological,
    said: KinFacts | None = None,
) -> None:
    """Two people of the tree are parent and child; only a biological tie feeds genetics. Without a role the parent's sex says it.

    Raises JoinedAlready, SexNeeded, and what growth refuses.
    """
    change = Growing(work, martyr_code)
    child_place, parent_place = change.standing(child_key), change.standing(parent_key)
    if child_place == parent_place:
        raise SameAlready()
    place = change.before.by_key[child_place]
    if kind is TieKind.biological and parent_place in (place.father, place.mother):
        raise JoinedAlready()
    role = role or role_of(change.sex(parent_place))
    if said:
        change.said_by(said)
    child, parent = change.person(child_place), change.person(parent_place)
    change.parentage(child, parent, role, kind)
    change.keep("families.tie_added", key=change.rows.key(child.id), other=change.rows.key(parent.id), step=f"{kind} {role}")


def end_tie(work: Work, martyr_code: str, key: str, other_key: str) -> None:
    """What ties these two directly was written down wrongly; rows that say so are added, nothing is taken away. Raises NoSuchTie.

    `other_key` may be somebody who was found to be `key`: then the two stand apart again.
    """
    change = Growing(work, martyr_code)
    ones, others = change.group(key), change.group(other_key)
    if ones == others:
        ones, others = ({own for own in ones if change.rows.key(own) == each} or ones for each in (key, other_key))
    ended = _ended(change, ones, others)
    if not ended:
        raise NoSuchTie()
    change.new += ended
    change.keep("families.tie_ended", check=False, key=key, other=other_key)


def _ended(change: Growing, ones: set[UUID], others: set[UUID]) -> list[Record]:
    """The rows, ended, that tie somebody of the one group to somebody of the other, or that made them one."""
    rows, found = change.rows, list[Record]()
    ties = ((IndividualMerge, rows.merges), (Parentage, rows.parentages), (Sibling, rows.siblings), (Union, rows.unions))
    for table, held in ties:
        for pair in [pair for pair in held if (pair[0] in ones and pair[1] in others) or (pair[0] in others and pair[1] in ones)]:
            row = held.pop(pair)
            old = change.work.session.get_one(table, getattr(row, "id", row))
            copied = old.model_dump(exclude={"id", "recorded_at", "ended", "actor_id", "occurred_at"})
            found.append(table(**copied, ended=True, actor_id=change.work.actor.account_id, occurred_at=clock.now()))
    return found


def kin_facts(work: Work, martyr_code: str, key: str) -> KinFacts:
    """What stands on record of somebody of the tree, for the form that may change it; the look is written down."""
    change = Growing(work, martyr_code, to_read=True)
    now = change.standing(key)
    person, place = change.by_key.get(now), change.before.by_key[now]
    if person is None:
        return KinFacts(sex=place.sex, birth_year=place.birth_year, death_year=place.death_year)
    row = work.session.get_one(Individual, person.id)
    if not person.martyr_id:
        work.saw(f"donor:{person.key}" if person.donor_id else f"individual:{person.key}", "form")
    return facts_of(row)


def facts_of(row: Individual) -> KinFacts:
    return KinFacts(
        row.name or "", row.sex, row.birth_year, row.birth_text or "", row.death_year, row.death_text or "", Life(row.life), Reachable(row.reach),
    )
