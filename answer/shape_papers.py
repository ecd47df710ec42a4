"""The shape of a question, and its rules for what papers say of themselves and in their parts.

Covers, measures, chapters and footnotes answer as a whole, whatever the verb.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.cues import told
from answer.intents import Intent
from answer.patterns import ACTIONS
from answer.words import Token

NO_FIELD = ("passage", "list", "count", "rank", "summary")
"""Kinds that a question about a field of an action that it names may be mistaken for."""
_COMPARED = ("marking", "sender", "addressee", "previous")
"""What covers may be compared by: words for all else are topics as well."""
_COVER = ("sender", "addressee", "previous", "letter", "driver", "number", "marking", "date")


@dataclass(frozen=True, slots=True)
class Shape:
    """A question's words, what it names, and whether it means a certain action."""

    question: str
    spoken: Sequence[Token]
    named: frozenset[str]
    has_action: bool

    @property
    def words(self) -> list[str]:
        """Return the stems of its words."""
        return [token.stem for token in self.spoken]

    def polar(self) -> bool:
        """Tell whether a yes or a no is wanted: nothing asks who, which, what, how many.

        "Is it Spain who leads it?" does not ask who.
        """
        if self.words[:2] == ["is", "it"]:
            return True
        return not told("asks", self.words) and not told("count", self.words)

    def several(self) -> bool:
        """Tell whether it asks for actions, not about one."""
        return bool(ACTIONS.search(self.question)) and "action" not in self.named


def of_part(intent: Intent, shape: Shape) -> Intent:
    """A summary of a measure, footnote or chapter that is named, whatever the verb."""
    if "footnote" in shape.named and intent.kind not in ("refuse", "compare"):
        return replace(intent, kind="summary", aspect="any")
    if "chapter" in shape.named and told("summarise", shape.words):
        return replace(intent, kind="summary", aspect="any")
    listed = told("measures", shape.words) and not told("summarise", shape.words)
    if "chapter" in shape.named and listed and intent.kind in (*NO_FIELD, "field"):
        counted = told("count", shape.words)
        return replace(intent, kind="count" if counted else "list", aspect="measures")
    told_of = "measure" in shape.named and intent.kind in (*NO_FIELD, "field", "define")
    return replace(intent, kind="summary", aspect="any") if told_of else intent


def of_cover(intent: Intent, shape: Shape) -> Intent:
    """What a plan's cover page says, for a question near to one about another field."""
    wanted = (intent.kind, intent.aspect)
    if wanted == ("meta", "date") and told("jad", shape.words):
        return replace(intent, kind="field", aspect="jad")  # "the dates of its joint action day"
    compared = wanted == ("compare", "any") and not shape.several()
    dated = wanted == ("meta", "date")
    other = compared or dated or wanted in (("field", "other"), ("meta", "driver"))
    if not other or "plan" not in shape.named or shape.named & {"action", "goal", "measure"}:
        return intent
    cues = _COMPARED if compared else ("previous",) if dated else _COVER
    cover = next((cue for cue in cues if told(cue, shape.words)), None)
    return replace(intent, kind="meta", aspect=cover) if cover else intent
