"""Which documents does a question speak of?"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from answer.cues import told
from answer.library import Library
from answer.mentions import Mentions
from answer.plan_names import document_number
from answer.query import Scope
from answer.select.linked import without_linked
from answer.subjects import known_subjects, subject_phrases, subject_words
from answer.words import contains, document_stems, stem, stems, tokens, vocabulary
from ingest.model import Document

_CALLED_SO = 0.25
"""What it counts that a mention has the whole name of a document's priority."""
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


def find_scope(mentions: Mentions, library: Library, allowed: Sequence[str]) -> Scope:
    """Return the documents that a question means among the allowed ones.

    Without any mention of a plan, a year or a measure the scope is all of them, not explicit.
    """
    documents = [library.documents[key] for key in allowed]
    mentions = _beside_links(mentions)
    measures = _speaks_of_measures(mentions)
    groups: list[tuple[str, ...]] = []
    unknown: list[int] = []
    dates: list[int] = []
    years: list[int] = []
    council = "COUNCIL" in mentions.values("actor")
    says_plan = any(_says_plan(mention) for mention in mentions.values("plan"))
    several_plans = not measures and any(
        _says_plan(mention) and _PLURAL.search(mention) for mention in mentions.values("plan")
    )
    for mention in mentions.values("plan"):
        numbered = tuple(d.id for d in documents if document_number(d) == mention)
        if numbered:
            groups.append(numbered)
            continue
        named = [int(year) for year in _YEAR.findall(mention)]
        years += named
        if not named and not _tells_subject(mention, library) and not _says_draft(mention):
            continue  # "the plan", "the document": one that is not said
        if named:
            several = bool(_PLURAL.search(mention) or _TWO_PLANS.search(mentions.question))
            several = several or told("compare", stems(mentions.question))
            own_year = _each_of_its_year(mentions.values("plan"), library)
            whole = (several and not own_year) or not _tells_subject(mention, library)
            words = mentions.question if whole else mention
            both = _by_subjects(named, words, documents, library)
            if len(both) > 1:
                groups += both
                continue
        alone = _tells_subject(mention, library) or _means_several(mention, mentions)
        named_so = mention if alone else f"{mention} {_subject_told(mentions, library)}"
        on_year = [d for d in documents if d.kind == "measures" and d.year in named]
        plans = [d for d in documents if d.kind == "plan" and d.year in named]
        pool = documents
        if (measures or council) and on_year and not _says_plan(mention):
            pool = on_year
        elif several_plans and plans:  # "the 2012, 2018 and 2022 plans"
            pool = plans
        fitting = _fitting(named_so, named, pool, library)
        if named and not fitting:
            (unknown if _says_document(mention) else dates).extend(named)
        elif len(fitting) < len(documents):
            paper = [d for d in fitting if d.kind == "measures"]
            if council and paper and not _says_plan(mention):
                fitting = paper
            elif measures or says_plan:
                fitting = [d for d in fitting if (d.kind == "measures") == measures] or fitting
            ids = tuple(d.id for d in fitting)
            groups += [(key,) for key in ids] if named and alone else [ids]
    if not groups or told("count", stems(mentions.question)):
        unknown += dates  # beside a plan that there is, another year is a date
    if not groups and not unknown and _EVERY_PLAN.search(mentions.question):
        groups = [(d.id,) for d in documents if d.kind == "plan"]
    if not groups and not unknown and measures:
        papers = [d for d in documents if d.kind == "measures"]
        subjects = {subject for subject, _ in subject_phrases(mentions.question, library)}
        papers = [d for d in papers if library.subject(d) in subjects] or papers
        groups = [tuple(d.id for d in papers)] if papers else []
    if not groups and not unknown and mentions.values("action"):
        named_alone = _named_by_subject(stems(mentions.question), documents, library)
        groups = [named_alone] if named_alone else []
    groups = _narrowest(_same_subject(groups, library))
    if len(groups) > 1:  # "how much for the OAP 2019, by the 2018 and by the 2024 measures?"
        spoken_of = {word for group in groups for key in group for word in library.held[key]}
        unknown = [year for year in unknown if str(year) not in spoken_of]
    union = tuple(d.id for d in documents if any(d.id in group for group in groups))
    return Scope(
        documents=union or tuple(d.id for d in documents),
        explicit=bool(groups),
        years=tuple(dict.fromkeys(years)),
        groups=tuple(dict.fromkeys(groups)),
        unknown_years=tuple(dict.fromkeys(unknown)),
    )


def _each_of_its_year(names: Sequence[str], library: Library) -> bool:
    """Tell whether several plans are named with subject and year: "fraud 2021, drugs 2023"."""
    named = [name for name in names if _YEAR.search(name) and _tells_subject(name, library)]
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
        (subject, _fitting(" ".join(phrase), years, documents, library))
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


def _tells_subject(mention: str, library: Library) -> bool:
    return bool(set(stems(mention)) & subject_words(library))


def _subject_told(mentions: Mentions, library: Library) -> str:
    """Return the longest subject phrase anywhere in the question, for a bare year's mention."""
    found = [phrase for _, phrase in subject_phrases(mentions.question, library)]
    longest: tuple[str, ...] = max(found, key=lambda phrase: len(phrase), default=())
    return " ".join(longest)


def _says_draft(mention: str) -> bool:
    return bool({stem(word) for word in vocabulary().documents["draft"]} & set(stems(mention)))


def _says_plan(mention: str) -> bool:
    plans = {stem(word) for word in vocabulary().documents["plan"] if " " not in word}
    return bool(plans & set(stems(mention)))


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


def _fitting(
    mention: str, years: Sequence[int], documents: Sequence[Document], library: Library
) -> list[Document]:
    """Return the documents that fit one mention best: by year, by draft, by subject."""
    fitting = [d for d in documents if not years or d.year in years]
    words = stems(mention)
    if {stem(word) for word in vocabulary().documents["draft"]} & set(words):
        drafts = [d for d in fitting if "draft" in d.title.lower()]
        every = library.generic_words
        drafts = [d for d in drafts if _subject_score(words, d, library, every)] or (
            drafts if not any(_subject_score(words, d, library, every) for d in fitting) else []
        )
        fitting = drafts or fitting
    if {stem(word) for word in vocabulary().documents["plan"] if " " not in word} & set(words):
        fitting = [d for d in fitting if d.kind != "measures"] or fitting
    shared = _shared_words(fitting) if years else library.generic_words
    scores = {d.id: _subject_score(words, d, library, shared) for d in fitting}
    best = max(scores.values(), default=0.0)
    return [d for d in fitting if scores[d.id] == best] if best else fitting


def _shared_words(documents: Sequence[Document]) -> frozenset[str]:
    """Return the stems that several of some documents have in their names: they tell none apart."""
    seen = Counter(word for document in documents for word in _own_words(document))
    return frozenset(word for word, number in seen.items() if number > 1 or word.isdigit())


def _own_words(document: Document) -> set[str]:
    """Return the stems of a document's title and priority, and of its file's name."""
    priority, called = document.heading.priority, document.id.replace("-", " ")
    return set(stems(f"{document.title} {priority.value if priority else ''} {called}"))


def _subject_score(
    words: Sequence[str], document: Document, library: Library, shared: frozenset[str]
) -> float:
    """Return how well the words of a mention name the subject of a document.

    Those that other documents in question `shared` tell least.
    """
    own = _own_words(document)
    subject = library.subject(document)
    phrases = [p for name, own in known_subjects(library) if name == subject for p in own]
    told = [tuple(stems(phrase)) for phrase in phrases]
    # "the drugs plan" may be any on drugs, though one has the word in its name
    own -= {phrase[0] for phrase in told if len(phrase) == 1}
    exact = max((len(phrase) for phrase in told if contains(list(words), phrase)), default=0)
    related = {s for phrase in told for s in phrase} - library.generic_words
    spoken = set(words) & subject_words(library)
    plainly = len(spoken & own - shared)
    priority = tuple(stems(document.heading.priority.value)) if document.heading.priority else ()
    called = bool(priority) and contains(list(words), priority)
    return plainly + 0.9 * len(spoken & related) + 0.5 * exact + _CALLED_SO * called


def _named_by_subject(
    words: Sequence[str], documents: Sequence[Document], library: Library
) -> tuple[str, ...]:
    """Return the plans whose subject stands beside an action's number: "2.3 on cultural goods".

    Half of the words that tell a subject are said, and no other plan's subject has them.
    """
    own = {
        d.id: set(stems(d.heading.priority.value)) & subject_words(library) - library.generic_words
        for d in documents
        if d.heading.priority
    }
    told = {key: subject & set(words) for key, subject in own.items()}
    fit = [key for key, said in told.items() if said and 2 * len(said) >= len(own[key])]
    said = {word for key in fit for word in told[key]}
    others = {word for key, subject in own.items() if key not in fit for word in subject}
    return (
        tuple(fit) if len({frozenset(own[key]) for key in fit}) == 1 and not said & others else ()
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
