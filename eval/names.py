"""What people call a plan, an action, an actor: every name by language, the usual one first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from eval.wordings import data
from ingest.actors import actor
from ingest.model import Document

LANGUAGES = ("de", "fr", "it", "es")
_COUNTRIES = ("member_state", "third_country")
_ISO = {"EL": "GR", "UK": "GB"}


@dataclass(frozen=True, slots=True)
class Name:
    """One way to call something; a plural one wants "do" and "are"."""

    text: str
    plural: bool = False


Names = Mapping[str, tuple[Name, ...]]
"""By language ("en", "de"); what has no name in a language isn't asked for in it."""


def plan_names(document: Document, documents: Sequence[Document]) -> Names:
    """Return what tells a document from all others: its year, else its year and its subject.

    Nothing when neither does.
    """
    alike = [d for d in documents if d.year == document.year and d.kind == document.kind]
    if document.year is None or document.kind == "other":
        return {}
    if len(alike) == 1:
        return _filled(document.kind, year=str(document.year))
    subject = _subject(document)
    if not subject or [_subject(other) for other in alike].count(subject) > 1:
        return {}
    return _filled("plan_on", year=str(document.year), subject=subject)


def _subject(document: Document) -> str:
    priority = document.heading.priority
    return priority.value.strip("\"'").lower() if priority else ""


def ref_names(kind: str, ref: str) -> Names:
    """Return the names of an "action", "goal", "measure" or "chapter" of a plan."""
    return _filled(kind, number=ref.partition(" ")[2])


def _filled(kind: str, **values: str) -> Names:
    return {
        language: tuple(Name(words.format(**_in(language, values))) for words in wordings)
        for language, wordings in data().names[kind].items()
    }


def _in(language: str, values: dict[str, str]) -> dict[str, str]:
    """Return what names are filled with, the subject of a plan as the language has it."""
    subject = values.get("subject", "")
    known = data().subjects.get(subject, data().subjects["other"])
    return {**values, "subject": known.get(language, "{subject}").format(subject=subject)}


def same_in_all(words: str) -> Names:
    """Return the one name of something that is called the same in every language."""
    return {language: (Name(words),) for language in ("en", *LANGUAGES)}


def actor_names(code: str) -> Names:
    """Return the names of an actor: its name, its code, its people, its former and full names."""
    known = actor(code)
    if known is None:
        return {}
    usual = data().countries.get(code, known.name)
    if usual.startswith(data().with_the):
        usual = f"the {usual}"
    others = [Name(code), *(Name(other) for other in data().other_names.get(code, ()))]
    people = [Name(data().demonyms[code], plural=True)] if code in data().demonyms else []
    english = tuple(dict.fromkeys([Name(usual), *people, *others]))
    country = known.kind in _COUNTRIES
    foreign = {lang: (_foreign(code, lang, country) or Name(known.name),) for lang in LANGUAGES}
    return {"en": english, **foreign}


def _foreign(code: str, language: str, country: bool) -> Name | None:
    """Return a name in another language, with its article; None for what has none of its own."""
    name = data().foreign_names.get(code, {}).get(language)
    if not country:
        return Name(name) if name else None
    name = name or _locale(language).territories[_ISO.get(code, code)]
    return Name(data().articles[language].before(code, name) + name)


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(language)
