from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import DamagedFile
from ingest.parse import parse_bytes
from ingest.read import read_document
from ingest.readers.layout import Read

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw) -> bytes:
    written = BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=True)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def lines(*words: str, x: float = 60, top: float = 760) -> Draw:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(words):
            canvas.drawString(x, top - 12 * number, line)

    return draw


def grid(canvas: Canvas, rows: list[list[str]], top: float, widths: tuple[int, ...]) -> None:
    edges = [60 + sum(widths[:n]) for n in range(len(widths) + 1)]
    canvas.grid(edges, [top - 20 * n for n in range(len(rows) + 1)])
    for number, row in enumerate(rows):
        for edge, words in zip(edges, row, strict=False):
            canvas.drawString(edge + 4, top - 20 * number - 14, words)


def read(*pages: Draw) -> Read:
    return read_document("plan.pdf", pdf(*pages))


LONG = "A line of text that is as long as the others and reaches the right margin of the"


def test_lines_become_paragraphs_and_divided_words_are_whole() -> None:
    text = read(
        lines(
            LONG,
            "page goes on here until the end of the second line is reached as multi-",
            "disciplinary work does.",
            "A new paragraph starts here because the line above is short.",
        )
    ).text
    first, second = text.strip().split("\n\n")
    assert first.endswith("reached as multidisciplinary work does.")
    assert second.startswith("A new paragraph")


def test_pages_are_known_to_citations() -> None:
    data = pdf(lines("The first page."), lines("The second page."))
    parsed = parse_bytes("plan.pdf", data)
    assert parsed.document.page_of(parsed.text.index("first")) == 1
    assert parsed.document.page_of(parsed.text.index("second")) == 2


def test_running_lines_leave_the_flow_and_stay_in_the_text() -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(60, 810, "LIMITE")
            lines(f"Words of page {['one', 'two', 'three'][number - 1]} alone.")(canvas)
            canvas.drawString(60, 30, f"13607/21 {number}")

        return draw

    result = read(page(1), page(2), page(3))
    kept = [span.quote(result.text) for span in result.layout.furniture]
    assert kept == ["LIMITE", "13607/21 1", "LIMITE", "13607/21 2", "LIMITE", "13607/21 3"]


def test_a_table_over_two_pages_is_one_and_its_header_row_is_read_once() -> None:
    header = ["No", "Leader"]
    result = read(
        lambda canvas: grid(canvas, [header, ["1.1", "FR"], ["1.2", "ES"]], 120, (60, 200)),
        lambda canvas: grid(canvas, [header, ["", "and IT"], ["1.3", "DE"]], 780, (60, 200)),
    )
    (table,) = result.layout.tables
    rows = [[cell.quote(result.text) for cell in row.cells] for row in table.rows]
    assert rows == [["No", "Leader"], ["1.1", "FR"], ["1.2", "ES and IT"], ["1.3", "DE"]]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left {number} words of the left column" for number in "abcdefgh"]
    right = [f"right {number} words of the right column" for number in "abcdefgh"]

    def draw(canvas: Canvas) -> None:
        lines(*left)(canvas)
        lines(*right, x=330)(canvas)

    text = read(draw).text
    assert text.index("left h") < text.index("right a")


def test_a_footnote_in_small_print_is_called_by_its_raised_number() -> None:
    def draw(canvas: Canvas) -> None:
        lines("The text calls a note")(canvas)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(
            60 + canvas.stringWidth("The text calls a note", "Helvetica", 10), 764, "1"
        )
        canvas.drawString(60, 104, "1")
        canvas.setFont("Helvetica", 7.5)
        canvas.drawString(65, 100, "doc. 6481/21")

    result = read(draw)
    assert "calls a note¹" in result.text
    assert [note.quote(result.text) for note in result.layout.notes] == ["¹ doc. 6481/21"]


def test_a_broken_file_is_refused_in_one_sentence() -> None:
    with pytest.raises(DamagedFile, match=r"^'plan\.pdf' is damaged [^\n]+\.$"):
        read_document("plan.pdf", b"%PDF-1.7 and nothing else")


def test_columns_whose_lines_stand_at_other_heights_are_read_one_after_the_other() -> None:
    left = [f"left {number} words of the left column and" for number in range(12)]
    right = [f"right {number} words of the right column" for number in range(12)]

    def draw(canvas: Canvas) -> None:
        lines(*left)(canvas)
        lines(*right, x=330, top=755)(canvas)

    text = read(draw).text
    assert text.index("left 11") < text.index("right 0")
    assert "column and left 1 words" in text  # lines of a column are a paragraph


@pytest.mark.parametrize(
    ("printed", "note"),
    [("1  Prices of 2022.", "¹ Prices of 2022."), ("1Prices of 2022.", "¹Prices of 2022.")],
)
def test_a_note_whose_number_is_not_raised_is_one_where_the_text_calls_it(
    printed: str, note: str
) -> None:
    def draw(canvas: Canvas) -> None:
        lines("The text calls a note", LONG, LONG)(canvas)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(
            60 + canvas.stringWidth("The text calls a note", "Helvetica", 10), 764, "1"
        )
        canvas.setFont("Helvetica", 7.5)
        canvas.drawString(60, 100, printed)

    result = read(draw)
    assert [found.quote(result.text) for found in result.layout.notes] == [note]


def test_a_note_may_have_its_number_in_larger_print() -> None:
    def draw(canvas: Canvas) -> None:
        lines(LONG, LONG, LONG)(canvas)
        grid(canvas, [["OA 2.1", "Sites"], ["KPI", "a called number"]], 700, (100, 200))
        canvas.drawString(60, 100, "8")
        canvas.setFont("Helvetica", 7.5)
        canvas.drawString(69, 100, "A covered place with fifty plants.")

    result = read(draw)
    told = [note.quote(result.text) for note in result.layout.notes]
    assert told == ["⁸ A covered place with fifty plants."]


def test_a_page_s_foot_may_stand_elsewhere_in_another_section() -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            lines(*[LONG] * 3, top=500)(canvas)
            canvas.drawString(60, 40 if number < 3 else 60, f"14212/22 {number} SB/dk")

        return draw

    result = read(*(page(number) for number in range(1, 13)))
    running = [span.quote(result.text) for span in result.layout.furniture]
    assert len(running) == 12
    assert all(words.startswith("14212/22") for words in running)


def test_a_page_s_number_that_is_read_as_raised_is_still_its_number() -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            lines(*[LONG] * 3, top=500)(canvas)
            canvas.setFont("Helvetica", 14)
            canvas.drawString(60, 40, "ANNEX DGFR")
            canvas.setFont("Helvetica", 8)
            canvas.drawString(160, 46, str(number))
            canvas.setFont("Helvetica", 14)
            canvas.drawString(180, 40, "EN")

        return draw

    result = read(*(page(number) for number in range(1, 5)))
    assert len(result.layout.furniture) == 4


def test_the_end_of_a_row_s_last_cell_on_the_next_page_belongs_to_it() -> None:
    def first(canvas: Canvas) -> None:
        grid(canvas, [["Participants", "EU bodies", "Third countries and"]], 760, (120, 120, 200))

    def second(canvas: Canvas) -> None:
        rows = [["", "", "partners"], ["FR, IT", "OLAF", "Albania"]]
        grid(canvas, rows, 760, (120, 120, 200))

    (table,) = read(first, second).layout.tables
    assert len(table.rows) == 2
