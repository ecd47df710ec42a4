"""How things are called in answers: plans, actions, actors, lists of them."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from answer.draft import Evidence, evidence_at
from ingest.actors import display_name
from ingest.model import Action, ActorValue, Document, Field, Goal, Span
from ingest.text import clean

_MAX_TITLE_CHARS = 110
_LONG_TITLE_CHARS = 200
_FEW = 8
"""Of so many actions the titles may be told at length."""
# a name or an acronym inside a sentence, a figure
_NAMES = re.compile(r"(?<=[^.!?:\s] )[A-Z][\w-]+|\b\d[\d.,]*")
# "... of migrants. Frontex will ...", not after "e.g. boats"
_NEXT_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")

_LONG_SUBJECT = 60
"""A priority of more characters is told in the words of the title, where those are fewer."""
# "Operational Action Plan 2024: Drugs trafficking: cocaine, cannabis, heroin"
_TITLED = re.compile(r"(?i:action plan)[\s\d-]*[:–-]\s*([^\W\d].{3,})$")


def plan_name(document: Document) -> str:
    """Return a document's short name: "2022 plan on migrant smuggling"."""
    year = f"{document.year} " if document.year else ""
    if document.kind == "measures":
        return f"{year}set of Council measures"
    if document.kind != "plan":
        return document.title
    draft = "draft " if document.title.lower().startswith("draft") else ""
    subject = _subject(document)
    return f"{year}{draft}plan" + (f" on {lower_first(subject)}" if subject else "")


def _subject(document: Document) -> str:
    """Return what a plan is on: its priority, or what its title says in fewer words."""
    priority = document.heading.priority
    if priority is None or len(priority.value) <= _LONG_SUBJECT:
        return priority.value if priority else ""
    titled = _TITLED.search(document.title)
    return min(priority.value, titled[1] if titled else priority.value, key=len)


def lower_first(words: str) -> str:
    """Return words in small letters, abbreviations left as they are: "EU crime" is "EU crime"."""
    return " ".join(w if w[1:].isupper() and len(w) > 1 else w.lower() for w in words.split())


def actor_name(actor: ActorValue) -> str:
    """Return an actor's name with its code: "Spain (ES)"; free text as it is printed."""
    return display_name(actor.code) if actor.code else f"“{actor.value}”"


def actor_names(actors: Sequence[ActorValue]) -> str:
    """Return several actors as a phrase: "Hungary (HU), Austria (AT) and Frontex"."""
    return joined([actor_name(actor) for actor in actors])


def led_by(action: Action) -> str:
    """Return " — led by Spain (ES)"; nothing where no leader is named or all are withheld."""
    return f" — led by {actor_names(action.leaders)}" if action.leaders else ""


def display_names(codes: Sequence[str]) -> str:
    """Return the names of actors by their codes, as a phrase: "Spain (ES) and Frontex"."""
    return joined([display_name(code) for code in codes])


def joined(words: Sequence[str]) -> str:
    """Join words as a sentence does: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def shortened(words: str, max_chars: int = _MAX_TITLE_CHARS) -> str:
    """Return words cut at a word's end, with an ellipsis, when they are longer than allowed."""
    if len(words) <= max_chars:
        return words
    return words[: words.rfind(" ", 0, max_chars)].rstrip(" ,;:") + " …"


def title_among(action: Action, number: int) -> str:
    """Return the title of one of a number of actions in a list: the fewer, the longer."""
    return shortened(action.title.value, _LONG_TITLE_CHARS if number <= _FEW else _MAX_TITLE_CHARS)


def action_label(action: Action) -> str:
    """Return an action as "OA 2.8 (Reducing migrant smuggling ...)"."""
    if not any(char.isalpha() for char in action.title.value.removeprefix(action.ref)):
        return action.ref  # the form gives it no title
    return f"{action.ref} ({shortened(action.title.value)})"


def action_in_plan(document: Document, action: Action) -> str:
    """Return an action with its plan: "**OA 2.8** (...) of the 2022 plan on migrant smuggling"."""
    label = action_label(action).removeprefix(action.ref)
    return f"**{action.ref}**{label} of the {plan_name(document)}"


def first_sentences(words: str, max_chars: int = 320) -> str:
    """Return as many whole sentences as fit, at least one, cut when that one is too long."""
    kept = ""
    for sentence in _NEXT_SENTENCE.split(words):
        if kept and len(kept) + len(sentence) > max_chars:
            break
        kept = f"{kept} {sentence}".strip()
    return shortened(kept, max_chars + 80)


def telling_sentences(words: str, max_chars: int) -> str:
    """Return the sentences that tell most, in their order: the first, then those that name most.

    Names of actors and of places, acronyms and figures count; "…" stands for what is left out.
    """
    sentences = _NEXT_SENTENCE.split(words)
    ranked = sorted(range(1, len(sentences)), key=lambda i: (-len(_NAMES.findall(sentences[i])), i))
    kept, left = {0}, max_chars - len(sentences[0])
    for place in ranked:
        if len(sentences[place]) <= left:
            kept.add(place)
            left -= len(sentences[place])
    told = shortened(sentences[0], max_chars + 80)
    for before, place in itertools.pairwise(sorted(kept)):
        told += f"{' … ' if place > before + 1 else ' '}{sentences[place]}"
    return told + (" …" if max(kept) < len(sentences) - 1 else "")


def field_evidence(document: Document, action: Action, field: Field) -> Iterator[Evidence]:
    """Yield the printed rows of a field of an action; the values where no row is known."""
    rows = [row for row in action.rows if row.field == field.value]
    spans: Iterable[Span] = rows or action.values(field)
    for span in spans:
        yield evidence_at(document.id, action.ref, span, field.value)


def title_evidence(document: Document, action: Action) -> Evidence:
    """Return where an action's title stands: in the overview, or in its row."""
    return evidence_at(document.id, action.ref, action.title, Field.TITLE.value)


def goal_evidence(document: Document, goal: Goal) -> Evidence:
    """Return where a goal's title stands."""
    return evidence_at(document.id, goal.ref, goal.title, "title")


def number_text(number: float) -> str:
    """Return a number as people write it: 200, 4.6, 5,000."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def counted(number: int, noun: str) -> str:
    """Return "1 action", "2 actions"."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def without_bullet(passage: str) -> str:
    """Return the words of a passage on one line, without the bullet that it may open with."""
    return clean(passage).lstrip("·•◆-– ")
