"""Reads one old workbook (.xls) from standard input, in a process of its own, and writes its sheets to standard output.

On a damaged .xls the reader may end the whole program: it panics, or asks for more memory than any machine has. Here only this
process ends, and the office is told that the file is damaged.
"""

import io
import pickle
import sys

import python_calamine
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

LOCKED = 3
MOST_MEMORY = 2 * 1024**3


def main() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        sheets = []
        for meta in book.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(meta.name)
                hidden, merged = meta.visible != SheetVisibleEnum.Visible, tuple(sheet.merged_cell_ranges or ())
                sheets.append((meta.name, hidden, merged, sheet.to_python(skip_empty_area=False)))
    except python_calamine.PasswordError:
        sys.exit(LOCKED)
    pickle.dump(sheets, sys.stdout.buffer)


if __name__ == "__main__":
    main()
