"""Everything that may be answered with "no".

    HoiAmError
    ├── NotFound    404  no such record, or it is outside the viewer's units: the two look the same on purpose
    ├── NotAllowed  403  this person may not do this
    ├── Refused     409  a rule of the field says no; domains subclass it in their own rules.py
    ├── Malformed   422  what was typed or sent cannot be read
    └── Unavailable 503  the database is busy, full or gone; the same try may go through later

A message says three things: what happened, what was kept, what to do. It is an English message id (core.i18n)
with `%(name)s` places; the values are codes and dates, never a person's name, number, phone or address.
"""

import re

from core.i18n import N_, gettext


class HoiAmError(Exception):
    """A message id with its values; `sentence()` is what a person reads, `code` what a program reads."""

    status = 500
    message = N_("Something went wrong. Nothing was saved. Please try again, or call the province office.")

    def __init__(self, message: str | None = None, /, **values: object):
        self.message = message or type(self).message
        self.values = values
        super().__init__(self.code)

    @property
    def code(self) -> str:
        """The class name as stable words: `KitAlreadyUsed` is `kit-already-used`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(self).__name__).lower()

    def sentence(self) -> str:
        return gettext(self.message, **self.values)


class NotFound(HoiAmError):
    status = 404
    message = N_("There is no such record here. Nothing was changed. Check the code, or ask the province office.")


class NotAllowed(HoiAmError):
    status = 403
    message = N_("Your account may not do this. Nothing was changed. Ask the day lead or the province office.")


class Refused(HoiAmError):
    status = 409


class Malformed(HoiAmError):
    """What was typed or sent cannot be read. `fields` maps a form field to its own message id."""

    status = 422
    message = N_("Some boxes need another look. Nothing was saved yet. What you typed is still here.")

    def __init__(self, message: str | None = None, /, fields: dict[str, str] | None = None, **values: object):
        super().__init__(message, **values)
        self.fields = fields or {}


class SavedMeanwhile(Refused):
    message = N_("Somebody saved the same thing a moment ago. Nothing of yours was saved. Look at the page again before you go on.")


class Unavailable(HoiAmError):
    status = 503
    message = N_("The database cannot be reached just now. Nothing was saved. Please try again in a minute, or call the province office.")


class Busy(Unavailable):
    message = N_("Somebody else is saving a large file. Nothing of yours was saved. Please try again in a minute.")


class DiskFull(Unavailable):
    message = N_("The disk is full. Nothing was saved; everything saved before is safe. Make room on this computer, then try again.")
