"""The compare page: pick two plans, goals, actions or actors, and read them side by side."""

from collections.abc import Callable, Sequence
from typing import Annotated, Literal, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict

from answer.phrasing import shortened
from app.interface import Interface
from app.naming import plan_label
from app.pages import pdf, word
from app.pages.choices import Choice, actor_choices
from app.pages.compare_actions import compare_actions
from app.pages.compare_actors import compare_actors
from app.pages.compare_plans import compare_goals, compare_plans
from app.pages.comparison import Comparison
from app.pages.comparison_files import comparison_csv, comparison_paper
from app.pages.frame import PageRoute, file_response, render
from app.pages.sheet import find_action
from app.reader import Words
from app.service import Service
from ingest.errors import UnknownRef
from ingest.model import Document, Goal

_BETWEEN = "|"
_TITLE_CHARS = 70


class Pick(BaseModel):
    """What the address asks to compare; parameters that it doesn't know are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Literal["plans", "goals", "actions", "actors"] = "plans"
    a: str = ""
    """The id of a plan, "plan id|ref" of a goal or an action, or the code of an actor."""
    b: str = ""

    def query(self) -> str:
        """Return the query part of the address."""
        return urlencode(self.model_dump())


class Kind(NamedTuple):
    """A kind of things to compare: what there is of it, and how two are compared."""

    choices: Callable[[Sequence[Document], Interface], tuple[Choice, ...]]
    compare: Callable[[Service, str, str, Interface], Comparison]


_WRITERS = {
    "docx": (word.word_file, word.MEDIA_TYPE),
    "pdf": (pdf.pdf_file, pdf.MEDIA_TYPE),
}


def compare_routes(service: Service) -> APIRouter:
    """Return GET /compare and its downloads."""
    router = APIRouter(route_class=PageRoute)

    @router.get("/compare")
    def compare(pick: Annotated[Pick, Query()], words: Words) -> HTMLResponse:
        """Show two things side by side; two plans are chosen where none are named."""
        offered = KINDS[pick.kind].choices(service.store.documents(), words)
        chosen = _chosen(pick, offered)
        ready = chosen.a and chosen.b and chosen.a != chosen.b
        comparison = _compared(service, chosen, words) if ready else None
        return render(
            "compare.html",
            "/compare",
            words,
            pick=chosen,
            kinds=KINDS,
            offered=offered,
            comparison=comparison,
        )

    @router.get("/compare/comparison.csv")
    def download_csv(pick: Annotated[Pick, Query()], words: Words) -> Response:
        """Download a comparison as CSV."""
        table = comparison_csv(_compared(service, pick, words), words)
        return file_response(table, "text/csv; charset=utf-8", "comparison.csv")

    @router.get("/compare/comparison.{form}")
    def download_paper(
        form: Literal["docx", "pdf"], pick: Annotated[Pick, Query()], words: Words
    ) -> Response:
        """Download a comparison as Word or PDF."""
        write, media_type = _WRITERS[form]
        paper = comparison_paper(_compared(service, pick, words), words)
        return file_response(write(paper), media_type, f"comparison.{form}")

    return router


def _compared(service: Service, pick: Pick, words: Interface) -> Comparison:
    return KINDS[pick.kind].compare(service, pick.a, pick.b, words)


def _chosen(pick: Pick, offered: Sequence[Choice]) -> Pick:
    """Return the pick with the first and the last of what is offered where nothing is picked."""
    if pick.a or pick.b or len(offered) < 2:
        return pick
    first, last = offered[0], offered[-1]
    return pick.model_copy(update={"a": first.value, "b": last.value})


def _plan_choices(documents: Sequence[Document], words: Interface) -> tuple[Choice, ...]:
    """Offer the plans; those whose sheets can be read stand at both ends, to be picked first."""
    plans = [document for document in documents if document.goals]
    plans.sort(key=lambda plan: (plan.year or 0, any(not a.withheld for a in plan.actions())))
    return tuple(Choice(plan.id, plan_label(plan, words)) for plan in plans)


def _goal_choices(documents: Sequence[Document], _words: Interface) -> tuple[Choice, ...]:
    return tuple(
        _element(document, goal.ref, goal.title.value)
        for document in documents
        for goal in document.goals
    )


def _action_choices(documents: Sequence[Document], _words: Interface) -> tuple[Choice, ...]:
    return tuple(
        _element(document, action.ref, action.title.value)
        for document in documents
        for action in document.actions()
        if not action.withheld
    )


def _element(document: Document, ref: str, title: str) -> Choice:
    label = f"{document.year or ''} {ref} {shortened(title, _TITLE_CHARS)}"
    return Choice(f"{document.id}{_BETWEEN}{ref}", label.strip())


def _actor_choices(documents: Sequence[Document], words: Interface) -> tuple[Choice, ...]:
    return actor_choices((a for document in documents for a in document.actions()), words)


def _goal(service: Service, picked: str) -> tuple[Document, Goal]:
    key, _, ref = picked.partition(_BETWEEN)
    document = service.store.document(key)
    found = next((goal for goal in document.goals if goal.ref == ref), None)
    if found is None:
        raise UnknownRef(ref, document.title)
    return document, found


def _plans(service: Service, a: str, b: str, words: Interface) -> Comparison:
    return compare_plans(service, service.store.document(a), service.store.document(b), words)


def _goals(service: Service, a: str, b: str, words: Interface) -> Comparison:
    return compare_goals(service, _goal(service, a), _goal(service, b), words)


def _actions(service: Service, a: str, b: str, words: Interface) -> Comparison:
    picked = [part.partition(_BETWEEN) for part in (a, b)]
    documents = [service.store.document(key) for key, _, _ in picked]
    one, other = (
        (document, find_action(document, ref))
        for document, (_, _, ref) in zip(documents, picked, strict=True)
    )
    return compare_actions(one, other, words)


def _actors(service: Service, a: str, b: str, words: Interface) -> Comparison:
    return compare_actors(service.store, a, b, words)


KINDS = {
    "plans": Kind(_plan_choices, _plans),
    "goals": Kind(_goal_choices, _goals),
    "actions": Kind(_action_choices, _actions),
    "actors": Kind(_actor_choices, _actors),
}
"""What can be compared; "compare_" and the key is its name in the reader's language."""
