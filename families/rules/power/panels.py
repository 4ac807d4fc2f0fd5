"""What a laboratory reads: STR loci with an EXAMPLE table of allele frequencies, or independent SNPs (science.md §5).

The table `data/str_frequencies_example.csv` is an East Asian example from norSTR (MIT), which names no primary source. It is NOT a Vietnamese
table: what is computed from it ranks donors and flags figures that cannot be; it is never a laboratory's number.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "str_frequencies_example.csv"
CODIS_1998 = ("CSF1PO", "D3S1358", "D5S818", "D7S820", "D8S1179", "D13S317", "D16S539", "D18S51", "D21S11", "FGA", "TH01", "TPOX", "vWA")
WITH_TWO = (*CODIS_1998, "D2S1338", "D19S433")
CODIS_2017 = (*WITH_TWO, "D1S1656", "D2S441", "D10S1248", "D12S391", "D22S1045")
MAX_SNPS = 100_000


@dataclass(frozen=True, eq=False)
class Panel:
    """`loci` are allele frequencies, locus by locus, each summing to one; `copies` says how often the whole list is repeated (SNPs are alike)."""

    name: str
    loci: tuple[tuple[float, ...], ...]
    copies: int = 1
    example: bool = True

    @property
    def size(self) -> int:
        return len(self.loci) * self.copies


@cache
def frequencies() -> dict[str, tuple[float, ...]]:
    """Allele frequencies of the example table, scaled so that each locus sums to one exactly."""
    found: dict[str, list[float]] = {}
    for row in csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()):
        found.setdefault(row["locus"], []).append(float(row["frequency"]))
    return {locus: tuple(each / sum(values) for each in values) for locus, values in found.items()}


def _str_panel(loci: tuple[str, ...]) -> Panel:
    return Panel(f"str-{len(loci)}", tuple(frequencies()[locus] for locus in loci))


@cache
def snp_panel(count: int) -> Panel:
    """So many unlinked SNPs, both alleles equally frequent: the best case. A real panel is linked and less balanced, hence worth less."""
    if not 1 <= count <= MAX_SNPS:
        raise ValueError("a SNP panel has between 1 and 100,000 SNPs")
    return Panel(f"snp-{count}", ((0.5, 0.5),), copies=count)


def panel_named(name: str) -> Panel:
    """`str-21`, or `snp-` and any number of SNPs."""
    return PANELS[name] if name in PANELS or not name.startswith("snp-") else snp_panel(int(name[4:]))


PANELS: dict[str, Panel] = {
    panel.name: panel
    for panel in (
        *(_str_panel(loci) for loci in (tuple(frequencies()), CODIS_2017, WITH_TWO, CODIS_1998)),
        *(snp_panel(count) for count in (100, 500, 1_000, 5_000)),
    )
}
"""By name: `str-21` is the panel of science.md §5; 20 and 13 are the two CODIS core sets, 15 the older set with D2S1338 and D19S433."""
