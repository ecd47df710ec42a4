"""What a report says in a sentence, with the parts of the sentence as data for other languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Self

SENTENCES = {
    "missing_of": "{ref} is missing from {goal}",
    "missing": "{ref} is missing",
    "no_sheet": "{ref} is in the overview and has no sheet",
    "other_leader": "{ref}: the overview has {overview} as leader, the sheet {sheet}",
    "not_listed": "{ref} has a sheet and is not in the overview",
    "worded_otherwise": "{ref} is worded differently in {place} and at its actions",
    "no_form": "no known form fits: sections and passages were read, actions were not",
    "generic_form": "no known form fits: read by labels and numbers, {share} understood",
    "labels": "labels that no form knows, kept under their own name: {labels}",
    "no_leader": "{ref} has no leader",
    "doubled": "{ref} occurs {times} times",
    "no_call": "no call found for {refs}",
}
"""The sentences in English by their kind; {braces} are filled in."""


class Finding(str):
    """A sentence in English that also holds its kind and what is filled in."""

    __slots__ = ("given", "kind")

    kind: str
    """A key of `SENTENCES`."""
    given: Mapping[str, object]

    @classmethod
    def of(cls, kind: str, **given: object) -> Self:
        """Return the sentence of a kind with its gaps filled in."""
        made = cls(SENTENCES[kind].format(**given))
        made.kind, made.given = kind, MappingProxyType(given)
        return made
