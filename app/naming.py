"""What plans, actors, days and numbers are called in the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from answer.phrasing import lower_first
from app.interface import DEFAULT, Interface
from ingest.actors import actor, display_name
from ingest.findings import Finding
from ingest.model import Document, Redaction

_COUNTRIES = ("member_state", "third_country")
_BABEL_CODES = {"EL": "GR", "UK": "GB"}
"""Where the EU's codes of countries are not those of ISO 3166."""


def actor_name(code: str, words: Interface) -> str:
    """Return an actor's name: "Espagne (ES)"; bodies have one name in all languages."""
    found = actor(code)
    if found and found.kind == "group":
        return f"{words.say('all_members')} (All MS)"
    if found and found.kind in _COUNTRIES and words.code != DEFAULT:
        own = _territories(words.code).get(_BABEL_CODES.get(code, code))
        return f"{own} ({code})" if own else display_name(code)
    return words.bodies.get(code, display_name(code))


def actor_list(names: Iterable[str], words: Interface) -> str:
    """Join names as a sentence does: "Espagne (ES), Malte (MT) et Frontex"."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} {words.say('list_and')} {last}" if first else last


def plan_label(document: Document, words: Interface) -> str:
    """Return a document's short name: "plan 2022 sur le trafic de migrants"."""
    priority = document.heading.priority
    key = "plan_alone"
    about = ""
    if document.kind == "measures":
        key = "plan_measures"
    elif document.kind != "plan":
        return document.title
    elif priority:
        key = "plan_draft" if document.title.lower().startswith("draft") else "plan_about"
        printed = words.say("plan_printed", about=lower_first(priority.value))
        about = words.priorities.get(priority.value.lower(), printed)
    said = words.say(key, year=document.year or "", about=about)
    return said.replace("  ", " ").strip()


def day(iso: str | date, words: Interface) -> str:
    """Return a day: "15 décembre 2011"; what is no day as it is."""
    try:
        found = iso if isinstance(iso, date) else date.fromisoformat(iso)
    except ValueError:
        return str(iso)
    return format_date(found, "long", _locale(words.code))


def number(value: float, words: Interface) -> str:
    """Return a number as it is written: "12,500.5", "12 500,5"."""
    return format_decimal(value, locale=_locale(words.code))


def share(value: float, words: Interface, pattern: str | None = None) -> str:
    """Return a share from 0 to 1 in percent: "99.8 %" for the pattern "0.0 %"."""
    return format_percent(value, pattern, locale=_locale(words.code))


def told(finding: str, words: Interface) -> str:
    """Return a sentence of a report."""
    if isinstance(finding, Finding):
        return words.say(f"finding_{finding.kind}", **finding.given)
    return finding


def withheld_words(redaction: Redaction, words: Interface) -> str:
    """Return what a document withholds at a place: "§ 5.4: the rest, up to page 56"."""
    what = redaction.label or words.say(f"withheld_{redaction.scope}")
    page = redaction.page
    until = f", {words.say('withheld_up_to', page=page)}" if page else ""
    return f"{redaction.ref}: {what}{until}"


@cache
def _locale(code: str) -> Locale:
    # English as the EU writes it: the day before the month
    return Locale.parse("en_GB" if code == DEFAULT else code)


@cache
def _territories(code: str) -> Mapping[str, str]:
    return _locale(code).territories
