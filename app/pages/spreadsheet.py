"""Tables as Excel workbooks: a header that stays, filters, widths that fit; no formulas."""

import io
import re
from collections.abc import Iterable, Sequence

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAX_CELL_CHARS = 32_767  # what Excel holds in a cell
_MAX_WIDTH = 60
# Control characters that XML cannot hold, such as the form feeds between pages.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def workbook(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook with one sheet: the columns as its header, then the rows."""
    # here, for it takes long to load and few visits download
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.create_sheet(title, 0)
    del book[book.sheetnames[1]]
    widths = [len(column) for column in columns]
    for number, row in enumerate((columns, *rows), start=1):
        for place, words in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            cell.value = _NOT_XML.sub(" ", words)[:_MAX_CELL_CHARS]
            cell.data_type = "s"  # whatever it begins with, it is text
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.font = Font(bold=number == 1)
            widths[place - 1] = min(_MAX_WIDTH, max(widths[place - 1], len(words)))
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width + 2
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
