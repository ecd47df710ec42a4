"""The tools that an agent may use: the Model Context Protocol over standard input and output.

An agent asks what a person asks and gets the same cited answers; nothing can be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from answer.claims import Answer
from app.actions import ActionConditions, ListedAction, list_actions
from app.documents import DocumentCard, document_card
from app.elements import find_elements
from app.plans import View
from app.sheets import ActorSheet, actor_sheet
from ingest.errors import OapError

if TYPE_CHECKING:
    from app.service import Service

INSTRUCTIONS = (
    "Answers questions on EU Operational Action Plans from the plans themselves. Every claim "
    "carries citations: a verbatim quote with document, ref and character offsets. Quote those; "
    "what the tools do not say, the documents do not say."
)


class Source(View):
    """A part of a document, with its own words."""

    document_id: str
    document_title: str
    ref: str
    start: int
    end: int
    """Character offsets into the document's text."""
    text: str


def mcp_server(service: Service) -> MCPServer:
    """Return the server of the tools over a service; `run("stdio")` serves until input ends."""
    server: MCPServer = MCPServer("oap-assistant", instructions=INSTRUCTIONS, log_level="ERROR")
    for tool in (*_questions(service), *_lists(service)):
        server.add_tool(tool, structured_output=True)
    return server


@contextmanager
def _one_sentence() -> Iterator[None]:
    """Turn what can be asked wrongly into the sentence that says what to do."""
    try:
        yield
    except OapError as error:
        raise ToolError(str(error)) from error


def _questions(service: Service) -> Sequence[Callable[..., object]]:
    def ask(question: str, documents: list[str] | None = None) -> Answer:
        """Answer a question (1 to 2,000 characters) over all documents or those with these ids."""
        with _one_sentence():
            return service.ask(question, documents=documents)

    def show(ref: str, documents: list[str] | None = None) -> list[Source]:
        """Return the words of a part: "OA 2.8", "SG 5", "Measure 4", "§ 4.3", "Footnote 7"."""
        with _one_sentence():
            found = find_elements(service.store, ref, documents or ())
            return [
                Source(
                    document_id=one.document.id,
                    document_title=one.document.title,
                    ref=one.element.ref,
                    start=one.element.start,
                    end=one.element.end,
                    text=service.store.text(one.document.id)[one.element.start : one.element.end],
                )
                for one in found
            ]

    return ask, show


def _lists(service: Service) -> Sequence[Callable[..., object]]:
    def documents() -> list[DocumentCard]:
        """Return the documents that there are: id, title, year, number, marking, driver."""
        return [document_card(document) for document in service.store.documents()]

    def actions(conditions: ActionConditions) -> list[ListedAction]:
        """Return the actions that meet all conditions; actors by code ("ES") or name."""
        with _one_sentence():
            return list(list_actions(service.store, conditions))

    def sheet(actor: str) -> ActorSheet:
        """Return all that a country or agency leads, co-leads and joins, plan by plan."""
        with _one_sentence():
            return actor_sheet(service.store, actor)

    return documents, actions, sheet
