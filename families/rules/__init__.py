"""Pure rules of the family room: the words for kin, the path they stand for, and who carries the line."""
