"""What families and offices send, and what it means: registers of martyrs and of relatives, and family trees."""

from families.intake.registers import Candidate, Known, alike_keys, same_person_keys, stage_martyrs, stage_relatives
from families.intake.tree_files import KnownKin, KnownTree, StagedTree, read_tree, stage_tree, without_genotypes

__all__ = [
    "Candidate", "Known", "KnownKin", "KnownTree", "StagedTree", "alike_keys", "read_tree", "same_person_keys", "stage_martyrs", "stage_relatives",
    "stage_tree", "without_genotypes",
]
