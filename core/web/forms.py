"""What a person typed, read once, in one place: composed Unicode, trimmed, with the errors kept beside the boxes."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import _multipart
from litestar.datastructures import FormMultiDict, UploadFile

from core.errors import Malformed
from core.i18n import N_

UPLOAD_LIMIT = 20 * 1024 * 1024
REQUIRED = N_("Please fill in this box.")
NOT_A_DAY = N_("Please write the day as 14/11/2026.")
NOT_A_NUMBER = N_("Please write a whole number.")
_DAY = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


class HeldInMemory(UploadFile):
    """The framework writes whatever is larger than a megabyte, a photographed card or a register, into a temporary file: in clear, on the disk that may
    be stolen. A spool of size 0 never leaves memory (`tempfile.SpooledTemporaryFile`); UPLOAD_LIMIT says how large it can become."""

    def __init__(self, *given: Any, **named: Any):
        super().__init__(*given, **named | {"max_spool_size": 0})


vars(_multipart)["UploadFile"] = HeldInMemory


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes


class Form:
    """The body of a request. Reading a box notes what is wrong with it; `check()` refuses when anything was."""

    def __init__(self, values: dict[str, list[str]], uploads: dict[str, Upload]):
        self._values, self.uploads = values, uploads
        self.fields: dict[str, str] = {}

    @classmethod
    async def read(cls, data: FormMultiDict) -> "Form":
        values: dict[str, list[str]] = {}
        uploads: dict[str, Upload] = {}
        for name, value in data.multi_items():
            if not isinstance(value, UploadFile):
                values.setdefault(name, []).append(unicodedata.normalize("NFC", str(value).replace("\0", "")).strip())
            elif value.filename:
                uploads[name] = Upload(unicodedata.normalize("NFC", value.filename), await value.read())
        return cls(values, uploads)

    @classmethod
    def empty(cls) -> "Form":
        return cls({}, {})

    @property
    def typed(self) -> dict[str, str]:
        """Every box as it was typed, for showing the page again."""
        return {name: values[-1] for name, values in self._values.items()}

    def text(self, name: str, *, required: bool = False) -> str:
        value = self._values.get(name, [""])[-1]
        if required and not value:
            self.fields[name] = REQUIRED
        return value

    def all(self, name: str) -> list[str]:
        return self._values.get(name, [])

    def flag(self, name: str) -> bool:
        return self.text(name) not in ("", "0", "no")

    def number(self, name: str, *, required: bool = False) -> int | None:
        value = self.text(name, required=required).replace(" ", "")
        if value and not re.fullmatch(r"\d{1,9}", value):
            self.fields[name] = NOT_A_NUMBER
        return int(value) if value and name not in self.fields else None

    def day(self, name: str, *, required: bool = False) -> date | None:
        value = self.text(name, required=required)
        match = _DAY.match(value)
        try:
            if match:
                return date(int(match[3]), int(match[2]), int(match[1]))
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.fields[name] = NOT_A_DAY
            return None

    def file(self, name: str, *, required: bool = False) -> Upload | None:
        if required and name not in self.uploads:
            self.fields[name] = REQUIRED
        return self.uploads.get(name)

    def check(self) -> None:
        """Raise Malformed when any box read so far needs another look."""
        if self.fields:
            raise Malformed(fields=self.fields)
