"""The data-protection officer's papers, in the administrative layout, always in Vietnamese; a gap nobody filled is a dotted line."""

GAP = "……………………………"


def told(text: str) -> str:
    """The text, or a gap to be filled by hand: no paper says what nobody wrote."""
    return text.strip() or GAP
