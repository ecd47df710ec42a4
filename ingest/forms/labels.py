"""The labels of the forms, read from `labels.yaml`, and how a printed label is recognised."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from ingest.model import Field

_LONG_LABEL = 4
_LABEL_WORDS = 4
"""How many words a label has at most that opens a line without a colon."""
"""How many words a label has that needs no colon to be one."""


BOTH_LEADERS = "leaders"
"""The column of leaders and, behind a stroke, co-leaders."""
# "Leader / co-leader(s)", "Lead and deputies", "Lead (deputies)"
_BOTH = re.compile(r"\s*(?:/|,|&|\band\b|\bplus\b|\+|\s\()\s*", re.IGNORECASE)
_MAX_WORDS = 8
_BRACKETS = re.compile(r"\([^()]*\)?")
_LABEL_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


class _LabelFile(BaseModel):
    """The schema of labels.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: dict[Field, list[str]]
    columns: dict[str, list[str]]
    words: dict[Field, list[str]]
    second_words: list[str]
    neutral_words: list[str]
    party_words: list[str]
    goals: list[str]
    references: list[str]
    own_names: list[str]
    nothing: list[str]
    step_headers: list[str]
    no_labels: list[str]
    type_words: list[str]
    priorities: list[str]
    partners_after: list[str]
    blocks: list[str]
    plans_with_comma: list[str]


@lru_cache(maxsize=1)
def label_data() -> _LabelFile:
    """Return the labels as data; raises pydantic's ValidationError for a broken file."""
    source = files("ingest.forms").joinpath("labels.yaml").read_text(encoding="utf-8")
    return _LabelFile.model_validate(yaml.safe_load(source))


@lru_cache(maxsize=1)
def label_pattern() -> re.Pattern[str]:
    """Return the pattern of a labelled row; the last matched group's name is the field.

    It fits "Leader: ES" (with the colon) and whole lines such as "Key Performance Indicators (KPIs)
    and targets", each at the start of a line, behind tabs or spaces.
    """
    end = r"[ \t]*(?::|[\u2013-]?[ \t]*$)"
    return re.compile(rf"^[ \t\u00a0]*{_named_labels()}{end}", re.IGNORECASE | re.MULTILINE)


@lru_cache(maxsize=1)
def inline_label_pattern() -> re.Pattern[str]:
    """Return the pattern of a label in running text: "Leader:" at the start of a line or sentence.

    A label alone on its line needs no colon.
    """
    opening = r"(?:^[ \t\u00a0]*+(?:[·•*-][ \t]*+)?|(?<=[.;)]\s)|(?<=\t))"
    end = r"[ \t]*+(?::(?=\s|$)|[\u2013-]?[ \t]*+$)"
    return re.compile(rf"{opening}{_named_labels()}{end}", re.IGNORECASE | re.MULTILINE)


def opens_with_label(line: str) -> bool:
    """Tell whether a line is a label of some form, or opens with one: "Timing Q1 - Q3"."""
    words = line.split()
    openings = (words[:count] for count in range(1, min(len(words), _LABEL_WORDS) + 1))
    return bool(inline_label_pattern().match(line)) or any(
        field_printed(" ".join(opening)) and _opens_anew(words[len(opening) :])
        for opening in openings
    )


def _opens_anew(words: Sequence[str]) -> bool:
    """Tell whether words may stand behind a label: none, or one with a capital or a figure."""
    return not words or words[0][:1].isupper() or words[0][:1].isdigit()


def label_at(text: str, start: int, end: int) -> tuple[Field, int] | None:
    """Return the field of a label that a stretch opens with, and where the label ends.

    It has a colon, or stands alone, or is so long ("Type of Operational Action") that no sentence
    opens with it.
    """
    match = _opening().match(text, start, end)
    if not match:
        return None
    printed = text[start : match.end()]
    alone = not text[match.end() : end].strip()
    long = len(printed.split()) >= _LONG_LABEL and not text[match.end() :].lstrip()[:1].islower()
    return (field_of(match), match.end()) if alone or long or printed.endswith(":") else None


def field_opening(words: str) -> Field | None:
    """Return the field of the label that a line opens with: "Timing: by 30 June 2024"."""
    label, colon, _ = words.partition(":")
    return field_named(label) if colon and len(label.split()) <= _MAX_WORDS else None


@lru_cache(maxsize=1)
def later_label_pattern() -> re.Pattern[str]:
    """Return the pattern of a label with a colon that stands behind other words on its line."""
    return re.compile(rf"(?<=[ \t\u00a0]){_named_labels()}[ \t]*+:", re.IGNORECASE)


def fields_labelled(words: str) -> Iterator[Field]:
    """Yield the fields of the labels on a line: "Responsible: Europol. Timeline: 30 June 2024"."""
    opening = field_opening(words)
    if opening:
        yield opening
        yield from (field_of(match) for match in later_label_pattern().finditer(words))


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    return re.compile(rf"{_named_labels()}(?![\w-])(?:[ \t]*+:)?", re.IGNORECASE)


def field_named(printed: str) -> Field | None:
    """Return the field that a label stands for, or None for one that says nothing of any.

    A label that no form has is read word by word: "Contributors: Member States" has the
    participants, as all its words but one are said of any field.
    """
    printed = unnumbered(printed)
    return field_printed(printed) or field_worded(printed)


# "[4a] Taking part", "7. Activities", "(3) Co-leader"
_NUMBERING = re.compile(r"\s*(?:[\[(]\d{1,2}[a-z]?[\])]|\d{1,2}[a-z]?[.)])[.:]?\s+(?=[^\W\d])")


def unnumbered(printed: str) -> str:
    """Return a label without the number that its form gives it: "[5] Category"."""
    return printed[found.end() :] if (found := _NUMBERING.match(printed)) else printed


@lru_cache(maxsize=4096)
def field_printed(printed: str) -> Field | None:
    """Return the field that a label stands for in some form, or None for one that no form has.

    Of two labels in one ("Expected results / KPIs") that of indicators counts, else the last.
    """
    inside = re.search(r"\(([^()]*)\)", printed)
    if inside and inside.start() and _is_kpi(inside[1]):
        return Field.KPI
    parts = re.split(r"\s*(?:/|\bor\b|\band\b)\s*", printed)
    if len(parts) > 1 and any(_is_kpi(part.strip(" :")) for part in parts):
        return Field.KPI  # "KPI / target"
    for words in (printed, *reversed(parts)):
        match = _alone().fullmatch(words.strip(" :"))
        if match:
            return field_of(match)
    return None


def _is_kpi(words: str) -> bool:
    match = _alone().fullmatch(words.strip())
    return match is not None and field_of(match) == Field.KPI


@lru_cache(maxsize=4096)
def field_worded(printed: str) -> Field | None:
    """Return the first field of `words` that a label names, if its other words are neutral.

    One of nothing but neutral words has participants, where it names parties: "EU agencies".
    """
    words = _LABEL_WORD.findall(_BRACKETS.sub(" ", fold(printed)))
    if not words or len(words) > _MAX_WORDS or keeps_its_name(printed):
        return None
    told = [f for f, heads in label_data().words.items() if _says(words, heads)]
    known = [head for heads in label_data().words.values() for head in heads]
    second = [word for word in words if _says([word], label_data().second_words)]
    words = [word for word in words if word not in second]
    parties = [word for word in words if _says([word], label_data().party_words)]
    told = told or ([Field.PARTICIPANTS] if parties else [])
    neutral = label_data().neutral_words
    rest = [w for w in words if w not in neutral and not _says([w], known) and not w.isdigit()]
    if rest or not told:
        return None
    return Field.CO_LEADER if second and Field.LEADER in told else told[0]


def _says(words: Sequence[str], heads: Sequence[str]) -> bool:
    said = " ".join(["", *words])
    return any(f" {head}" in said for head in heads)


def is_reference_label(printed: str) -> bool:
    """Tell whether a label stands beside the number of an action: "Ref.", "Operational action"."""
    return fold(printed).rstrip(".") in _folded_names()[0]


@lru_cache(maxsize=1)
def _alone() -> re.Pattern[str]:
    return re.compile(_named_labels(), re.IGNORECASE)


@lru_cache(maxsize=1)
def _named_labels() -> str:
    """Return the alternatives for all labels, each in a group named for its field."""
    parts: list[tuple[int, str, str]] = []
    for field, variants in label_data().fields.items():
        for variant in sorted(variants, key=len, reverse=True):
            words = r"[ \t\u00a0]+".join(re.escape(word) for word in variant.split())
            part = f"(?P<{field.value}_{len(parts)}>{words})"
            parts.append((len(variant), re.escape(variant[0].casefold()), part))
    opening: dict[str, list[str]] = {}
    for _, first, part in sorted(parts, key=lambda part: -part[0]):
        opening.setdefault(first, []).append(part)
    # a letter that opens none is told at a glance; of labels with one first letter the longest
    names = "|".join(f"(?={first})(?:{'|'.join(own)})" for first, own in opening.items())
    # " (KPIs) and targets", "/priority", " -", " (Short description- 5 lines maximum per activity)"
    more = r"\([^()\n]*\)|and[ \t]+targets|and[ \t]+timing|/?priority|Joint[ \t]+Action[ \t]+Days"
    more += r"|EMPACT[ \t]+Action[ \t]+Days"
    return rf"(?:{names})(?:[ \t]*(?:/[ \t]*)?(?:{more}))*"


def field_of(match: re.Match[str]) -> Field:
    """Return the field that a match of `label_pattern` names."""
    group = match.lastgroup or ""
    return Field(group.rsplit("_", 1)[0])


def columns_named(header: Sequence[str]) -> tuple[str, ...]:
    """Return what each cell of a header row stands for, each column once.

    A cell that could be several columns is the first that is free: "No | Action" is a number and a
    title, "Action | Leader" a number and a leader. One that is none stands for itself.
    """
    folded = [fold(words).rstrip(".") for words in header]
    options = [
        (BOTH_LEADERS,) if names_both_leaders(printed) else _column_names().get(words, ())
        for printed, words in zip(header, folded, strict=True)
    ]
    sure = {names[0] for names in options if len(names) == 1}
    found: list[str] = []
    for words, names in zip(header, options, strict=True):
        free = [n for n in names if n not in found and (len(names) == 1 or n not in sure)]
        field = field_named(words) if words and not names else None
        if not free and field and field.value not in found:
            free = [field.value]
        found.append(free[0] if free else words)
    return tuple(found)


@lru_cache(maxsize=1)
def _known_columns() -> frozenset[str]:
    fields = frozenset(field.value for field in Field)
    return frozenset(label_data().columns) | fields | {BOTH_LEADERS}


def names_both_leaders(printed: str) -> bool:
    """Tell whether a label is for both: "Leader / co-leader(s)", "Lead (deputies)"."""
    parts = [part.strip(" :") for part in _BOTH.split(printed)]
    parts = [part if "(" in part else part.rstrip(")") for part in parts]
    return {Field.LEADER, Field.CO_LEADER} <= {field_named(part) for part in parts if part}


def is_known_column(name: str) -> bool:
    """Tell whether a column has a name that forms know: not one that it merely prints."""
    return name in _known_columns()


def keeps_its_name(printed: str) -> bool:
    """Tell whether a label says that it stands for none of the fields: "Budget", "Main risk"."""
    return not _folded_names()[1].isdisjoint(re.findall(r"\w+", fold(printed)))


@lru_cache(maxsize=1)
def _folded_names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the labels beside numbers, and the words of labels that keep their names, folded."""
    data = label_data()
    return frozenset(map(fold, data.references)), frozenset(map(fold, data.own_names))


@lru_cache(maxsize=1)
def _column_names() -> dict[str, tuple[str, ...]]:
    """Return the columns that each printed header cell may stand for, by its folded text."""
    names: dict[str, tuple[str, ...]] = {}
    for column, variants in label_data().columns.items():
        for variant in variants:
            names[fold(variant)] = (*names.get(fold(variant), ()), column)
    return names


def fold(printed: str) -> str:
    """Fold a printed label for comparison: case, white space, and a closing colon aside."""
    return re.sub(r"\s+", " ", printed).strip(" :\t").casefold()
