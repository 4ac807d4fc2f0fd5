"""The room's papers: a family's tree as a file."""

from families.papers.tree_files import TreePaper, tree_paper

__all__ = ["TreePaper", "tree_paper"]
