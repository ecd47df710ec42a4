from pathlib import Path
from types import SimpleNamespace

from answer.claims import Answer, Citation, Status
from eval.baselines import (
    PLAIN_LIMIT,
    StockChunk,
    assistant,
    bm25,
    stock_chunks,
    stock_llamaindex,
    without_structure,
)
from eval.evidence import Piece
from index.build import build_index
from index.embed import HashEmbedder
from index.search import SearchIndex
from ingest.parse import parse_file

CORPUS = Path(__file__).parents[2] / "corpus"
WORDS = ("Spain leads the action on air routes.", "Forged papers are checked.", "OA 2.8 is led.")
CHUNKS = tuple(StockChunk(Piece(f"d{n}", 0, len(text)), text) for n, text in enumerate(WORDS))


def citation(n: int, start: int) -> Citation:
    return Citation(
        n=n,
        document_id="plan",
        document_title="Plan",
        ref="OA 2.8",
        quote="ES",
        start=start,
        end=start + 2,
        url="/",
    )


def test_the_assistant_finds_what_it_cites_by_number() -> None:
    cited = (citation(2, 40), citation(1, 70))
    answer = Answer(status=Status.ANSWERED, answer="Spain leads. [1]", citations=cited)
    found = assistant(SimpleNamespace(ask=lambda _question: answer)).search("Who?", 1)
    assert found == [Piece("plan", 70, 72), Piece("plan", 40, 42)]


def test_our_retriever_is_asked_the_question_as_it_is(tmp_path: Path) -> None:
    parsed = parse_file(CORPUS / "oap-2018-facilitated-illegal-immigration.txt")
    build_index([(parsed.document, parsed.text)], tmp_path, embedder=HashEmbedder())
    index = SearchIndex(tmp_path, HashEmbedder())
    question = "Who has the ultimate responsibility for the plan?"
    wanted = [Piece(hit.document_id, hit.start, hit.end) for hit in index.search(question)]
    retriever = without_structure(index)
    assert retriever.search(question, PLAIN_LIMIT) == wanted and len(wanted) == PLAIN_LIMIT
    assert len(retriever.search(question, 3)) == 3
    index.close()


def test_bm25_finds_stems_and_refs() -> None:
    retriever = bm25(CHUNKS)
    assert retriever.search("Who is checking a forged paper?", 5) == [CHUNKS[1].piece]
    assert retriever.search("2.8", 5) == [CHUNKS[2].piece]
    assert len(retriever.search("leading led OA 2.8", 1)) == 1


def test_stock_chunks_stand_in_the_text_where_they_say() -> None:
    text = parse_file(CORPUS / "oap-2012-illegal-immigration.txt").text
    chunks = stock_chunks({"oap-2012": text, "short": "One sentence. One sentence."})
    assert chunks[-1] == StockChunk(
        Piece("short", 0, 27), "file_path: data/short.txt\n\nOne sentence. One sentence."
    )
    assert len(chunks) > 5
    for chunk in chunks[:-1]:
        words = text[chunk.piece.start : chunk.piece.end]
        assert chunk.text == f"file_path: data/oap-2012.txt\n\n{words}"
    starts, ends = ([getattr(c.piece, at) for c in chunks[:-1]] for at in ("start", "end"))
    assert starts[0] < 10 and ends[-1] > len(text) - 10
    gaps = (text[end:start] for end, start in zip(ends, starts[1:], strict=False))
    assert not any(gap.strip() for gap in gaps), "words stand in no chunk"


def test_the_stock_recipe_finds_by_meaning() -> None:
    retriever = stock_llamaindex(CHUNKS)
    found = retriever.search("Which country heads the work on aeroplane travel?", 3)
    assert found[0] == CHUNKS[0].piece and len(found) == 3
    assert len(retriever.search("Bogus passports", 1)) == 1
    assert retriever.search("Bogus passports", 1) == [CHUNKS[1].piece]
