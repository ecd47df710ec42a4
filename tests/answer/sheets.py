"""Questions with known answers, made from the parsed plans, and other ways to ask the same.

The golden facts of `tests/ingest` say that the plans are parsed right; here it is checked that
what is asked about them comes back whole, and nothing else with it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from answer.claims import Answer, Status
from answer.query import Query
from ingest.actors import actor, find_actors
from ingest.facts import ROLES, FactStore, covers_all_members
from ingest.model import Action, ActorValue, Document, Field

Ask = Callable[..., Answer]
Read = Callable[..., Query]

PLANS = {
    "oap-2012-illegal-immigration": "2012 plan",
    "oap-2022-migrant-smuggling": "2022 migrant smuggling plan",
}
FIELD_WORDINGS: dict[str, tuple[str, ...]] = {
    "leader": (
        "Who leads {ref} of the {plan}?",
        "Which country or agency is in charge of {ref} in the {plan}?",
        "In the {plan}, action {number} is led by whom?",
    ),
    "co_leader": (
        "Who is the co-leader of {ref} in the {plan}?",
        "Does {ref} of the {plan} have co-leaders, and if so which?",
        "Name the co-leader of action {number}, {plan}.",
    ),
    "participants": (
        "Who participates in {ref} of the {plan}?",
        "Which countries and agencies take part in action {number} under the {plan}?",
        "List the participants of {ref} in the {plan}.",
    ),
    "kpi": (
        "What are the KPIs of {ref} in the {plan}?",
        "Which key performance indicators are set for action {number} of the {plan}?",
        "How is the success of {ref} measured in the {plan}?",
    ),
    "timing": (
        "What is the timing of {ref} in the {plan}?",
        "When do the activities of action {number} of the {plan} take place?",
        "What is the schedule for {ref}, {plan}?",
    ),
}
FOREIGN_PLANS = {
    "oap-2012-illegal-immigration": {
        "de": "im Plan 2012",
        "fr": "du plan 2012",
        "it": "del piano 2012",
        "es": "del plan 2012",
    },
    "oap-2022-migrant-smuggling": {
        "de": "im Plan 2022 zur Migrantenschleusung",
        "fr": "du plan 2022 sur le trafic de migrants",
        "it": "del piano 2022 sul traffico di migranti",
        "es": "del plan 2022 sobre el tráfico de migrantes",
    },
}
FOREIGN_WORDINGS: dict[str, dict[str, str]] = {
    "leader": {
        "de": "Wer leitet {ref} {plan}?",
        "fr": "Qui dirige {ref} {plan} ?",
        "it": "Chi guida {ref} {plan}?",
        "es": "¿Quién lidera {ref} {plan}?",
    },
    "participants": {
        "de": "Wer nimmt an {ref} {plan} teil?",
        "fr": "Qui participe à {ref} {plan} ?",
        "it": "Chi partecipa a {ref} {plan}?",
        "es": "¿Quién participa en {ref} {plan}?",
    },
    "kpi": {
        "de": "Welche Kennzahlen hat {ref} {plan}?",
        "fr": "Quels sont les indicateurs de {ref} {plan} ?",
        "it": "Quali sono gli indicatori di {ref} {plan}?",
        "es": "¿Cuáles son los indicadores de {ref} {plan}?",
    },
}
FOLLOW_UPS = {
    "leader": "Who leads it?",
    "co_leader": "and who is the co-leader?",
    "participants": "And who participates?",
    "kpi": "What are its KPIs?",
    "timing": "and when?",
}
ROLE_WORDINGS: dict[str, tuple[str, ...]] = {
    "leader": (
        "Which actions does {actor} lead in the {plan}?",
        "List all operational actions of the {plan} that are led by {actor}.",
        "What is led by {actor} under the {plan}?",
    ),
    "co_leader": (
        "Which actions does {actor} co-lead in the {plan}?",
        "In which actions of the {plan} is {actor} a co-leader?",
        "Show me the actions of the {plan} with {actor} as co-leader.",
    ),
    "participant": (
        "In which actions of the {plan} does {actor} participate?",
        "Which actions of the {plan} have {actor} as a participant?",
        "List the actions in the {plan} that {actor} takes part in.",
    ),
}
COUNT_WORDINGS: dict[str, tuple[str, ...]] = {
    "leader": (
        "How many actions does {actor} lead in the {plan}?",
        "What is the number of actions led by {actor} in the {plan}?",
    ),
    "co_leader": (
        "How many actions does {actor} co-lead in the {plan}?",
        "In how many actions of the {plan} is {actor} a co-leader?",
    ),
    "participant": (
        "In how many actions of the {plan} does {actor} participate?",
        "How many actions of the {plan} have {actor} as participant?",
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what any right answer to it holds, and how else it may be put."""

    family: str
    wordings: tuple[str, ...]
    check: Callable[[Answer], str]
    """Returns what is wrong with an answer to it, or nothing."""
    code: str | None = None
    """The actor that is filled in for {actor}."""
    foreign: tuple[str, ...] = ()
    """The question in other languages."""
    follow_up: tuple[str, str] | None = None
    """A question before, and the one that leans on it."""

    def ask(self, wording: int = 0, name: str | None = None) -> str:
        """Return the question in one of its wordings, with the actor under one of its names."""
        words = self.wordings[wording]
        return words.replace("{actor}", name or name_of(self.code)) if self.code else words


def name_of(code: str | None) -> str:
    """Return the name of an actor as people write it in a sentence."""
    known = actor(code or "")
    name = known.name if known else str(code)
    return f"the {name}" if name.startswith(("United", "European", "Czech Republic")) else name


def questions(store: FactStore) -> Iterator[Asked]:
    """Yield questions about every action and actor of the plans whose sheets can be read."""
    for key, plan in PLANS.items():
        document = store.document(key)
        for action in document.actions():
            yield from _about_action(document, action, plan)
        yield from _about_actors(document, plan)


def _about_action(document: Document, action: Action, plan: str) -> Iterator[Asked]:
    checks = {
        "leader": _leaders(document, action),
        "co_leader": _actors(document, action, Field.CO_LEADER),
        "participants": _actors(document, action, Field.PARTICIPANTS),
        "kpi": _lines(document, action, [kpi.value for kpi in action.kpis], {"kpi", "target"}),
        "timing": _timing(document, action),
    }
    for family, check in checks.items():
        wordings = (
            words.format(ref=action.ref, number=action.ref[3:], plan=plan)
            for words in FIELD_WORDINGS[family]
        )
        foreign = (
            words.format(ref=action.ref, plan=FOREIGN_PLANS[document.id][language])
            for language, words in FOREIGN_WORDINGS.get(family, {}).items()
        )
        before = f"What is {action.ref} of the {plan} about?"
        yield Asked(
            f"{document.year} {family}",
            tuple(wordings),
            check,
            foreign=tuple(foreign),
            follow_up=(before, FOLLOW_UPS[family]),
        )


def _about_actors(document: Document, plan: str) -> Iterator[Asked]:
    codes = sorted({a.code for action in document.actions() for a in actors_of(action) if a.code})
    for code in codes:
        if code == "ALL_MS" or actor(code) is None:
            continue
        for role in ROLES:
            refs = refs_by_role(document, code, role)
            for kind, wordings in (("list", ROLE_WORDINGS), ("count", COUNT_WORDINGS)):
                filled = tuple(w.replace("{plan}", plan) for w in wordings[role])
                check = _listing(document, refs, counted=kind == "count")
                yield Asked(f"{document.year} {kind} {role}", filled, check, code)


def actors_of(action: Action) -> tuple[ActorValue, ...]:
    """Return the actors of an action in any role."""
    return (*action.leaders, *action.co_leaders, *action.participants)


def refs_by_role(document: Document, code: str, role: str) -> list[str]:
    """Return the actions in which an actor has a role, in "All MS" too."""
    return [
        action.ref
        for action in document.actions()
        if any(getattr(value, "code", None) == code for value in action.values(ROLES[role]))
        or (role == "participant" and covers_all_members(action, code, document.year))
    ]


def _leaders(document: Document, action: Action) -> Callable[[Answer], str]:
    def check(answer: Answer) -> str:
        told = answer.answer.partition("Footnote")[0]
        before, _, _ = told.partition(", with co-leader")
        led, _, _ = before.partition(", in cooperation")
        lacking = _wrong_actors(led, action.leaders)
        return lacking or _wrong_places(answer, document, action, {"leader", "co_leader", None})

    return check


def _actors(document: Document, action: Action, field: Field) -> Callable[[Answer], str]:
    values = [value for value in action.values(field) if isinstance(value, ActorValue)]

    def check(answer: Answer) -> str:
        if not values:
            said = "no co-leader" in answer.answer or "no participants" in answer.answer
            return "" if said else f"does not say that there is none: {answer.answer[:80]}"
        return _wrong_actors(answer.answer, values) or _wrong_places(
            answer, document, action, {field.value}
        )

    return check


def _wrong_actors(words: str, values: Sequence[ActorValue]) -> str:
    """Return which actors are too many or too few in words that should name exactly these."""
    free = [value.value for value in values if not value.code]
    if any(value not in words for value in free):
        return f"lacks {free}"
    for value in free:
        words = words.replace(value, "")
    words = re.sub(r"\*\*OA [\d.]+\*\* \(.*?\) of the", "", words)  # titles name actors too
    named = {mention.code for mention in find_actors(words)}
    wanted = {value.code for value in values if value.code and actor(value.code)}
    unknown = [v.code for v in values if v.code and not actor(v.code) and v.code not in words]
    if named == wanted and not unknown:
        return ""
    return f"lacks {sorted(wanted - named)} {unknown}, has {sorted(named - wanted)}"


def _wrong_places(
    answer: Answer, document: Document, action: Action, fields: set[str | None]
) -> str:
    places = {(c.document_id, c.ref, c.field) for c in answer.citations}
    notes = {(document.id, ref, None) for ref in action.notes}
    allowed = {(document.id, action.ref, field) for field in fields} | notes
    if not places - notes:
        return "cites nothing"
    return f"cites {sorted(map(str, places - allowed))}" if places - allowed else ""


def _lines(
    document: Document, action: Action, wanted: Iterable[str], fields: set[str | None]
) -> Callable[[Answer], str]:
    """Return a check that an answer holds all of some values, cited in these fields alone."""

    def check(answer: Answer) -> str:
        lacking = [value for value in wanted if folded(value) not in folded(answer.answer)]
        if lacking:
            return f"lacks {lacking[0][:60]!r}"
        return _wrong_places(answer, document, action, fields) if wanted else ""

    return check


def _timing(document: Document, action: Action) -> Callable[[Answer], str]:
    if action.timing:
        return _lines(document, action, [v.value for v in action.timing], {"timing"})
    timings = [a.timing for a in action.activities if a.timing]
    check_lines = _lines(document, action, timings, {"activity"})

    def check(answer: Answer) -> str:
        given = [a.timing for a in action.activities if a.timing]
        told = re.findall(r" — ([^—\n]*?) (?:\[\d+\])+$", answer.answer, re.MULTILINE)
        told = [timing for timing in told if timing != "no timing given"]
        return "" if told == given and not check_lines(answer) else f"tells {told}, not {given}"

    return check


def folded(words: str) -> str:
    """Fold what does not matter: closing dots, spaces, case."""
    return re.sub(r"\s+", " ", words).strip(" .;").lower()


def _listing(document: Document, refs: list[str], counted: bool) -> Callable[[Answer], str]:
    def check(answer: Answer) -> str:
        cited = {(c.document_id, c.ref) for c in answer.citations}
        wanted = {(document.id, ref) for ref in refs}
        if cited != wanted:
            lacking, extra = sorted(wanted - cited), sorted(cited - wanted)
            return f"{answer.status}: lacks {lacking[:4]}, has {extra[:4]}"
        if not refs:
            return "" if answer.status == Status.NOT_FOUND else f"{answer.status} for none"
        if counted and not re.search(rf"\b{len(refs)} actions?\b", answer.answer):
            return f"does not count {len(refs)}"
        return ""

    return check


def unpunctuated(question: str) -> str:
    """Return a question without the marks that part its words."""
    return re.sub(r"[?,;:!]|\.(?!\d)", "", question)


def misspelt(question: str) -> str:
    """Return a question with two letters swapped in one of its words of six letters or more."""
    words = [m for m in re.finditer(r"[A-Za-z]{6,}", question) if not m.group().isupper()]
    if not words:
        return question
    seed = crc32(question.encode())
    word = words[seed % len(words)]
    letters = word.group()
    places = [i for i in range(1, len(letters) - 2) if letters[i] != letters[i + 1]]
    at = word.start() + places[(seed >> 8) % len(places)]
    return question[:at] + question[at + 1] + question[at] + question[at + 2 :]


def other_names(code: str) -> list[str]:
    """Return an actor's code, its other code and its demonym, where it has them."""
    if code in ("EL", "UK"):
        return [code, {"EL": "GR", "UK": "GB"}[code], {"EL": "Greece", "UK": "Britain"}[code]]
    known = actor(code)
    country = known is not None and known.kind in ("member_state", "third_country")
    if not country or known is None:
        return [code]
    people = {
        "DE": "the Germans",
        "ES": "the Spanish",
        "FR": "the French",
        "IT": "the Italians",
        "PL": "the Poles",
        "PT": "the Portuguese",
        "AT": "the Austrians",
        "HU": "the Hungarians",
        "RO": "the Romanians",
        "SE": "the Swedes",
        "FI": "the Finns",
        "NL": "the Dutch",
        "CH": "the Swiss",
        "RS": "the Serbs",
        "BG": "the Bulgarians",
    }
    return [code, people[code]] if code in people else [code]
