"""An answer as HTML for the chat: its Markdown with citations as links, its sources, its status.

Every word of a document or of an answer is escaped; only the markup that this module writes
itself reaches the page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from answer.claims import Answer, Citation, Status
from app.anchors import source_url
from app.interface import Interface

# "[3]": the marker of a citation in an answer
_MARKER = re.compile(r"\[(\d{1,4})\]")
_OPEN_SOURCES = 4
"""Up to this many sources stand open; a longer list is folded."""

_NUMBER = '<span class="bracket">[</span>{}<span class="bracket">]</span>'
"""A citation's number; the brackets are for screen readers and for copying."""


def answer_html(
    answer: Answer, words: Interface, *, markdown: str | None = None, asks: Sequence[str] = ()
) -> str:
    """Return the whole answer as one block of HTML.

    `markdown` stands in for `answer.answer` while only its first words are shown; the sources
    then still have to come. `asks` are questions to go on with.
    """
    text = answer.answer if markdown is None else markdown
    parts = [_about(answer, words), _prose(text, answer.citations, words)]
    if markdown is None:
        near = "" if answer.status is Status.CLARIFY else words.say("near")
        parts.append(_asks(answer.choices, near))
        parts.append(_sources(answer.citations, words))
        parts.append(_asks(asks, words.say("followups")))
    return f'<div class="answer {answer.status}">{"".join(parts)}</div>'


def pending_html(words: Interface) -> str:
    """Return what stands in place of an answer while it is looked for."""
    return f'<div class="answer pending"><p>{escape(words.say("pending"))}</p></div>'


def notice_html(words: str) -> str:
    """Return one sentence about what went wrong as HTML."""
    return f'<div class="answer notice"><p role="alert">{escape(words)}</p></div>'


def pieces(markdown: str, *, most: int = 12) -> Iterator[str]:
    """Yield ever longer beginnings of an answer, at most `most`, the last one whole.

    Cuts fall between words, and never inside a table: it comes with its last row.
    """
    cuts = [match.end() for match in re.finditer(r"\S+\s*", markdown)]
    tables = [match.span() for match in re.finditer(r"(?m)(?:^\|.*\n?)+", markdown)]
    cuts = [cut for cut in cuts if not any(start < cut < end for start, end in tables)]
    step = max(4, -(-len(cuts) // most))
    for cut in cuts[step - 1 : -1 : step]:
        yield markdown[:cut]
    yield markdown


def _prose(markdown: str, citations: Sequence[Citation], words: Interface) -> str:
    """Render an answer's Markdown; tables may scroll sideways on a narrow page."""
    known = {"citations": {c.n: c for c in citations}, "words": words}
    html = str(_MARKDOWN.render(markdown, known))
    html = html.replace("<table>", '<div class="table" tabindex="0"><table>')
    html = html.replace("</table>", "</table></div>")
    return f'<div class="prose">{html}</div>'


def _about(answer: Answer, words: Interface) -> str:
    """Return one quiet line: how far it could be answered, and what was understood."""
    understood = answer.query.text.strip()
    status = _status(answer, words)
    button = (
        '<button type="button" class="understood" aria-expanded="false" '
        f'title="{escape(words.say("correct"))}">'
        f"{escape(words.say('understood', text=understood))}</button>"
    )
    badge = f'<span class="badge">{escape(status)}</span>' if status else ""
    line = badge + (button if understood else "")
    return f'<p class="about">{line}</p>' if line else ""


def _status(answer: Answer, words: Interface) -> str:
    if answer.status is Status.ANSWERED:
        return ""
    said = words.say(f"status_{answer.status}")
    markings = sorted({c.marking for c in answer.citations if c.marking})
    if answer.status is Status.REDACTED and markings:
        return f"{said} ({', '.join(markings)})"
    return said


def _asks(questions: Sequence[str], heading: str) -> str:
    """Return questions as buttons that ask them."""
    if not questions:
        return ""
    buttons = "".join(
        f'<li><button type="button" class="offer">{escape(question)}</button></li>'
        for question in questions
    )
    above = f"<p>{escape(heading)}</p>" if heading else ""
    return f'<div class="asks">{above}<ul>{buttons}</ul></div>'


def _sources(citations: Sequence[Citation], words: Interface) -> str:
    if not citations:
        return ""
    entries = "".join(_source(citation, words) for citation in citations)
    several = len(citations) > 1
    count = words.say("source_many", n=len(citations)) if several else words.say("source_one")
    opened = " open" if len(citations) <= _OPEN_SOURCES else ""
    return (
        f'<details class="sources"{opened}><summary>{escape(count)}</summary>'
        f"<ol>{entries}</ol></details>"
    )


def _source(citation: Citation, words: Interface) -> str:
    marking = (
        f' <span class="badge marking">{escape(citation.marking)}</span>'
        if citation.marking
        else ""
    )
    return (
        f'<li value="{citation.n}">{_link(citation, escape(place(citation, words)), "source")} '
        f'<span class="document">{escape(citation.document_title)}</span>{marking}</li>'
    )


def place(citation: Citation, words: Interface) -> str:
    """Return where a citation points in words: "OA 2.8, leader" or "§ 4.3, p. 14"."""
    page = words.say("page_short", page=citation.page) if citation.page else ""
    parts = (citation.ref, words.field(citation.field), page)
    return ", ".join(part for part in parts if part)


def _link(citation: Citation, label: str, css: str, name: str = "") -> str:
    """Return a link to the cited words; the page shows its quote when it is pointed at."""
    attributes: Mapping[str, str] = {
        "class": css,
        "href": source_url(citation.url, citation.start, citation.end, citation.version),
        "target": "_blank",
        "rel": "noopener",
        "data-n": str(citation.n),
        **({"aria-label": name} if name else {}),
    }
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<a {written}>{label}</a>"


def _cite(state: StateCore) -> None:
    """Turn the markers of known citations into links, in running text only."""
    citations: dict[int, Citation] = state.env["citations"]
    words: Interface = state.env["words"]
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = [
                made for token in block.children for made in _with_links(token, citations, words)
            ]


def _with_links(
    token: Token, citations: Mapping[int, Citation], words: Interface
) -> Iterator[Token]:
    if token.type != "text":
        yield token
        return
    at = 0
    for marker in _MARKER.finditer(token.content):
        citation = citations.get(int(marker.group(1)))
        if citation is None:
            continue
        yield Token("text", "", 0, content=_held(token.content[at : marker.start()]))
        name = words.say("source_number", n=citation.n, place=place(citation, words))
        link = _link(citation, _NUMBER.format(citation.n), "cite", name)
        yield Token("html_inline", "", 0, content=link)
        at = marker.end()
    yield Token("text", "", 0, content=token.content[at:])


def _held(before: str) -> str:
    """Return the words before a marker so that no line ends between them and the marker."""
    return f"{before[:-1]}\N{NO-BREAK SPACE}" if before.endswith(" ") else before


def _markdown() -> MarkdownIt:
    """Return a Markdown reader without HTML, links, images or code blocks by indent."""
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    reader.disable(["link", "image", "autolink", "reference", "html_inline", "html_block", "code"])
    reader.core.ruler.push("cite", _cite)
    return reader


_MARKDOWN = _markdown()
