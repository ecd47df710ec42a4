"""The line on what was understood, in the reader's language."""

import re
from collections.abc import Iterable, Mapping

from answer.claims import QueryView
from answer.phrasing import plan_name
from app.interface import DEFAULT, Interface
from app.naming import actor_name, plan_label
from ingest.actors import display_name
from ingest.model import Document

# "Leaders · About: air routes; Running text · 2022 plan": what stands between the parts
_BETWEEN = re.compile(r"( · |; )")
_ABOUT = "About: "


def in_words(query: QueryView, documents: Iterable[Document], words: Interface) -> QueryView:
    """Return what was understood with its line in the reader's language."""
    if words.code == DEFAULT or not query.text:
        return query
    names = {display_name(code): actor_name(code, words) for code in query.actors}
    plans = {_capital(plan_name(one)): plan_label(one, words) for one in documents}
    known = {**words.queries, **names, **plans}
    parts = (_told(part, known, words) for part in _BETWEEN.split(query.text))
    return query.model_copy(update={"text": "".join(parts)})


def _told(part: str, known: Mapping[str, str], words: Interface) -> str:
    if part.startswith(_ABOUT):
        return words.say("about_topic", topic=part.removeprefix(_ABOUT))
    return _capital(known.get(part, part))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
