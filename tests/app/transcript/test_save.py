"""A chat as Markdown, Word and PDF: every claim keeps its source."""

import io
import re
import zipfile

import pdfplumber
import pytest
from docx import Document
from fastapi.testclient import TestClient

from answer.claims import Answer, Status
from app.interface import interface
from app.transcript.model import Block, Chat, Run, Said, blocks_of
from app.transcript.save import save
from tests.app.fakes import HOSTILE, citation, leader_answer

EN = interface("en")
URL = "http://127.0.0.1:8000"


def chat() -> Chat:
    """Two questions: the second answer has a list, a table, and calls one source twice."""
    answer = Answer(
        status=Status.ANSWERED,
        answer="**Both** [1]:\n\n- one [2]\n- two [1]\n\n| a | b |\n|---|---|\n| 1 | x [2] |",
        citations=(citation(1, "Leader: ES"), citation(2, "A footnote.", field=None)),
    )
    return Chat(
        exchanges=(
            Said(question=f"Who {HOSTILE}?", answer=leader_answer()),
            Said(question="And who else?", answer=answer),
        )
    )


def test_blocks_keep_structure_and_calls() -> None:
    blocks = list(blocks_of("**A** b [1].\n\n1. x\n2. y [9]\n\n| h |\n|---|\n| c [1] |", {1: 7}))
    assert blocks[0] == Block(
        "paragraph", ((Run("A", strong=True), Run(" b"), Run("", note=7), Run(".")),)
    )
    assert [(block.kind, block.label) for block in blocks[1:3]] == [("item", "1."), ("item", "2.")]
    assert blocks[2].runs == (Run("y [9]"),)
    assert [block.kind for block in blocks[3:]] == ["row", "row"]
    assert blocks[4].cells == ((Run("c"), Run("", note=7)),)


def test_markdown_has_footnotes_numbered_through_the_chat() -> None:
    text = save(chat(), "md", EN, URL)[0].decode()
    assert re.findall(r"^\[\^(\d)\]: ", text, re.MULTILINE) == ["1", "2", "3"]
    assert "- one[^3]" in text
    assert "- two[^2]" in text
    assert "OAP 2022 &lt;Test&gt; (LIMITE), OA 2.8, leader: “Leader: ES”" in text
    assert f"<{URL}/documents/oap-2022-test?start=" in text
    assert "## Who &lt;img" in text


def test_word_has_real_footnotes_each_called_once() -> None:
    content, _ = save(chat(), "docx", EN, URL)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        footnotes = archive.read("word/footnotes.xml").decode()
        body = archive.read("word/document.xml").decode()
    assert re.findall(r'w:footnoteReference w:id="(\d)"', body) == ["1", "2", "3"]
    assert re.findall(r'<w:footnote w:id="(\d)">', footnotes) == ["1", "2", "3"]
    assert "“Leader: ES”" in footnotes
    document = Document(io.BytesIO(content))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert f"Who {HOSTILE}?" in words
    assert document.tables[0].cell(1, 1).text.startswith("x")


def test_pdf_has_the_words_and_links_to_the_sources() -> None:
    content, media_type = save(chat(), "pdf", EN, URL)
    assert media_type == "application/pdf"
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        text = " ".join(page.extract_text() for page in pdf.pages)
        links = {link["uri"] for page in pdf.pages for link in page.hyperlinks}
    assert "And who else?" in text
    assert "“Leader: ES”" in text
    assert "onerror=alert(1)" in text
    assert any("oap-2022-test?start=" in link for link in links)


def test_pdf_shows_a_box_for_what_its_font_has_not() -> None:
    odd = Chat(exchanges=(Said(question="漢 ≥ 5 Ελλάς", answer=leader_answer()),))
    content, _ = save(odd, "pdf", EN, URL)
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        assert "\N{BLACK SQUARE} ≥ 5 Ελλάς" in pdf.pages[0].extract_text()


@pytest.mark.parametrize("form", ["md", "docx", "pdf"])
def test_the_server_saves_what_the_page_sends(client: TestClient, form: str) -> None:
    response = client.post(f"/chat/save/{form}", json=chat().model_dump(mode="json"))
    assert response.status_code == 200
    assert response.headers["content-disposition"] == f'attachment; filename="oap-chat.{form}"'
    assert client.post("/chat/save/exe", json=chat().model_dump(mode="json")).status_code == 422
    assert client.post(f"/chat/save/{form}", json={"exchanges": []}).status_code == 422
