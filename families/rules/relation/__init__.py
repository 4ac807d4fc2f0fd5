"""Words for kin, and the path of steps from the martyr to the donor that they stand for. Knows no pedigree. Pure.

    grammar.py         what a path is: `mother.sister?.son`, `half-m.brother`
    builtin_words.py   the built-in table: word → the paths it may mean; office_words.py: what an office may add to it
    reading.py         what a family says → every path it may mean
    questions.py       the one question that settles most of what a word leaves open
    paths.py           a path built step by step at the desk
    names.py           a path → the family's own word; english.py: the same in English
    lineage.py         whether the line is shared, by a path alone
    years.py           whether the years on record allow a path
"""
