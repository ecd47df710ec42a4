"""The typed plan as programs get it: `GET /api/plans/{id}`, each value with its span."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ingest.model import Action, Document, Goal, Redaction, Span, Target, Value


class View(BaseModel):
    """A shape that programs see, filled from the attributes of the domain model that it names."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class ValueView(View):
    """A value, and where the canonical text has it."""

    value: str
    start: int
    end: int


class ActorView(ValueView):
    """An actor; `code` is null for words that name nobody in the vocabulary."""

    code: str | None


class KpiView(ValueView):
    """A KPI; `target` and `unit` are those of the first number stated, `targets` has them all."""

    target: float | None
    unit: str | None
    targets: tuple[Target, ...]


class ActivityView(ValueView):
    """An activity, with its timing as printed."""

    timing: str | None


class LabelledView(ValueView):
    """A row that no template knows, under the label that the document prints."""

    label: str


class WithheldView(View):
    """A field that the document withholds; the span is that of the words that say so."""

    redacted: Literal[True] = True
    start: int
    end: int


class ActionView(View):
    """An action, field by field; an empty list where the document leaves a field empty."""

    ref: str
    start: int
    end: int
    title: ValueView
    leaders: tuple[ActorView, ...] | WithheldView
    co_leaders: tuple[ActorView, ...] | WithheldView
    participants: tuple[ActorView, ...] | WithheldView
    summary: ValueView | tuple[ValueView, ...] | WithheldView
    """One value, from the first paragraph to the last; an empty list when there is none."""
    targets: tuple[ValueView, ...] | WithheldView
    kpis: tuple[KpiView, ...] | WithheldView
    types: tuple[ValueView, ...] | WithheldView
    activities: tuple[ActivityView, ...] | WithheldView
    timing: tuple[ValueView, ...] | WithheldView
    links: tuple[ValueView, ...] | WithheldView
    related: tuple[ValueView, ...] | WithheldView
    jads: tuple[ValueView, ...] | WithheldView
    other: tuple[LabelledView, ...] | WithheldView


class GoalView(View):
    """A strategic goal and its actions."""

    ref: str
    start: int
    end: int
    title: ValueView
    objective: ValueView | None
    wording: ValueView | None
    """The goal as worded elsewhere in the same plan, when it is."""
    actions: tuple[ActionView, ...]


class ChapterView(View):
    """A chapter of measures."""

    ref: str
    start: int
    end: int
    title: ValueView


class MeasureView(View):
    """A numbered measure: its summary bullets and the paragraphs of its annex part."""

    ref: str
    chapter: str
    start: int
    end: int
    title: ValueView
    summary: tuple[ValueView, ...]
    annex_title: ValueView | None
    annex: tuple[ValueView, ...]


class SectionView(View):
    """A numbered section, nested by `parent`, or one of the stretches around them (Preamble)."""

    ref: str
    parent: str | None
    start: int
    end: int
    title: ValueView | None


class RedactionView(ValueView):
    """The words that stand in place of withheld text: where, how much, and what is withheld."""

    ref: str
    scope: Literal["phrase", "passage", "section", "rest"]
    label: str | None
    page: str | None


class PlanView(View):
    """A parsed document: its heading, goals and actions, measures, sections, redactions."""

    id: str
    title: str
    kind: Literal["plan", "measures", "other"]
    year: int | None
    priority: ValueView | None
    driver: ActorView | None
    marking: ValueView | None
    goals: tuple[GoalView, ...]
    chapters: tuple[ChapterView, ...]
    measures: tuple[MeasureView, ...]
    sections: tuple[SectionView, ...]
    redactions: tuple[RedactionView, ...]


def plan_view(document: Document, text: str) -> PlanView:
    """Return the typed plan of a document; `text` is its canonical text."""
    fields = {name: getattr(document, name, None) for name in PlanView.model_fields}
    return PlanView.model_validate(
        {
            **fields,
            "priority": document.heading.priority,
            "driver": document.heading.driver,
            "marking": document.heading.marking,
            "goals": tuple(_goal_fields(goal, document) for goal in document.goals),
            "redactions": tuple(
                {**redaction.model_dump(), "value": redaction.quote(text)}
                for redaction in document.redactions
            ),
        }
    )


def action_view(action: Action, redactions: Iterable[Redaction]) -> ActionView:
    """Return an action; where its sheet is withheld, each field says so instead."""
    fields = {name: getattr(action, name) for name in ActionView.model_fields}
    if action.withheld:
        notice = _withholding(action, tuple(redactions))
        gap = WithheldView(start=notice.start, end=notice.end)
        hidden = fields.keys() - {"ref", "start", "end", "title"}
        return ActionView.model_validate({**fields, **dict.fromkeys(hidden, gap)})
    return ActionView.model_validate({**fields, "summary": _one(action.summary)})


def _goal_fields(goal: Goal, document: Document) -> dict[str, object]:
    fields = {name: getattr(goal, name) for name in GoalView.model_fields}
    actions = tuple(action_view(action, document.redactions) for action in goal.actions)
    return {**fields, "actions": actions}


def _withholding(action: Action, redactions: tuple[Redaction, ...]) -> Span:
    """Return the notice that withholds an action's sheet: that of the widest scope."""
    by_scope = {redaction.scope: redaction for redaction in reversed(redactions)}
    return by_scope.get("rest") or by_scope.get("section") or action


def _one(values: tuple[Value, ...]) -> ValueView | tuple[()]:
    """Join the paragraphs of a field to one value; an empty list for none."""
    if not values:
        return ()
    words = "\n".join(value.value for value in values)
    return ValueView(value=words, start=values[0].start, end=values[-1].end)
