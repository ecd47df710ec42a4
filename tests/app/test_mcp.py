"""An agent uses the tools over the protocol, in memory and as a program."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from mcp import Client

from app.mcp import mcp_server
from app.service import Service

T = TypeVar("T")


def called(library: Service, tool: str, **arguments: Any) -> Any:
    """Return the result of a tool, called over the protocol."""

    async def call() -> Any:
        async with Client(mcp_server(library)) as client:
            return await client.call_tool(tool, arguments)

    return run(call())


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: the browser's loop may be running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def test_the_tools_say_what_they_are_for(library: Service) -> None:
    async def names() -> dict[str, str]:
        async with Client(mcp_server(library)) as client:
            return {t.name: t.description or "" for t in (await client.list_tools()).tools}

    told = run(names())
    assert set(told) == {"ask", "show", "documents", "actions", "sheet"}
    assert all(told.values())


def test_an_agent_gets_the_answer_that_a_person_gets(library: Service) -> None:
    question = "Who leads OA 2.8 of the 2022 migrant smuggling plan?"
    result = called(library, "ask", question=question)
    told = result.structured_content
    person = library.ask(question)
    assert not result.is_error
    assert told["answer"] == person.answer
    for citation, own in zip(told["citations"], person.citations, strict=True):
        assert citation["quote"] == own.quote
        text = library.store.text(citation["document_id"])
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_lists_and_sheets_are_those_of_the_other_ways_in(library: Service) -> None:
    rows = called(library, "actions", conditions={"leader": "Spain"}).structured_content["result"]
    assert rows and all("ES" in {a["code"] for a in row["leaders"]} for row in rows)
    cards = called(library, "documents").structured_content["result"]
    assert {card["id"] for card in cards} == {d.id for d in library.store.documents()}
    sheet = called(library, "sheet", actor="Frontex").structured_content
    assert sheet["code"] == "FRONTEX" and sheet["plans"]


def test_the_words_of_a_part_are_verbatim(library: Service) -> None:
    parts = called(library, "show", ref="OA 2.8").structured_content["result"]
    assert parts
    for part in parts:
        assert library.store.text(part["document_id"])[part["start"] : part["end"]] == part["text"]


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("ask", {"question": " "}, "1 to 2,000 characters"),
        ("ask", {"question": "Who leads?", "documents": ["none"]}, "none"),
        ("show", {"ref": "OA 99.9"}, "OA 99.9"),
        ("sheet", {"actor": "Atlantis"}, "Atlantis"),
    ],
)
def test_what_is_asked_wrongly_gets_a_sentence(
    library: Service, tool: str, arguments: dict[str, Any], words: str
) -> None:
    result = called(library, tool, **arguments)
    assert result.is_error
    assert words in result.content[0].text
