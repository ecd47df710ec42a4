"""An answer as HTML for the chat: its Markdown with citations as links, its sources, its status.

Every word of a document or of an answer is escaped; only the markup that this module writes
itself reaches the page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from textwrap import shorten

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from answer.claims import Answer, Citation, Status
from app.anchors import source_url

# "[3]": the marker of a citation in an answer
_MARKER = re.compile(r"\[(\d{1,4})\]")
_HOVER_CHARS = 400
_OPEN_SOURCES = 4
"""Up to this many sources stand open; a longer list is folded."""

_NUMBER = '<span class="bracket">[</span>{}<span class="bracket">]</span>'
"""A citation's number; the brackets are for screen readers and for copying."""

_STATUS = {
    Status.PARTIAL: "Answered in part",
    Status.REDACTED: "Withheld in the source",
    Status.NOT_FOUND: "Not in the documents",
    Status.CLARIFY: "Which one do you mean?",
}


def answer_html(answer: Answer, markdown: str | None = None) -> str:
    """Return the whole answer as one block of HTML without blank lines.

    `markdown` stands in for `answer.answer` while only its first words are shown; the sources
    then still have to come.
    """
    text = answer.answer if markdown is None else markdown
    parts = [_about(answer), _prose(text, answer.citations)]
    if markdown is None:
        parts.append(_sources(answer.citations))
    return f'<div class="answer {answer.status}">{"".join(parts)}</div>'


def plain_html(words: str) -> str:
    """Return words that are no Markdown, such as a question, as HTML that shows them as typed."""
    lines = "<br>".join(escape(line) for line in words.splitlines())
    return f'<div class="plain">{lines}</div>'


def pending_html() -> str:
    """Return what stands in place of an answer while it is looked for."""
    return '<div class="answer pending"><p role="status">Looking in the documents …</p></div>'


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


def _prose(markdown: str, citations: Sequence[Citation]) -> str:
    """Render an answer's Markdown; tables may scroll sideways on a narrow page."""
    html = str(_MARKDOWN.render(markdown, {"citations": {c.n: c for c in citations}}))
    html = html.replace("<table>", '<div class="table" tabindex="0"><table>')
    html = html.replace("</table>", "</table></div>")
    # Gradio reads the whole as Markdown again: a blank line would end the block of HTML.
    return re.sub(r"\n\s*\n", "\n", html)


def _about(answer: Answer) -> str:
    """Return one quiet line: how far it could be answered, and what was understood."""
    understood = escape(answer.query.text.strip())
    parts = [
        f'<span class="badge">{escape(words)}</span>' if (words := _status(answer)) else "",
        f"Understood as: {understood}" if understood else "",
    ]
    line = " ".join(part for part in parts if part)
    return f'<p class="about">{line}</p>' if line else ""


def _status(answer: Answer) -> str:
    words = _STATUS.get(answer.status, "")
    markings = sorted({c.marking for c in answer.citations if c.marking})
    if answer.status is Status.REDACTED and markings:
        return f"{words} ({', '.join(markings)})"
    return words


def _sources(citations: Sequence[Citation]) -> str:
    if not citations:
        return ""
    entries = "".join(_source(citation) for citation in citations)
    count = "1 source" if len(citations) == 1 else f"{len(citations)} sources"
    opened = " open" if len(citations) <= _OPEN_SOURCES else ""
    return (
        f'<details class="sources"{opened}><summary>{count}</summary><ol>{entries}</ol></details>'
    )


def _source(citation: Citation) -> str:
    marking = (
        f' <span class="badge marking">{escape(citation.marking)}</span>'
        if citation.marking
        else ""
    )
    return (
        f'<li value="{citation.n}">{_link(citation, escape(place(citation)), "source")} '
        f'<span class="document">{escape(citation.document_title)}</span>{marking}</li>'
    )


def place(citation: Citation) -> str:
    """Return where a citation points in words: "OA 2.8, leader" or "§ 4.3, p. 14"."""
    field = (citation.field or "").replace("_", "-")
    page = f"p. {citation.page}" if citation.page else ""
    return ", ".join(part for part in (citation.ref, field, page) if part)


def _link(citation: Citation, label: str, css: str) -> str:
    """Return a link to the cited words; Gradio's sanitiser lets just these attributes through."""
    attributes: Mapping[str, str] = {
        "class": css,
        "href": source_url(citation.url, citation.start, citation.end, citation.version),
        "target": "_blank",
        "rel": "noopener",
        "title": f"{place(citation)}: {shorten(citation.quote, _HOVER_CHARS, placeholder=' …')}",
    }
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<a {written}>{label}</a>"


def _cite(state: StateCore) -> None:
    """Turn the markers of known citations into links, in running text only."""
    citations: dict[int, Citation] = state.env.get("citations", {})
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = [
                made for token in block.children for made in _with_links(token, citations)
            ]


def _with_links(token: Token, citations: Mapping[int, Citation]) -> Iterator[Token]:
    if token.type != "text":
        yield token
        return
    at = 0
    for marker in _MARKER.finditer(token.content):
        citation = citations.get(int(marker.group(1)))
        if citation is None:
            continue
        yield Token("text", "", 0, content=_held(token.content[at : marker.start()]))
        link = _link(citation, _NUMBER.format(citation.n), "cite")
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
