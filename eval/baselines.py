"""What is compared: the assistant, its retriever alone, and what others would build in an hour.

All search the same stored texts with the same embedding model. Heavy libraries are imported when
the baselines are built.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from answer.claims import Answer
from eval.evidence import Piece
from index.embed import default_model_folder
from index.keywords import KeywordIndex
from index.search import SearchIndex

if TYPE_CHECKING:
    from llama_index.core.schema import BaseNode

STOCK_TOP_K = 5
"""How many chunks the stock recipe is made to return in its starter documentation."""
PLAIN_LIMIT = 10
"""How many chunks `SearchIndex.search` returns unless told otherwise."""

Search = Callable[[str, int], Sequence[Piece]]
"""A question, and how many pieces are wanted at most; best first."""


@dataclass(frozen=True, slots=True)
class Retriever:
    """Something that finds pieces of text for a question."""

    name: str
    search: Search
    usual: int | None
    """How many pieces it returns in everyday use; None where that isn't for the asker to say."""


@dataclass(frozen=True, slots=True)
class StockChunk:
    """A chunk of the stock recipe."""

    piece: Piece
    text: str
    """What is embedded: the path of the file, then the words of the piece."""


class Answers(Protocol):
    """What answers a question with citations."""

    def ask(self, question: str, /) -> Answer:
        """Answer a question over all documents."""


def assistant(answers: Answers) -> Retriever:
    """Return the assistant, seen as a retriever: what it cites, by number.

    Its answer's own words don't count, nor does it return more when more is wanted.
    """

    def search(question: str, _limit: int) -> list[Piece]:
        cited = sorted(answers.ask(question).citations, key=lambda citation: citation.n)
        return [Piece(c.document_id, c.start, c.end) for c in cited]

    return Retriever("OAP Assistant", search, None)


def without_structure(index: SearchIndex) -> Retriever:
    """Return our own retriever, asked the question as it is, over all chunks."""

    def search(question: str, limit: int) -> list[Piece]:
        hits = index.search(question, limit=limit)
        return [Piece(hit.document_id, hit.start, hit.end) for hit in hits]

    return Retriever("our retriever without structure", search, PLAIN_LIMIT)


def stock_llamaindex(chunks: Sequence[StockChunk]) -> Retriever:
    """Embed the chunks and return the stock recipe: LlamaIndex's vector index, kept in memory.

    Takes seconds to import and to embed. Raises BadSetting without the default model.
    """
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
    from llama_index.core import VectorStoreIndex
    from llama_index.core.schema import TextNode
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]  # the run has one of its own
    model = HuggingFaceEmbedding(str(default_model_folder()), local_files_only=True)
    pieces = {str(number): chunk.piece for number, chunk in enumerate(chunks)}
    nodes = [TextNode(id_=key, text=chunk.text) for key, chunk in zip(pieces, chunks, strict=True)]
    index = VectorStoreIndex(nodes, embed_model=model)

    def search(question: str, limit: int) -> list[Piece]:
        found = index.as_retriever(similarity_top_k=limit).retrieve(question)
        return [pieces[hit.node.node_id] for hit in found]

    return Retriever("stock LlamaIndex", search, STOCK_TOP_K)


def bm25(chunks: Sequence[StockChunk]) -> Retriever:
    """Return BM25 alone over the stock chunks.

    Its words are stemmed and read as our own index does, for "2.8" is one word to it: on our
    questions it finds more than LlamaIndex's own BM25 retriever.
    """
    words = KeywordIndex.build([chunk.text for chunk in chunks])

    def search(question: str, limit: int) -> list[Piece]:
        return [chunks[place].piece for place, _ in words.search(question, limit)]

    return Retriever("BM25", search, STOCK_TOP_K)


def stock_chunks(texts: Mapping[str, str]) -> tuple[StockChunk, ...]:
    """Cut canonical texts, by document id, as LlamaIndex does unless told otherwise.

    A chunk has up to 1,024 tokens and shares up to 200 with the next. What is embedded begins with
    the path of its file, as it would after `SimpleDirectoryReader`.
    """
    from llama_index.core import Document
    from llama_index.core.node_parser import SentenceSplitter

    documents = [
        Document(id_=key, text=text, metadata={"file_path": f"data/{key}.txt"})
        for key, text in texts.items()
    ]
    nodes = SentenceSplitter().get_nodes_from_documents(documents)
    return tuple(_stock_chunk(node) for node in nodes)


def _stock_chunk(node: "BaseNode") -> StockChunk:
    from llama_index.core.schema import MetadataMode

    span = node.to_dict()
    piece = Piece(str(node.ref_doc_id), span["start_char_idx"] or 0, span["end_char_idx"] or 0)
    return StockChunk(piece, node.get_content(MetadataMode.EMBED))
