"""A generated question before it is put into words: its kind, what it names, what is right."""

from collections.abc import Mapping
from dataclasses import dataclass

from answer.claims import Status
from eval.expected import Expected
from eval.names import Names
from ingest.model import Action, Document


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in all its wordings; `kind` is a key of `questions` in `variants.yaml`."""

    kind: str
    names: Mapping[str, Names]
    """What is named, by slot: "action", "plan"."""
    expected: Expected


@dataclass(frozen=True, slots=True)
class Plan:
    """A document and what it is called beside the others."""

    document: Document
    names: Names

    def ask(self, kind: str, expected: Expected, **names: Names) -> Asked:
        """Return a question about the document and what else is named."""
        return Asked(kind, {"plan": self.names, **names}, expected)

    def place(self, ref: str) -> tuple[str, str]:
        """Return a place of the document as citations name it."""
        return self.document.id, ref

    def actions(self) -> tuple[Action, ...]:
        """Return the actions whose sheets can be read."""
        return tuple(action for action in self.document.actions() if not action.withheld)


def withheld() -> Expected:
    """Return what is right about an action whose sheet is withheld: to say so."""
    return Expected(status=Status.REDACTED, exactly=False)
