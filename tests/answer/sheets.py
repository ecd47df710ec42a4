"""Questions with known answers, made from the parsed plans by `eval.generated`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zlib import crc32

from answer.claims import Answer
from answer.query import Query
from eval.asked import Asked
from eval.generated import generated
from eval.variants import as_written
from ingest.facts import FactStore

Ask = Callable[..., Answer]
Read = Callable[..., Query]

FOLLOW_UPS = {
    "leader": "Who leads it?",
    "co_leader": "and who is the co-leader?",
    "participants": "And who participates?",
    "kpi": "What are its KPIs?",
    "timing": "and when?",
}
"""By kind of question: how it is put when the action has just been spoken of."""


@dataclass(frozen=True, slots=True)
class Question:
    """A generated question, ready to be asked."""

    asked: Asked

    def ask(self) -> str:
        """Return the question as written."""
        return as_written(self.asked)


def questions(store: FactStore) -> Iterator[Question]:
    """Yield every second question about the stored documents, chosen by its words."""
    for asked in generated(store.documents()):
        if crc32(as_written(asked).encode()) % 2:
            yield Question(asked)
