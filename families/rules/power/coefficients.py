"""k0, k1, k2 of the martyr and one donor from their shape, and who is inbred. Exact: every number is a sum of powers of two."""

from functools import cache

from families.rules.power.pairs import Kappa
from families.rules.power.shapes import Shape


def generations(shape: Shape) -> tuple[int, ...]:
    """How many steps each person stands below the founders; parents always have a smaller number."""

    @cache
    def depth(person: int) -> int:
        return -1 if person < 0 else 1 + max(depth(parent) for parent in shape.parents[person])

    return tuple(depth(person) for person in range(len(shape.roles)))


def kappa(shape: Shape) -> Kappa | None:
    """Of a shape with one donor; None where martyr or donor is inbred, and three numbers do not say it all (science.md §7)."""
    depth = generations(shape)

    @cache
    def kinship(one: int, other: int) -> float:
        if min(one, other) < 0:
            return 0.0
        if one == other:
            return (1 + kinship(*shape.parents[one])) / 2
        lower, upper = (one, other) if depth[one] >= depth[other] else (other, one)
        return sum(kinship(parent, upper) for parent in shape.parents[lower]) / 2

    martyr, donor = shape.martyr, shape.donors[0]
    (f, m), (g, n) = shape.parents[martyr], shape.parents[donor]
    if kinship(f, m) or kinship(g, n):
        return None
    both = kinship(f, g) * kinship(m, n) + kinship(f, n) * kinship(m, g)
    one = 4 * kinship(martyr, donor) - 2 * both
    return 1 - one - both, one, both
