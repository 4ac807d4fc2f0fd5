"""What an mtDNA haplotype that was never seen in a database is worth (science.md §1, decision 2; §3)."""

from math import log10

CONFIDENCE = 0.95


def mt_log10_lr(database_n: int) -> float:
    """log10 LR of a match seen 0 times among `database_n` profiles: one over the one-sided 95 % Clopper-Pearson bound, 1 - 0.05^(1/n).

    An mtDNA match includes everybody of the maternal line and alone never identifies anybody.
    """
    return -log10(1 - (1 - CONFIDENCE) ** (1 / database_n)) if database_n > 0 else 0.0
