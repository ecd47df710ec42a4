"""The page of the web chat: ask, read the answer, see the words that it rests on.

Gradio draws the conversation; what it cannot do (the panel that shows a source beside the chat)
is a little script of our own. Nothing on the page comes from another machine. Importing this takes
seconds, because importing Gradio does.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from app.answer_html import plain_html
from app.conversation import MAX_QUESTION_CHARS, ChatService, Exchange, converse, stopped

TITLE = "OAP Assistant"
PROMISE = "Answers from the EU's Operational Action Plans, each with the exact words it rests on."
EXAMPLES = (
    "Who leads air-route actions?",
    "Summarise strategic goal 5.",
    "Compare 2012 and 2022 priorities.",
)

_STATIC = Path(__file__).with_name("static")
_PARALLEL_ANSWERS = 8

Message = dict[str, Any]
"""A message as Gradio's Chatbot takes it."""


def mount_chat(app: FastAPI, service: ChatService) -> FastAPI:
    """Put the chat page at "/" of an app; call it last, routes that are there already win."""
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_chat(service),
        path="/",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        theme=_theme(),
        head=_head(),
    )
    return mounted


def build_chat(service: ChatService) -> gr.Blocks:
    """Return the chat page: heading, documents to answer from, conversation, question box."""
    page = gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True)
    with page:
        _Page(service).connect(page)
    return page


class _Page:
    """The widgets of the page and what happens when they are used."""

    def __init__(self, service: ChatService) -> None:
        self._service = service
        self.past = gr.State(())
        with gr.Row(elem_id="oap-top"):
            gr.HTML(f"<h1>{TITLE}</h1><p>{PROMISE}</p>", elem_id="oap-heading")
            self.clear = gr.Button("New chat", size="sm", scale=0, elem_id="oap-clear")
        with gr.Column(elem_id="oap-start") as self.start:
            gr.HTML("<h2>What would you like to know?</h2>")
            self.examples = [gr.Button(words) for words in EXAMPLES]
        self.chat = _conversation()
        with gr.Row(elem_id="oap-ask"):
            self.box = _question_box()
            self.send = gr.Button("Ask", variant="primary", scale=0, elem_id="oap-send")
            self.stop = gr.Button("Stop", scale=0, visible=False, elem_id="oap-stop")
        with gr.Accordion("Documents", open=False, elem_id="oap-documents") as self.shelf:
            self.picked = gr.CheckboxGroup(
                label="Answer from", show_label=False, container=False, elem_id="oap-picked"
            )

    def connect(self, page: gr.Blocks) -> None:
        """Say what happens on each event."""
        frame = [self.past, self.chat, self.box, self.start, self.send, self.stop]
        given = [self.past, self.picked]
        typed = [
            event(self._ask_typed, [self.box, *given], frame, **_QUEUED)
            for event in (self.box.submit, self.send.click)
        ]
        offered = [
            button.click(self._ask, [button, *given], frame, **_QUEUED) for button in self.examples
        ]
        chosen = self.chat.option_select(self._ask_chosen, given, frame, **_QUEUED)
        asking: Any = [*typed, *offered, chosen]
        self.stop.click(_stopped, [self.past], frame, cancels=asking, **_AT_ONCE)
        self.clear.click(_cleared, None, frame, cancels=asking, **_AT_ONCE)
        page.load(self._shelf, None, [self.picked, self.shelf], **_AT_ONCE)
        self.picked.change(self._picked, [self.picked], [self.shelf], **_AT_ONCE)

    def _ask(
        self, question: str, past: Sequence[Exchange], picked: Sequence[str]
    ) -> Iterator[tuple[object, ...]]:
        exchanges = tuple(past)
        for exchanges in converse(self._service, question, past, self._wanted(picked)):
            yield _frame(exchanges, busy=True)
        yield _frame(exchanges, busy=False)

    def _ask_typed(
        self, question: str, past: Sequence[Exchange], picked: Sequence[str]
    ) -> Iterator[tuple[object, ...]]:
        """Ask what stands in the box, and empty it once, so that it can be typed in meanwhile."""
        box: object = ""
        for frame in self._ask(question, past, picked):
            yield (*frame[:2], box, *frame[3:])
            box = gr.skip()

    def _ask_chosen(
        self, past: Sequence[Exchange], picked: Sequence[str], choice: gr.SelectData
    ) -> Iterator[tuple[object, ...]]:
        yield from self._ask(str(choice.value), past, picked)

    def _wanted(self, picked: Sequence[str]) -> tuple[str, ...] | None:
        """Return the ticked documents; None, which means all, where all or none are ticked."""
        some = 0 < len(picked) < len(self._service.store.documents())
        return tuple(picked) if some else None

    def _shelf(self) -> tuple[object, object]:
        documents = self._service.store.documents()
        choices = [(document.title, document.id) for document in documents]
        ids = [document.id for document in documents]
        return gr.CheckboxGroup(choices=choices, value=ids), self._picked(ids)

    def _picked(self, picked: Sequence[str]) -> object:
        wanted, count = self._wanted(picked), len(self._service.store.documents())
        return gr.Accordion(
            label=f"Documents: {len(wanted)} of {count}" if wanted else f"Documents: all {count}"
        )


_QUEUED: dict[str, Any] = {
    "concurrency_limit": _PARALLEL_ANSWERS,
    "concurrency_id": "ask",
    "show_progress": "hidden",
    "api_visibility": "private",
}
_AT_ONCE: dict[str, Any] = {
    "queue": False,
    "show_progress": "hidden",
    "api_visibility": "private",
}


def _conversation() -> gr.Chatbot:
    """Return the conversation; hidden at first, not absent, so that the first answer is quick."""
    return gr.Chatbot(
        label="Conversation",
        show_label=False,
        container=False,
        layout="panel",
        buttons=[],
        latex_delimiters=[],
        autoscroll=False,
        height="100%",
        scale=1,
        visible="hidden",
        elem_id="oap-chat",
    )


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label="Your question",
        show_label=False,
        container=False,
        placeholder="Ask about the plans …",
        max_length=MAX_QUESTION_CHARS,
        lines=1,
        max_lines=6,
        autofocus=True,
        scale=1,
        elem_id="oap-question",
    )


def _frame(exchanges: Sequence[Exchange], *, busy: bool) -> tuple[object, ...]:
    """Return what each widget shows: state, conversation, box (as it is), start, Ask, Stop."""
    messages: Any = [message for exchange in exchanges for message in _messages(exchange)]
    return (
        tuple(exchanges),
        gr.Chatbot(value=messages, visible=True if exchanges else "hidden"),
        gr.skip(),
        gr.Column(visible=not exchanges),
        gr.Button(visible=not busy),
        gr.Button(visible=busy),
    )


def _messages(exchange: Exchange) -> Iterator[Message]:
    yield {"role": "user", "content": plain_html(exchange.question)}
    options = [{"value": choice, "label": choice} for choice in exchange.choices]
    yield {"role": "assistant", "content": exchange.html, "options": options}


def _stopped(past: Sequence[Exchange]) -> tuple[object, ...]:
    return _frame(stopped(past), busy=False)


def _cleared() -> tuple[object, ...]:
    return _frame((), busy=False)


def _theme() -> gr.themes.Base:
    """Return the page's theme; its colours and its font are those of the source viewer."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        font=("OAP Text", "ui-sans-serif", "system-ui", "sans-serif"),
        font_mono=("ui-monospace", "monospace"),
        text_size=gr.themes.sizes.text_lg,
    ).set(
        body_background_fill="#fbfaf7",
        body_background_fill_dark="#14171c",
        body_text_color="#1d2430",
        body_text_color_dark="#e3e6ea",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="#1b1f26",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        border_color_primary="#e2ded5",
        border_color_primary_dark="#2d333d",
        input_background_fill="#ffffff",
        input_background_fill_dark="#1b1f26",
        button_primary_background_fill="#1f4e8c",
        button_primary_background_fill_hover="#173d6f",
        button_primary_background_fill_dark="#2f66ad",
        button_primary_background_fill_hover_dark="#3b76c4",
        button_primary_text_color="#ffffff",
    )


@cache
def _head() -> str:
    """Return the page's own style and script, inline: nothing more to fetch."""
    style = (_STATIC / "chat.css").read_text(encoding="utf-8")
    script = (_STATIC / "chat.js").read_text(encoding="utf-8")
    return f"<style>{style}</style><script>{script}</script>"
