"""A draft becomes an answer: Markdown with numbered markers, claims and citations."""

from collections.abc import Sequence

from answer.claims import Answer, Citation, Claim, QueryView
from answer.description import describe
from answer.draft import Draft, Evidence, Statement
from answer.library import Library
from answer.phrasing import plan_name
from answer.query import Query
from ingest.versions import version_of

_MAX_CHOICES = 4


def render(draft: Draft, queries: Sequence[Query], library: Library) -> Answer:
    """Number the evidence in order of use and write the answer as Markdown with markers."""
    numbers: dict[Evidence, int] = {}
    claims: list[Claim] = []
    lines: list[str] = []
    for part in draft.parts:
        if isinstance(part, Statement):
            cited = [numbers.setdefault(e, len(numbers) + 1) for e in part.evidence]
            marks = "".join(f"[{n}]" for n in cited)
            lines.append(f"{part.lead}{part.text} {marks}")
            claims.append(Claim(text=part.text.replace("**", ""), citations=tuple(cited)))
        else:
            lines.append(part)
    return Answer(
        status=draft.status,
        answer=_markdown(lines),
        claims=tuple(claims),
        citations=tuple(_citation(e, n, library) for e, n in numbers.items()),
        choices=tuple(draft.choices[:_MAX_CHOICES]),
        query=_view(queries, library),
    )


def _view(queries: Sequence[Query], library: Library) -> QueryView:
    """Return what was understood: all questions in words, the last one in its parts."""
    query = queries[-1]
    names = {key: plan_name(document) for key, document in library.documents.items()}
    return QueryView(
        kind=query.kind,
        text="; ".join(describe(each, names) for each in queries),
        documents=query.scope.documents,
        refs=query.refs,
        fields=() if query.aspect in ("any", "term") else (query.aspect,),
        actors=tuple(actor.code for actor in query.actors),
    )


def _markdown(lines: Sequence[str]) -> str:
    """Join lines to Markdown: list items stay together, everything else is a paragraph."""
    text = ""
    for before, line in zip(("", *lines), lines, strict=False):
        item, after_item = line.lstrip().startswith("- "), before.lstrip().startswith("- ")
        text += ("\n" if item and after_item else "\n\n" if text else "") + line
    return text


def _citation(evidence: Evidence, number: int, library: Library) -> Citation:
    document = library.documents[evidence.document_id]
    marking = document.heading.marking
    version = version_of(document.sha256)
    which = f"?version={version}" if document.id in library.replaced else ""
    return Citation(
        n=number,
        document_id=document.id,
        document_title=document.title,
        ref=evidence.ref,
        field=evidence.field,
        quote=library.text(document.id)[evidence.start : evidence.end],
        start=evidence.start,
        end=evidence.end,
        page=document.page_of(evidence.start),
        marking=marking.value if marking else None,
        version=version,
        url=f"/documents/{document.id}{which}#{evidence.ref.replace(' ', '-')}",
    )
