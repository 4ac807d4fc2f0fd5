"""In which column everybody stands: few crossings first, then parents over the middle of their children. Pure and the same every time.

Order: sweeps down and up put every couple where its kin stand (barycentre), then neighbours change places while that removes crossings;
the order with the fewest crossings is kept. Columns: row by row the least squares that keep the order and a full column between people
(pool adjacent violators), until nothing moves much.
"""

from collections import defaultdict
from collections.abc import Sequence

from families.rules.drawing.layers import Layers, Link

Block = tuple[str, ...]
SWEEPS, ROUNDS = 6, 30
TOGETHER = 0.15
"""How strongly a child is drawn under its own parents, beside the wish that all children of a nest stand under them."""


class Places:
    def __init__(self, layers: Layers):
        self.blocks = [list(row) for row in layers.blocks]
        self.x: dict[str, float] = {}
        self.above: dict[str, list[Link]] = defaultdict(list)
        self.below: dict[str, list[Link]] = defaultdict(list)
        self.gaps: dict[int, list[Link]] = defaultdict(list)
        at = {key: number for number, row in enumerate(self.blocks) for block in row for key in block}
        for link in layers.links:
            self.gaps[at[link.parents[0]]].append(link)
            for child in link.children:
                self.above[child].append(link)
            for parent in link.parents:
                self.below[parent].append(link)
        for row in self.blocks:
            self._line_up(row)

    def columns(self) -> dict[str, float]:
        self._order()
        for _ in range(ROUNDS):
            for row in [*self.blocks, *reversed(self.blocks)]:
                self._settle(row, [self._wish(block) for block in row])
        for row in self.blocks:
            self._settle(row, [self._wish(block) for block in row], whole=True)
        left = min(self.x.values())
        return {key: place - left for key, place in self.x.items()}

    # Where a block wants to stand

    def _mean(self, keys: Sequence[str]) -> float:
        return sum(self.x[key] for key in keys) / len(keys)

    def _pulls(self, block: Block, *, up: bool, down: bool) -> list[tuple[str, float]]:
        """Members with the place that kin of another row would give them."""
        pulls = []
        for key in block:
            pulls += [(key, self._mean(link.parents)) for link in self.above[key]] if up else []
            pulls += [(key, self._mean(link.children) - self._mean(link.parents) + self.x[key]) for link in self.below[key]] if down else []
        return pulls

    def _barycentre(self, block: Block, *, up: bool, down: bool) -> float:
        pulls = self._pulls(block, up=up, down=down)
        here = self._mean(block)
        return sum(place + here - self.x[key] for key, place in pulls) / len(pulls) if pulls else here

    def _wish(self, block: Block) -> tuple[float, float]:
        """The start that centres nests, and how strongly it is wished."""
        total, weight = 0.0, 0.05
        total += weight * self.x[block[0]]
        for key in block:
            for link in self.above[key]:
                origin, middle = self._mean(link.parents), self._mean(link.children)
                for shift, strength in ((origin - middle, 1.0), (origin - self.x[key], TOGETHER)):
                    total += strength * (self.x[block[0]] + shift)
                    weight += strength
            for link in self.below[key]:
                total += self.x[block[0]] + self._mean(link.children) - self._mean(link.parents)
                weight += 1
        return total / weight, weight

    # Putting people down

    def _put(self, block: Block, start: float) -> None:
        for offset, key in enumerate(block):
            self.x[key] = start + offset

    def _line_up(self, row: list[Block]) -> None:
        place = 0.0
        for block in row:
            self._put(block, place)
            place += len(block)

    def _settle(self, row: list[Block], wishes: list[tuple[float, float]], *, whole: bool = False) -> None:
        """Every block as near to its wish as the order and a full column between neighbours allow; `whole` ends on half columns."""
        pools: list[tuple[float, float, int]] = []
        width = 0
        for block, (wish, weight) in zip(row, wishes, strict=True):
            pools.append((wish - width, weight, 1))
            width += len(block)
            while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
                (a, wa, na), (b, wb, nb) = pools[-2:]
                pools[-2:] = [((a * wa + b * wb) / (wa + wb), wa + wb, na + nb)]
        width = 0
        starts = [round(place * 2) / 2 if whole else place for place, _, count in pools for _ in range(count)]
        for block, start in zip(row, starts, strict=True):
            self._put(block, start + width)
            width += len(block)

    # The order

    def _order(self) -> None:
        best = (self.crossings(), [list(row) for row in self.blocks])
        for sweep in range(SWEEPS):
            for down in (True, False):
                rows = range(len(self.blocks)) if down else reversed(range(len(self.blocks)))
                for number in rows:
                    self._sort(number, down=down, both=sweep % 2 == 1)
                if (found := self.crossings()) < best[0]:
                    best = (found, [list(row) for row in self.blocks])
        self.blocks = best[1]
        for row in self.blocks:
            self._line_up(row)
        while self.crossings() and self._change_neighbours():
            pass

    def _sort(self, number: int, *, down: bool, both: bool) -> None:
        row = [self._turned(block) for block in self.blocks[number]]
        wish = {block: self._barycentre(block, up=down or both, down=not down or both) for block in row}
        row.sort(key=lambda block: wish[block])
        self.blocks[number] = row
        self._settle(row, [(wish[block] - (len(block) - 1) / 2, 1.0) for block in row])

    def _turned(self, block: Block) -> Block:
        """The couple with the partner on the left whose kin stand on the left."""
        if len(block) == 1:
            return block
        pulls = self._pulls(block, up=True, down=False)
        middle, place = self._mean(block), {key: offset for offset, key in enumerate(block)}
        lean = sum((target - middle) * (place[key] - (len(block) - 1) / 2) for key, target in pulls)
        if lean >= -1e-9:
            return block
        start, turned = self.x[block[0]], block[::-1]
        self._put(turned, start)
        return turned

    def crossings(self) -> int:
        return sum(self._crossings(number) for number in range(len(self.blocks) - 1))

    def _crossings(self, number: int) -> int:
        lines = [(self._mean(link.parents), self.x[child]) for link in self.gaps[number] for child in link.children]
        return sum((a - c) * (b - d) < -1e-9 for place, (a, b) in enumerate(lines) for c, d in lines[place + 1 :])

    def _change_neighbours(self) -> bool:
        """Whether some two neighbours of a row, or the partners of a couple, changed places for fewer crossings."""
        changed = False
        for number, row in enumerate(self.blocks):
            for place, block in enumerate(row):
                for other in ([*row[:place], block[::-1], *row[place + 1 :]], [*row[:place], *reversed(row[place : place + 2]), *row[place + 2 :]]):
                    now = self._around(number)
                    self._line_up(other)
                    if self._around(number) < now:
                        self.blocks[number][:] = other
                        changed = True
                    else:
                        self._line_up(self.blocks[number])
        return changed

    def _around(self, number: int) -> int:
        return sum(self._crossings(gap) for gap in (number - 1, number) if gap >= 0)
