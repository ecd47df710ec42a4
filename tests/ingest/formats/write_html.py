"""Write a plan as an HTML page: tables with spans, notes at its end, a header and a footer."""

from html import escape

from ingest.text import footnote_number
from tests.ingest.formats.plan_blocks import MARK, Cell, Plan, Table


def html_file(plan: Plan) -> bytes:
    body = "\n".join(
        _table(block, plan) if isinstance(block, Table) else f"<p>{_words(block, plan)}</p>"
        for block in plan.blocks
    )
    notes = "\n".join(
        f'<li id="fn{footnote_number(mark)}">{escape(words)} '
        f'<a href="#r{footnote_number(mark)}">\u21a9</a></li>'
        for mark, words in plan.notes.items()
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Not the text</title><style>p {{}}</style></head>
<body><header><p>{escape(plan.header)}</p></header>
{body}
<ol class="footnotes">
{notes}
</ol><footer>A RUNNING FOOTER EN</footer></body></html>
""".encode()


def _words(words: str, plan: Plan) -> str:
    def call(mark: object) -> str:
        digits = mark.group()  # type: ignore[attr-defined]
        number = footnote_number(digits)
        if digits not in plan.notes:
            return str(digits)
        return f'<sup id="r{number}"><a href="#fn{number}">{number}</a></sup>'

    return MARK.sub(call, escape(words).replace("\t", "&#9;"))


def _table(table: Table, plan: Plan) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        name = "th" if table.header and not number else "td"
        rows.append("<tr>" + "".join(_cell(cell, name, plan) for cell in row) + "</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _cell(cell: Cell, name: str, plan: Plan) -> str:
    inner = _table(cell.inner, plan) if cell.inner else ""
    lines = [_words(line, plan) for line in cell.lines]
    words = lines[0] if len(lines) == 1 else "".join(f"<p>{line}</p>" for line in lines)
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    return f"<{name}{span}>{words}{inner}</{name}>"
