"""The labels of the forms, read from `labels.yaml`, and how a printed label is recognised."""

import re
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from ingest.model import Field


class _LabelFile(BaseModel):
    """The schema of labels.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: dict[Field, list[str]]
    columns: dict[str, list[str]]
    partners_after: list[str]
    blocks: list[str]


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
    parts: list[tuple[int, str]] = []
    for field, variants in label_data().fields.items():
        for variant in sorted(variants, key=len, reverse=True):
            words = r"[ \t\u00a0]+".join(re.escape(word) for word in variant.split())
            parts.append((len(variant), f"(?P<{field.value}_{len(parts)}>{words})"))
    names = "|".join(part for _, part in sorted(parts, key=lambda part: -part[0]))
    # " (KPIs) and targets", "/priority", " -", " (Short description- 5 lines maximum per activity)"
    more = r"\([^()\n]*\)|and targets|and timing|/?priority|Joint Action Days"
    tail = rf"(?:[ \t]*(?:/[ \t]*)?(?:{more}))*"
    end = r"[ \t]*(?::|[\u2013-]?[ \t]*$)"
    return re.compile(rf"^[ \t\u00a0]*(?:{names}){tail}{end}", re.IGNORECASE | re.MULTILINE)


def field_of(match: re.Match[str]) -> Field:
    """Return the field that a match of `label_pattern` names."""
    group = match.lastgroup or ""
    return Field(group.rsplit("_", 1)[0])


@lru_cache(maxsize=1)
def column_names() -> dict[str, str]:
    """Return the column that each printed header cell stands for, by its folded text."""
    return {
        fold(variant): column
        for column, variants in label_data().columns.items()
        for variant in variants
    }


def fold(printed: str) -> str:
    """Fold a printed label for comparison: case, white space, and a closing colon aside."""
    return re.sub(r"\s+", " ", printed).strip(" :\t").casefold()
