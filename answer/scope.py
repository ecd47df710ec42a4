"""Which documents does a question speak of?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.cues import told
from answer.library import Library
from answer.mentions import Mentions
from answer.named_plans import (
    fitting_documents,
    named_by_subject,
    says_draft,
    says_plan,
    tells_subject,
)
from answer.plan_names import document_number
from answer.query import Scope
from answer.select.linked import without_linked
from answer.subjects import subject_phrases
from answer.words import contains, document_stems, stems, tokens, vocabulary
from ingest.model import Document

# "2022"
_YEAR = re.compile(r"20[0-4]\d")
# "the two plans for 2022", "both OAPs", "the 2022 plans"
_PLURAL = re.compile(r"\b(?:plans|oaps|papers|documents)\b", re.IGNORECASE)
# "of the two OAP 2022", from other languages
_TWO_PLANS = re.compile(r"\b(?:two|both) (?:20\d\d )?(?:oap|plan)s?\b", re.IGNORECASE)
# "the measure on liaison officers", "measure dealing with judges"
_THE_MEASURE = re.compile(
    r"(?:^\W*|\b(?:the|which|what|a|any|one|council) )(?:[\w-]+ )?measure "
    r"(?:on|about|for|against|to|regarding|concerning|dealing|that|is|which|covers?|with)\b",
    re.IGNORECASE,
)
# "all four action plans", "each plan", "over the years"
_EVERY_PLAN = re.compile(
    r"\b(?:all|each|every|four|across)(?: of)?(?: the| these)?(?: two| three| four)?"
    r"(?: operational| action)* (?:plan|oap)s?\b|\b(?:over|through|across) (?:the|all) years\b"
    r"|\byear by year\b",
    re.IGNORECASE,
)
# "according to one 2022 plan and according to the other"
_ONE_AND_OTHER = re.compile(r"\b(?:in|by|to|of|under|for) one\b.*\bthe other\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|two|each|the|les deux|beiden?|entrambi|ambos)\b", re.IGNORECASE)


_BEFORE_MEASURES = frozenset(
    [
        "which",
        "what",
        "list",
        "the",
        "all",
        "these",
        "those",
        "of",
        "council",
        "council's",
        "year",
        "many",
        "any",
        "some",
        "quelles",
        "welche",
        "quali",
        "qué",
        "les",
        "die",
        "le",
        "las",
        "sets",
        "concrete",
        "operational",
    ]
)
"""Words before "measures" that make it the paper's measures: "surveillance measures" are none."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question whose plans are looked for, and what it says of them all."""

    mentions: Mentions
    library: Library
    documents: Sequence[Document]
    """Those that may be meant."""
    measures: bool
    """True where it speaks of measures."""
    council: bool
    says_plan: bool
    several_plans: bool
    """True for "the 2012, 2018 and 2022 plans"; so means "each plan: 2012, 2018" by bare years."""

    def groups_of(self, name: str) -> list[tuple[str, ...]] | None:
        """Return the documents that a name may mean; None where its year has no document."""
        numbered = tuple(d.id for d in self.documents if document_number(d) == name)
        if numbered:
            return [numbered]
        years = _years_in(name)
        if not years and not tells_subject(name, self.library) and not says_draft(name):
            return []  # "the plan", "the document": one that is not said
        both = self._of_subjects(name, years) if years else []
        if len(both) > 1:
            return both
        alone = tells_subject(name, self.library) or _means_several(name, self.mentions)
        named_so = name if alone else f"{name} {_subject_told(self.mentions, self.library)}"
        fitting = fitting_documents(named_so, years, self._pool(name, years), self.library)
        if years and not fitting:
            return None
        if len(fitting) == len(self.documents):
            return []
        ids = tuple(d.id for d in self._of_kind(name, fitting))
        return [(key,) for key in ids] if years and alone else [ids]

    def _of_subjects(self, name: str, years: Sequence[int]) -> list[tuple[str, ...]]:
        """Return the plans of a year on several subjects, in the name or anywhere beside it."""
        question = self.mentions.question
        several = bool(_PLURAL.search(name) or _TWO_PLANS.search(question))
        several = several or told("compare", stems(question))
        own_year = _each_of_its_year(self.mentions.values("plan"), self.library)
        whole = (several and not own_year) or not tells_subject(name, self.library)
        return _by_subjects(years, question if whole else name, self.documents, self.library)

    def _pool(self, name: str, years: Sequence[int]) -> Sequence[Document]:
        """Return the documents among which a name is looked for."""
        papers = [d for d in self.documents if d.kind == "measures" and d.year in years]
        if (self.measures or self.council) and papers and not says_plan(name):
            return papers
        plans = [d for d in self.documents if d.kind == "plan" and d.year in years]
        listed = self.says_plan and not self.measures and bool(_YEAR.fullmatch(name))
        return plans if (self.several_plans or listed) and plans else self.documents

    def _of_kind(self, name: str, fitting: Sequence[Document]) -> Sequence[Document]:
        """Return those of some documents that are of the kind that the question speaks of."""
        papers = [d for d in fitting if d.kind == "measures"]
        if self.council and papers and not says_plan(name):
            return papers
        if self.measures or self.says_plan:
            return [d for d in fitting if (d.kind == "measures") == self.measures] or fitting
        return fitting

    def unnamed(self) -> list[tuple[str, ...]]:
        """Return what is meant without any name: "every plan", "measure 4", an action's plan."""
        question = self.mentions.question
        if _EVERY_PLAN.search(question):
            return [(d.id,) for d in self.documents if d.kind == "plan"]
        papers = [d for d in self.documents if d.kind == "measures"] if self.measures else []
        if papers:
            subjects = {subject for subject, _ in subject_phrases(question, self.library)}
            own = [d for d in papers if self.library.subject(d) in subjects]
            return [tuple(d.id for d in own or papers)]
        if not self.mentions.values("action"):
            return []
        alone = named_by_subject(stems(question), self.documents, self.library)
        return [alone] if alone else []


def find_scope(mentions: Mentions, library: Library, allowed: Sequence[str]) -> Scope:
    """Return the documents that a question means among the allowed ones.

    Without any mention of a plan, a year or a measure the scope is all of them, not explicit.
    """
    documents = [library.documents[key] for key in allowed]
    asked = _asked(_beside_links(mentions), documents, library)
    mentions = asked.mentions
    groups: list[tuple[str, ...]] = []
    unknown: list[int] = []
    dates: list[int] = []
    for name in mentions.values("plan"):
        found = asked.groups_of(name)
        groups += found or []
        if found is None:
            (unknown if _says_document(name) else dates).extend(_years_in(name))
    if not groups or told("count", stems(mentions.question)):
        unknown += dates  # beside a plan that there is, another year is a date
    if not groups and not unknown:
        groups = asked.unnamed()
    groups = _narrowest(_same_subject(groups, library))
    if len(groups) > 1:  # "how much for the OAP 2019, by the 2018 and by the 2024 measures?"
        spoken_of = {word for group in groups for key in group for word in library.held[key]}
        unknown = [year for year in unknown if str(year) not in spoken_of]
    union = tuple(d.id for d in documents if any(d.id in group for group in groups))
    years = [year for name in mentions.values("plan") for year in _years_in(name)]
    return Scope(
        documents=union or tuple(d.id for d in documents),
        explicit=bool(groups),
        years=tuple(dict.fromkeys(years)),
        groups=tuple(dict.fromkeys(groups)),
        unknown_years=tuple(dict.fromkeys(unknown)),
    )


def _asked(mentions: Mentions, documents: Sequence[Document], library: Library) -> _Asked:
    """Return a question with what it says of all the plans that it names."""
    names = mentions.values("plan")
    measures = _speaks_of_measures(mentions)
    return _Asked(
        mentions=mentions,
        library=library,
        documents=documents,
        measures=measures,
        council="COUNCIL" in mentions.values("actor"),
        says_plan=any(map(says_plan, names)),
        several_plans=not measures and any(says_plan(n) and _PLURAL.search(n) for n in names),
    )


def _years_in(name: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(name)]


def _each_of_its_year(names: Sequence[str], library: Library) -> bool:
    """Tell whether several plans are named with subject and year: "fraud 2021, drugs 2023"."""
    named = [name for name in names if _YEAR.search(name) and tells_subject(name, library)]
    return len(named) > 1


def _narrowest(groups: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return groups but for those that hold another one and more: "counterfeiting ... of 2026"."""
    sets = [set(group) for group in groups]
    return [g for g, own in zip(groups, sets, strict=True) if not any(s < own for s in sets)]


def _beside_links(mentions: Mentions) -> Mentions:
    """Return what a question names without the plan that actions are only linked to."""
    question = without_linked(mentions.question)
    kept = tuple(m for m in mentions.found if question[m.start : m.end].strip())
    return replace(mentions, question=question, found=kept)


def _by_subjects(
    years: Sequence[int], words: str, documents: Sequence[Document], library: Library
) -> list[tuple[str, ...]]:
    """Return a year's plan on each subject that some words name: "A or B in 2022"."""
    phrases = subject_phrases(words, library)
    told_apart = {
        subject: phrase
        for subject, phrase in phrases
        if not any(len(o) > len(phrase) and contains(list(o), phrase) for _, o in phrases)
    }
    found = (
        (subject, fitting_documents(" ".join(phrase), years, documents, library))
        for subject, phrase in told_apart.items()
    )
    groups = [
        tuple(d.id for d in fitting if library.subject(d) == subject) for subject, fitting in found
    ]
    return list(dict.fromkeys(group for group in groups if len(group) == 1))


def _means_several(mention: str, mentions: Mentions) -> bool:
    """Tell whether all plans of a year are meant: "the two plans for 2022", "one ... the other"."""
    if _ONE_AND_OTHER.search(mentions.question):
        return True
    return bool(_PLURAL.search(mention) and _BOTH.search(mentions.question))


def _subject_told(mentions: Mentions, library: Library) -> str:
    """Return the longest subject phrase anywhere in the question, for a bare year's mention."""
    found = [phrase for _, phrase in subject_phrases(mentions.question, library)]
    longest: tuple[str, ...] = max(found, key=lambda phrase: len(phrase), default=())
    return " ".join(longest)


def _says_document(mention: str) -> bool:
    """Tell whether a mention of a year names a document: "the 2020 plan", but not "in 2020"."""
    return bool(document_stems() & set(stems(mention)))


def _speaks_of_measures(mentions: Mentions) -> bool:
    if any(ref.startswith(("Measure ", "Chapter ")) for ref in mentions.refs):
        return True
    if _THE_MEASURE.search(mentions.question):
        return True
    words = [token.text.lower() for token in tokens(mentions.question)]
    known = {word for word in vocabulary().documents["measures"] if " " not in word}
    return any(
        word in known and (at == 0 or words[at - 1] in _BEFORE_MEASURES or words[at - 1].isdigit())
        for at, word in enumerate(words)
    )


def _same_subject(groups: list[tuple[str, ...]], library: Library) -> list[tuple[str, ...]]:
    """Narrow a year with several plans to the subject that another mention settles.

    "2012 and 2022": the plan of 2012 is on illegal immigration, so of the two plans of 2022 the
    one on migrant smuggling is meant, which is what that priority became.
    """
    settled = {library.subject(library.documents[group[0]]) for group in groups if len(group) == 1}
    narrowed = []
    for group in groups:
        same = tuple(key for key in group if library.subject(library.documents[key]) in settled)
        narrowed.append(same if len(group) > 1 and same else group)
    return narrowed
