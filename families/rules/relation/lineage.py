"""Who shares the martyr's mitochondrial line, and his Y, read off a path of kinship. Three-valued: yes, no, unknown (science.md §7).

Two people share the line when both lead up to one woman through mothers only. A step up to a father, or a step down from a
man, leaves it. A sibling step keeps it when the mother is shared, loses it when she is not, and nobody knows until asked. Pure.
"""


def maternal_line(path: str, martyr_sex: str | None) -> str:
    """`yes`, `no` or `unknown` for the donor at the end of `path`.

    A martyr's own children carry the line only when the martyr is a woman; a martyr of unknown sex is asked about.
    Example by hand: mother.sister.son → yes; mother.brother.son → no (the brother does not pass it on); sister?.son → unknown.
    """
    answer, sex, half = "yes", martyr_sex, ""
    for part in path.split("."):
        if part in ("half-m", "half-p"):
            half = part
            continue
        step, asked = part.removesuffix("?"), not part.endswith("?")
        if step in ("spouse", "adopted"):
            return "no"
        if step in ("mother", "father"):
            if step == "father":
                return "no"
            sex = "female"
        elif step in ("brother", "sister"):
            if half == "half-p":
                return "no"
            answer = answer if asked else "unknown"
            sex = "male" if step == "brother" else "female"
        else:
            if sex == "male":
                return "no"
            answer = answer if sex == "female" else "unknown"
            sex = "male" if step == "son" else "female"
        half = ""
    return answer


def paternal_line(path: str, martyr_sex: str | None) -> str:
    """`yes`, `no` or `unknown`: whether the donor at the end of `path` shares the martyr's Y, which two men of one father's line do.

    Example by hand: brother.son → yes; father.brother?.son → unknown; sister.son → no (his Y is his father's); half-m.brother → no.
    """
    if martyr_sex == "female":
        return "no"
    answer, sex, half = "yes" if martyr_sex else "unknown", martyr_sex, ""
    for part in path.split("."):
        if part in ("half-m", "half-p"):
            half = part
            continue
        step = part.removesuffix("?")
        leaves = step in ("spouse", "adopted", "mother") or half == "half-m" or (step in ("son", "daughter") and sex == "female")
        if leaves:
            return "no"
        answer = "unknown" if part.endswith("?") else answer
        sex, half = "male" if step in ("father", "son", "brother") else "female", ""
    return answer if sex == "male" else "no"
