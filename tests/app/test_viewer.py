"""The source page shows every character once, marks what is cited, and lets nothing in."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.anchors import anchor, source_url
from app.problems import report_problems
from app.viewer import document_routes, render_document
from ingest.model import (
    Action,
    Document,
    Footnote,
    Goal,
    Heading,
    Passage,
    Redaction,
    Row,
    Section,
    Span,
    Value,
)
from ingest.parse import parse_file
from tests.app.fakes import (
    DOCUMENT_ID,
    HOSTILE,
    TEXT,
    FakeService,
    OneShelf,
    small_document,
    span_of,
)
from tests.app.pages import Page

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))


@pytest.fixture
def page() -> Page:
    cited = span_of("Leader: ES")
    return Page(render_document(small_document(), TEXT, **cited))


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    report_problems(app)
    app.include_router(document_routes(FakeService()))
    return TestClient(app)


def test_the_page_holds_the_text_and_nothing_else(page: Page) -> None:
    assert page.text == TEXT


def test_it_marks_exactly_the_cited_words_and_can_be_scrolled_to_them(page: Page) -> None:
    assert page.marked == "Leader: ES"
    assert page.ids.count("cited") == 1


def test_a_citation_over_several_lines_is_marked_whole() -> None:
    words = TEXT[TEXT.index("fight") : TEXT.index("ES\n") + 2]
    page = Page(render_document(small_document(), TEXT, **span_of(words)))
    assert page.marked == words
    assert page.ids.count("cited") == 1


@pytest.mark.parametrize(("start", "end"), [(10**6, 10**6 + 5), (9, 3), (5, None), (0, 10**6)])
def test_a_place_outside_the_text_marks_nothing_and_says_so(start: int, end: int | None) -> None:
    html = render_document(small_document(), TEXT, start=start, end=end)
    assert Page(html).marked == ""
    assert "lies outside this text" in html


def test_every_part_has_its_anchor_and_the_outline_leads_there(page: Page) -> None:
    assert {"§-1", "SG-2", "OA-2.8", "Footnote-1"} <= set(page.ids)
    inner = [unquote(link[1:]) for link in page.links() if link.startswith("#")]
    assert set(inner) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_markup_in_a_document_is_shown_as_text(page: Page) -> None:
    assert HOSTILE in page.text
    assert not [tag for tag, _ in page.tags if tag == "img"]
    assert "<img src=x" not in render_document(small_document(), TEXT)


def test_the_head_says_what_the_document_is() -> None:
    html = render_document(small_document(), TEXT)
    assert "<h1>OAP 2022 &lt;Test&gt;</h1>" in html
    assert "Document 13607/21 · 29 November 2021" in html
    assert '<span class="badge marking">LIMITE</span>' in html
    assert 'href="/"' in html


def test_it_says_what_is_withheld_and_where() -> None:
    html = render_document(small_document(), TEXT)
    assert "Parts of this document are withheld" in html
    assert 'href="#withheld-1"' in html
    whole = small_document().model_copy(update={"redactions": ()})
    assert "withheld" not in render_document(whole, TEXT).split("</style>")[1]


def test_a_cell_of_a_table_row_is_labelled_without_adding_to_the_text() -> None:
    text = "2.2\tJoint flights\tHU, AT\tAll MS\n"
    action = Action(
        start=0,
        end=len(text) - 1,
        ref="OA 2.2",
        goal="SG 2",
        title=Value(**span_of("Joint flights", text), value="Joint flights"),
        leaders=(),
        rows=(
            Row(**span_of("Joint flights", text), field="title"),
            Row(**span_of("HU, AT", text), field="leader"),
        ),
    )
    goal = Goal(
        start=0, end=1, ref="SG 2", title=Value(start=0, end=1, value="2"), actions=(action,)
    )
    document = small_document().model_copy(
        update={"goals": (goal,), "sections": (), "footnotes": (), "redactions": ()}
    )
    html = render_document(document, text)
    assert '<span class="cell" data-label="Leader">HU, AT</span>' in html
    assert Page(html).text == text


def test_a_withheld_action_is_an_anchor_at_its_mention_not_a_sheet() -> None:
    document = small_document()
    goal = document.goals[0]
    action = goal.actions[0].model_copy(update={"withheld": True})
    goals = (goal.model_copy(update={"actions": (action,)}),)
    html = render_document(document.model_copy(update={"goals": goals}), TEXT)
    assert '<a id="OA-2.8" class="point"></a>' in html
    assert "Sheets withheld: OA 2.8." in html
    assert 'href="#OA-2.8"' not in html


def test_emphasis_of_the_source_is_shown_with_its_marks() -> None:
    text = "It is **very** much.\n"
    document = Document(
        id="x", kind="other", template="t", confidence=1, sha256="0", heading=Heading(title="T")
    )
    page = Page(render_document(document, text))
    assert page.text == text
    assert [given["class"] for tag, given in page.tags if tag == "span"] == [
        "syntax",
        "strong",
        "syntax",
    ]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_real_documents_are_shown_whole(path: Path) -> None:
    parsed = parse_file(path)
    cited = next((action.title for action in parsed.document.actions()), Span(start=50, end=90))
    html = render_document(parsed.document, parsed.text, start=cited.start, end=cited.end)
    page = Page(html)
    assert page.text == parsed.text
    assert page.marked == cited.quote(parsed.text)
    assert {anchor(action.ref) for action in parsed.document.actions()} <= set(page.ids)
    assert {anchor(measure.ref) for measure in parsed.document.measures} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


_TEXTS = st.text("ab<&\"' \t\n\r·𝔘é-.1", min_size=1, max_size=80).filter(lambda text: text.strip())


@st.composite
def _documents(draw: st.DrawFn) -> tuple[Document, str, Span]:
    text = draw(_TEXTS)

    def span() -> dict[str, int]:
        edges = st.integers(0, len(text))
        start, end = sorted((draw(edges), draw(edges)))
        return {"start": start, "end": end}

    def value() -> Value:
        return Value(**span(), value="v")

    actions = tuple(
        Action(
            **span(),
            ref=f"OA 1.{n}",
            goal="SG 1",
            title=value(),
            rows=tuple(
                Row(**span(), field=draw(st.sampled_from(["title", "leader"]))) for _ in "ab"
            ),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    kinds = st.sampled_from(["heading", "paragraph", "bullet", "row", "furniture"])
    document = Document(
        id="x",
        kind="plan",
        template="t",
        confidence=1.0,
        sha256="0",
        heading=Heading(title="T"),
        goals=(Goal(**span(), ref="SG 1", title=value(), actions=actions),),
        sections=tuple(Section(**span(), ref=f"§ {n}") for n in range(draw(st.integers(0, 3)))),
        footnotes=(Footnote(**span(), ref="Footnote 1", number=1, value="f"),),
        redactions=(Redaction(**span(), ref="§ 1", scope="phrase"),),
        passages=tuple(Passage(**span(), ref="§ 1", kind=draw(kinds)) for _ in "ab"),
        pages=(Span(**span()),),
    )
    return document, text, Span(**span())


@given(_documents())
def test_whatever_the_spans_no_character_is_lost_or_added(case: tuple[Document, str, Span]) -> None:
    document, text, cited = case
    page = Page(render_document(document, text, start=cited.start, end=cited.end))
    assert page.text == text
    assert page.marked == cited.quote(text)
    assert len(page.ids) == len(set(page.ids))


def test_the_route_shows_a_document(client: TestClient) -> None:
    reply = client.get(f"/documents/{DOCUMENT_ID}", params=span_of("Leader: ES"))
    assert reply.status_code == 200
    assert Page(reply.text).marked == "Leader: ES"
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert "unsafe" not in policy


def test_an_unknown_document_is_a_404_problem(client: TestClient) -> None:
    reply = client.get("/documents/nowhere")
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"


def test_offsets_that_are_no_offsets_are_refused(client: TestClient) -> None:
    assert client.get(f"/documents/{DOCUMENT_ID}?start=-1&end=x").status_code == 422


def test_a_hostile_title_stays_text() -> None:
    document = small_document()
    heading = document.heading.model_copy(update={"title": f"A {HOSTILE}"})
    document = document.model_copy(update={"heading": heading})
    html = OneShelf([document]).document(DOCUMENT_ID) and render_document(document, TEXT)
    assert "<img" not in html


@pytest.mark.parametrize(
    ("ref", "slug"), [("OA 2.8", "OA-2.8"), ("§ 4.3", "§-4.3"), ("Acronyms", "Acronyms")]
)
def test_a_ref_has_one_slug(ref: str, slug: str) -> None:
    assert anchor(ref) == slug


@pytest.mark.parametrize(
    ("url", "marked"),
    [
        ("/documents/x#OA-2.8", "/documents/x?start=10&end=18#OA-2.8"),
        ("/documents/x#§-4.3", "/documents/x?start=10&end=18#%C2%A7-4.3"),
        ("/documents/x#%C2%A7-4.3", "/documents/x?start=10&end=18#%C2%A7-4.3"),
        ("/documents/x", "/documents/x?start=10&end=18"),
    ],
)
def test_a_citation_url_is_made_to_mark_its_words(url: str, marked: str) -> None:
    assert source_url(url, 10, 18) == marked
