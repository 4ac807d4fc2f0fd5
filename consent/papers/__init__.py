"""The text that is read out, the signed paper that repeats it, and the letters of the rights desk."""

from consent.papers.record import Office, asked, first_form, reading_copy, signed_consent
from consent.papers.rights import Desk, Receiver, letter

__all__ = ["Desk", "Office", "Receiver", "asked", "first_form", "letter", "reading_copy", "signed_consent"]
